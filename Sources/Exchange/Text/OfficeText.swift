import Foundation
import Kernel

/// The readable text of an Office or OFD package, part by part: what a search for markings looks through.
///
/// Every XML part is read, headers, footers, notes and comments too; paragraphs, cells and text objects end a line, so that a word
/// cut into runs is whole again. Pictures are not read.
package enum OfficeText {
    /// Names, without prefix, of elements that end a line: WordprocessingML, SpreadsheetML, DrawingML, OFD.
    private static let ending: Set<String> = [
        "p", "si", "c", "row", "tr", "tc", "br", "comment", "TextObject", "Title", "Keyword", "Abstract",
    ]

    /// - Throws: `LT4003`, `LT4004`, `LT4009`–`LT4014`: encrypted, damaged, a bomb, or XML that cannot be trusted.
    package static func parts(_ data: Data, limits: ImportLimits = .standard) throws -> [String] {
        let archive = try ZipArchive(data, limits: limits)
        var texts: [String] = []
        for name in archive.names where name.lowercased().hasSuffix(".xml") {
            guard let stream = try archive.entry(name) else { continue }
            var text = ""
            try OfficeXML.read(
                stream, part: name, limits: limits,
                start: { element, _ in if element == "tab" { text += "\t" } },
                end: { element in if ending.contains(element) { text += "\n" } },
                text: { part in text += part })
            if text.contains(where: { !$0.isWhitespace }) { texts.append(text) }
        }
        return texts
    }
}
