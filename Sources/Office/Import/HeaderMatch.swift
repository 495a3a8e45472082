import Exchange
import Kernel

/// How a column is found by its header: headers hold line breaks, full-width letters and whole sentences that differ from year to year.
package enum HeaderMatch: String, Sendable, Codable, CaseIterable {
    case exact, prefix, contains

    package func holds(_ header: String, wanted: String) -> Bool {
        let (header, wanted) = (Self.plain(header), Self.plain(wanted))
        guard !wanted.isEmpty else { return false }
        return switch self {
        case .exact: header == wanted
        case .prefix: header.hasPrefix(wanted)
        case .contains: header.contains(wanted)
        }
    }

    /// White space of every kind gone, width, case, accents and script folded.
    package static func plain(_ header: String) -> String {
        SearchText.folded(header).filter { !$0.isWhitespace && $0 != "\u{FEFF}" && $0 != "\u{200B}" }
    }
}
