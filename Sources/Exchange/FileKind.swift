import Foundation
import Kernel

/// What a file is, by its first bytes; names and declared types are not believed.
package enum FileKind: Sendable {
    case workbook
    case delimitedText

    /// - Throws: `LT4001` another kind of file, `LT4002` an old binary workbook, `LT4003` a file behind a password, `LT4016` empty.
    package static func sniff(_ data: Data) throws(AppError) -> FileKind {
        guard !data.isEmpty else { throw AppError("LT4016", .unprocessable) }
        try refuseOldOrEncrypted(data)
        let head = [UInt8](data.prefix(512))
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return .workbook }
        let foreign: [[UInt8]] = [
            Array("%PDF".utf8), [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), [0x1F, 0x8B], Array("Rar!".utf8),
            Array("7z".utf8) + [0xBC, 0xAF], Array("{\\rtf".utf8), [0x7F, 0x45, 0x4C, 0x46],
        ]
        guard !foreign.contains(where: { head.starts(with: $0) }) else { throw AppError("LT4001", .unsupported) }
        // Web pages saved under the name of a workbook.
        let text = String(decoding: head.drop { $0 <= 0x20 || $0 >= 0x80 }.prefix(64), as: UTF8.self).lowercased()
        guard !["<html", "<!doctype", "<table", "<?xml", "<meta", "<style"].contains(where: { text.hasPrefix($0) }) else {
            throw AppError("LT4001", .unsupported)
        }
        return .delimitedText
    }

    /// Both share the compound-file container; an encrypted workbook holds a stream named `EncryptedPackage`.
    static func refuseOldOrEncrypted(_ data: Data) throws(AppError) {
        guard data.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else { return }
        let wanted = Data("EncryptedPackage".utf8.flatMap { [$0, 0] })
        throw AppError(data.range(of: wanted) == nil ? "LT4002" : "LT4003", .unsupported)
    }
}
