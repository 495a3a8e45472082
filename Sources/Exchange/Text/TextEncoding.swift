/// The encodings that office software of the region writes.
package enum TextEncoding: String, Sendable, CaseIterable, Codable {
    case utf8 = "utf-8"
    case utf8BOM = "utf-8-bom"
    case utf16LE = "utf-16le"
    case utf16BE = "utf-16be"
    case gb18030
    case big5
    case windows1252 = "windows-1252"

    /// Name for the C library's converter; nil where Lantu validates by itself. Big5 is read as its
    /// Hong Kong superset, which also holds what Taiwan's code page 950 adds.
    var converterName: String? {
        switch self {
        case .utf8, .utf8BOM: nil
        case .utf16LE: "UTF-16LE"
        case .utf16BE: "UTF-16BE"
        case .gb18030: "GB18030"
        case .big5: "BIG5-HKSCS"
        case .windows1252: "CP1252"
        }
    }

    /// The byte order mark that opens such a file, if it carries one.
    var mark: [UInt8] {
        switch self {
        case .utf8, .utf8BOM: [0xEF, 0xBB, 0xBF]
        case .utf16LE: [0xFF, 0xFE]
        case .utf16BE: [0xFE, 0xFF]
        case .gb18030: [0x84, 0x31, 0x95, 0x33]
        case .big5, .windows1252: []
        }
    }
}

/// Which encoding a file is taken to be in, how sure that is, and why.
package struct EncodingGuess: Hashable, Sendable {
    /// Why; a page shows `exchange.encoding.<reason>`.
    package enum Reason: String, Sendable {
        /// Chosen by the user.
        case chosen
        /// The file opens with a byte order mark.
        case mark
        /// Nothing but ASCII, which all candidates share.
        case ascii
        /// Every byte fits UTF-8.
        case wellFormed
        /// Mostly UTF-8, with damaged bytes.
        case damaged
        /// Its characters are the common ones of this encoding.
        case commonCharacters
        /// Accented letters stand alone among Latin text.
        case latin
    }
    package let encoding: TextEncoding
    /// 0…1; below 0.8 a person should look at the preview.
    package let confidence: Double
    package let reason: Reason

    package init(encoding: TextEncoding, confidence: Double, reason: Reason) {
        (self.encoding, self.confidence, self.reason) = (encoding, confidence, reason)
    }
}
