extension Lexer {
    /// Reads a quoted text. Escapes: `\n \t \r \" \' \\ \uXXXX` (surrogate pairs joined) `\UXXXXXX`; any other backslash stands for itself.
    mutating func string(from start: FEELSourceRange, kind: Token.Kind) {
        let curly = takeOpeningQuote(from: start)
        var text = String.UnicodeScalarView()
        while let scalar = current {
            if scalar == "\"" || (curly && scalar == "\u{201D}") {
                step()
                finish(kind, String(text), from: start)
                return
            }
            if scalar == "\\" {
                escape(into: &text)
            } else {
                text.append(scalar)
                step()
            }
        }
        report(.unterminatedText, from: start, ["opening": "\""])
        finish(kind, String(text), from: start)
    }

    private mutating func escape(into text: inout String.UnicodeScalarView) {
        step()
        guard let kind = current else {
            text.append("\\")
            return
        }
        if let plain = Self.plainEscapes[kind] {
            text.append(plain)
            step()
        } else if kind == "u", let unit = hexadecimal(4, after: 1) {
            step(5)
            if unit & 0xFC00 == 0xD800, current == "\\", next == "u", let low = hexadecimal(4, after: 2), low & 0xFC00 == 0xDC00 {
                step(6)
                append(0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF), to: &text)
            } else {
                append(unit, to: &text)
            }
        } else if kind == "U", let point = hexadecimal(6, after: 1) {
            step(7)
            append(point, to: &text)
        } else {
            text.append("\\")
            text.append(kind)
            step()
        }
    }

    private func append(_ point: UInt32, to text: inout String.UnicodeScalarView) {
        text.append(Unicode.Scalar(point) ?? "\u{FFFD}")
    }

    private static let plainEscapes: [Unicode.Scalar: Unicode.Scalar] = [
        "n": "\n", "t": "\t", "r": "\r", "\"": "\"", "'": "'", "\\": "\\",
    ]
}
