import Decimal34

extension Builtins {
    static let strings: [Builtin] = [
        Builtin(
            "substring", .string,
            .init(.required("string", .string), .required("start position", .number), .optional("length", .number)) { call in
                substring(call)
            }),
        Builtin(
            "string length", .number,
            .init(.required("string", .string)) { call in .number(call.string(0).unicodeScalars.count) }),
        Builtin("upper case", .string, .init(.required("string", .string)) { call in call.text(call.string(0).uppercased()) }),
        Builtin("lower case", .string, .init(.required("string", .string)) { call in call.text(call.string(0).lowercased()) }),
        Builtin(
            "substring before", .string,
            .init(.required("string", .string), .required("match", .string)) { call in
                guard let place = call.find() else { return "" }
                return call.text(String(call.string(0).unicodeScalars[..<place.lowerBound]))
            }),
        Builtin(
            "substring after", .string,
            .init(.required("string", .string), .required("match", .string)) { call in
                guard let place = call.find() else { return "" }
                return call.text(String(call.string(0).unicodeScalars[place.upperBound...]))
            }),
        Builtin(
            "contains", .boolean,
            .init(.required("string", .string), .required("match", .string)) { call in .boolean(call.find() != nil) }),
        Builtin(
            "starts with", .boolean,
            .init(.required("string", .string), .required("match", .string)) { call in
                .boolean(call.string(0).utf8.starts(with: call.string(1).utf8))
            }),
        Builtin(
            "ends with", .boolean,
            .init(.required("string", .string), .required("match", .string)) { call in
                .boolean(call.string(0).utf8.reversed().starts(with: call.string(1).utf8.reversed()))
            }),
        Builtin(
            "string join", .string, .init(.required("list", .anyList), .optional("delimiter", .string)) { call in join(call) }),
    ]

    /// Characters are code points; a position is −L…−1 or 1…L, a length 1…rest.
    private static func substring(_ call: Builtin.Call) -> FEELValue {
        let scalars = call.string(0).unicodeScalars
        let count = scalars.count
        guard let start = call.number(1).truncated.int, start != 0, start >= -count, start <= count else { return call.fail(1) }
        let offset = start > 0 ? start - 1 : count + start
        var length = count - offset
        if !call.isNull(2) {
            guard let wanted = call.number(2).truncated.int, wanted >= 1, wanted <= length else { return call.fail(2) }
            length = wanted
        }
        let first = scalars.index(scalars.startIndex, offsetBy: offset)
        return call.text(String(scalars[first..<scalars.index(first, offsetBy: length)]))
    }

    /// Strings joined, nulls left out.
    private static func join(_ call: Builtin.Call) -> FEELValue {
        let delimiter = call.string(1)
        var pieces: [String] = []
        var length = 0
        for item in call.items(0) {
            switch item {
            case .null: continue
            case .string(let text):
                length += text.utf8.count + delimiter.utf8.count
                guard call.run.fits(length: length, at: call.range) else { return .null }
                pieces.append(text)
            default: return call.fail(0, .argumentType)
            }
        }
        return call.text(pieces.joined(separator: delimiter))
    }
}

extension Builtin.Call {
    /// Where the second text first occurs in the first, by code points; an empty one occurs at the start.
    fileprivate func find() -> Range<String.Index>? {
        let text = Array(string(0).utf8)
        let match = Array(string(1).utf8)
        guard text.count >= match.count, run.charge(steps: 1 + text.count / 8, at: range) else { return nil }
        let source = string(0)
        if match.isEmpty { return source.startIndex..<source.startIndex }
        var position = 0
        while position + match.count <= text.count {
            if text[position] == match[0] {
                var length = 1
                while length < match.count, text[position + length] == match[length] { length += 1 }
                guard run.charge(steps: length / 8, at: range) else { return nil }
                if length == match.count {
                    let start = source.utf8.index(source.startIndex, offsetBy: position)
                    return start..<source.utf8.index(start, offsetBy: match.count)
                }
            }
            position += 1
        }
        return nil
    }
}
