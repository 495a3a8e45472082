import Decimal34

extension FEELValue {
    /// The value as `string()` gives it; nil for null.
    public var text: String? {
        switch self {
        case .null: nil
        case .string(let text): text
        case .date(let value): value.description
        case .time(let value): value.description
        case .dateTime(let value): value.description
        case .yearMonthDuration(let value): value.description
        case .dayTimeDuration(let value): value.description
        default: literal
        }
    }

    /// The value as it would be written in an expression, texts quoted.
    public var literal: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let value): value.description
        case .string(let value): Self.quoted(value)
        case .date, .time, .dateTime, .yearMonthDuration, .dayTimeDuration: "@\"\(text ?? "")\""
        case .list(let list): "[" + list.items.map(\.literal).joined(separator: ", ") + "]"
        case .context(let context):
            "{" + context.entries.map { "\(Self.key($0.key)): \($0.value.literal)" }.joined(separator: ", ") + "}"
        case .range(let range): range.literal
        case .function(let function): "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
        }
    }

    /// At most 60 characters of `literal`, for findings.
    var excerpt: String {
        switch self {
        case .list(let list) where list.items.count > 8: return "[… \(list.items.count)]"
        case .context(let context) where context.count > 8: return "{… \(context.count)}"
        default:
            let text = literal
            return text.count > 60 ? text.prefix(59) + "…" : text
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func key(_ key: String) -> String {
        var scalars = key.unicodeScalars.makeIterator()
        guard let first = scalars.next(), CharacterClass.isNameStart(first) else { return quoted(key) }
        let plain = key.unicodeScalars.allSatisfy { CharacterClass.isNamePart($0) || $0 == " " }
        return plain ? key : quoted(key)
    }
}

extension FEELRange {
    var literal: String {
        switch form {
        case .equal: return "(=\(start?.literal ?? "null"))"
        case .unequal: return "(!=\(start?.literal ?? "null"))"
        case .interval: break
        }
        guard let start else { return "(\(endIncluded ? "<=" : "<")\(end?.literal ?? "null"))" }
        guard let end else { return "(\(startIncluded ? ">=" : ">")\(start.literal))" }
        return (startIncluded ? "[" : "(") + start.literal + ".." + end.literal + (endIncluded ? "]" : ")")
    }
}
