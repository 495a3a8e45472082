import Decimal34

extension FEELValue {
    /// The value as `string()` gives it; nil for null.
    public var text: String? { isNull ? nil : text(limit: .max) }

    /// The value as it would be written in an expression, texts quoted.
    public var literal: String {
        var writer = Writer(limit: .max)
        write(to: &writer)
        return writer.text
    }

    /// The value as `string()` gives it; nil for null and when it is longer than `limit` bytes.
    func text(limit: Int) -> String? {
        switch self {
        case .null: return nil
        case .string(let text): return text
        case .date(let value): return value.description
        case .time(let value): return value.description
        case .dateTime(let value): return value.description
        case .yearMonthDuration(let value): return value.description
        case .dayTimeDuration(let value): return value.description
        default:
            var writer = Writer(limit: limit)
            write(to: &writer)
            return writer.isFull ? nil : writer.text
        }
    }

    /// Its type in words, for findings; of large values only the kind.
    var typeName: String {
        if extent.weight <= 64 { return FEELType(of: self).description }
        return switch self {
        case .list: "list"
        case .context: "context"
        default: "function"
        }
    }

    /// At most 60 characters of `literal`, for findings.
    var excerpt: String {
        var writer = Writer(limit: 240)
        write(to: &writer)
        return writer.isFull || writer.text.count > 60 ? writer.text.prefix(59) + "…" : writer.text
    }

    /// A text that grows to a limit; what comes after is left out.
    fileprivate struct Writer {
        let limit: Int
        var text = ""
        var isFull: Bool { text.utf8.count > limit }
    }

    fileprivate func write(to writer: inout Writer) {
        if writer.isFull { return }
        switch self {
        case .null: writer.text += "null"
        case .boolean(let value): writer.text += value ? "true" : "false"
        case .number(let value): writer.text += value.description
        case .string(let value): writer.text += Self.quoted(value)
        case .date, .time, .dateTime, .yearMonthDuration, .dayTimeDuration: writer.text += "@\"\(text ?? "")\""
        case .list(let list):
            writer.text += "["
            for (position, item) in list.items.enumerated() where !writer.isFull {
                if position > 0 { writer.text += ", " }
                item.write(to: &writer)
            }
            writer.text += "]"
        case .context(let context):
            writer.text += "{"
            for (position, key) in context.keys.enumerated() where !writer.isFull {
                if position > 0 { writer.text += ", " }
                writer.text += Self.key(key) + ": "
                context.values[position].write(to: &writer)
            }
            writer.text += "}"
        case .range(let range): range.write(to: &writer)
        case .function(let function): writer.text += "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
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
    fileprivate func write(to writer: inout FEELValue.Writer) {
        func endpoint(_ value: FEELValue?) { (value ?? .null).write(to: &writer) }
        switch (form, start, end) {
        case (.equal, _, _), (.unequal, _, _), (.interval, nil, _), (.interval, _, nil):
            writer.text += "(" + sign
            endpoint(start ?? end)
            writer.text += ")"
        default:
            writer.text += startIncluded ? "[" : "("
            endpoint(start)
            writer.text += ".."
            endpoint(end)
            writer.text += endIncluded ? "]" : ")"
        }
    }

    /// The sign of a range written with one.
    private var sign: String {
        switch form {
        case .equal: "="
        case .unequal: "!="
        case .interval: start == nil ? (endIncluded ? "<=" : "<") : (startIncluded ? ">=" : ">")
        }
    }
}
