/// The kinds of file Lantu takes, told from the content itself; the name only has to agree.
///
/// Old binary Office files and archives are not among them: their text cannot be searched for 密級 markings.
package enum FileType: String, Sendable, Hashable, CaseIterable, Codable {
    case pdf, ofd, docx, xlsx, pptx, png, jpeg, csv, text

    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .ofd: "application/ofd"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .csv: "text/csv"
        case .text: "text/plain"
        }
    }

    /// Extensions a file of this type may carry, lower case.
    package var extensions: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .text: ["txt", "md", "log"]
        default: [rawValue]
        }
    }

    /// Whether the content can carry text that is searched for 密級 markings.
    package var carriesText: Bool { self != .png && self != .jpeg }

    /// The type of `bytes` named `name`, or nil when it is none of these or the name says something else.
    ///
    /// - Parameter bytes: the beginning, at least 4 KiB where there is that much; Office files need the whole.
    package static func sniff(_ bytes: [UInt8], name: String) -> FileType? {
        let suffix = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map { $0.lowercased() } ?? ""
        guard let type = container(bytes, suffix: suffix), type.extensions.contains(suffix) else { return nil }
        return type
    }

    /// Whether these first bytes are of an image: no text in it is searched, so the rest need not be kept.
    package static func isToldFromBeginning(_ bytes: [UInt8]) -> Bool {
        switch container(Array(bytes.prefix(16)), suffix: "") {
        case .png, .jpeg: true
        default: false
        }
    }

    private static func container(_ bytes: [UInt8], suffix: String) -> FileType? {
        if bytes.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return office(bytes) }
        guard isText(bytes) else { return nil }
        return suffix == "csv" ? .csv : .text
    }

    /// Office and OFD packages are ZIP files told apart by the names of their parts; macros are refused.
    private static func office(_ bytes: [UInt8]) -> FileType? {
        if bytes.contains(word: "vbaProject.bin") { return nil }
        if bytes.contains(word: "[Content_Types].xml") {
            if bytes.contains(word: "word/document.xml") { return .docx }
            if bytes.contains(word: "xl/workbook.xml") { return .xlsx }
            if bytes.contains(word: "ppt/presentation.xml") { return .pptx }
        }
        return bytes.contains(word: "OFD.xml") ? .ofd : nil
    }

    /// Text has no control characters beside tab, line ends and form feed; UTF-16 needs its byte order mark.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        return bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0C || $0 == 0x0D }
    }
}

extension [UInt8] {
    /// Whether the ASCII `word` occurs. Complexity: O(count), skipping by its first byte.
    fileprivate func contains(word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard length > 0, count >= length else { return false }
        return withUnsafeBufferPointer { bytes in
            let wanted = UnsafeBufferPointer(start: word.utf8Start, count: length)
            var index = 0
            while let found = bytes[index...].firstIndex(of: wanted[0]), found + length <= bytes.count {
                if bytes[found..<found + length].elementsEqual(wanted) { return true }
                index = found + 1
            }
            return false
        }
    }
}
