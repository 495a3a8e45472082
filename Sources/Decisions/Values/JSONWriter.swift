import Decimal34
import FEEL

extension FEELValue {
    /// The value as JSON text: numbers with all their digits, temporal values and ranges as the texts the language writes, functions as null.
    public var json: String {
        var out = ""
        writeJSON(to: &out)
        return out
    }

    /// Calls itself no deeper than values are nested, which evaluation bounds.
    public func writeJSON(to out: inout String) {
        switch self {
        case .null, .function: out += "null"
        case .boolean(let value): out += value ? "true" : "false"
        case .number(let value): out += value.description
        case .string(let text): JSONText.write(text, to: &out)
        case .list(let list):
            out += "["
            var isFirst = true
            for item in list.items {
                if !isFirst { out += "," }
                isFirst = false
                item.writeJSON(to: &out)
            }
            out += "]"
        case .context(let context):
            out += "{"
            var isFirst = true
            for (key, value) in context.entries {
                if !isFirst { out += "," }
                isFirst = false
                JSONText.write(key, to: &out)
                out += ":"
                value.writeJSON(to: &out)
            }
            out += "}"
        default: JSONText.write(text ?? "", to: &out)
        }
    }
}

enum JSONText {
    static func write(_ text: String, to out: inout String) {
        out += "\""
        if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"": out += "\\\""
                case "\\": out += "\\\\"
                case "\n": out += "\\n"
                case "\r": out += "\\r"
                case "\t": out += "\\t"
                case "\u{0}"..<"\u{20}":
                    let hex = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                default: out.unicodeScalars.append(scalar)
                }
            }
        } else {
            out += text
        }
        out += "\""
    }
}
