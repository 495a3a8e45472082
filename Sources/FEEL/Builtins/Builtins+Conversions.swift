import Decimal34

extension Builtins {
    static let conversions: [Builtin] = [
        Builtin(
            "number", .number,
            .init(.required("from", .string), .nullable("grouping separator", .string), .nullable("decimal separator", .string)) { call in
                number(call)
            }),
        Builtin(
            "string", .string,
            .init(.required("from", .any)) { call in
                if call.isNull(0) { return .null }
                guard call.run.charge(walking: call.value(0), at: call.range) else { return .null }
                guard let text = call.value(0).text(limit: call.run.limits.length) else {
                    return call.run.report(.length, at: call.range, ["limit": String(call.run.limits.length)])
                }
                return call.text(text)
            }),
        Builtin("range", .range(.any), .init(.required("from", .string)) { call in RangeText.range(call) }),
    ]

    /// Separators: grouping blank, comma or point; decimal comma or point; not the same.
    private static func number(_ call: Builtin.Call) -> FEELValue {
        let grouping = call.value(1).string
        let decimal = call.value(2).string
        if let grouping, ![" ", ",", "."].contains(grouping) { return call.fail(1) }
        if let decimal, ![",", "."].contains(decimal) { return call.fail(2) }
        if let grouping, grouping == decimal { return call.fail(2) }
        var text = call.string(0)
        guard text.utf8.count <= 10_000 else { return call.fail() }
        if let grouping { text.unicodeScalars.removeAll { String($0) == grouping } }
        if let decimal, decimal != "." {
            if text.contains(".") { return call.fail(0, .conversion) }
            text = String(text.map { String($0) == decimal ? "." : $0 })
        }
        guard let value = Decimal34(text) else { return call.fail(0, .conversion) }
        return .number(value)
    }
}

/// Ranges written as text: only literals and conversions of literals are endpoints.
enum RangeText {
    static func range(_ call: Builtin.Call) -> FEELValue {
        guard let parser = try? Parser(call.string(0), scope: FEELScope()) else { return call.fail(0, .conversion) }
        var reader = parser
        guard let tree = try? reader.wholeExpression(), case .interval(let interval) = tree.kind, interval.form == .interval,
            let start = interval.start, let end = interval.end, !reader.diagnostics.contains(where: { $0.severity == .error }),
            isEndpoint(start), isEndpoint(end)
        else { return call.fail(0, .conversion) }
        let frame = FEELFrame(run: FEELRun(limits: call.run.limits))
        frame.reserve(reader.slotCount)
        guard case .range(let range) = Compiler().code(tree)(frame), let first = range.start, let last = range.end,
            !first.isNull || !last.isNull
        else { return call.fail(0, .conversion) }
        return .range(range)
    }

    /// A literal, or one of the temporal conversions of a string literal.
    private static func isEndpoint(_ node: Node) -> Bool {
        switch node.kind {
        case .literal(let value): value.boolean == nil
        case .call(let function, .positional(let arguments)):
            if case .builtin(let builtin) = function.kind, arguments.count == 1, case .literal(.string) = arguments[0].kind {
                ["date", "time", "date and time", "duration"].contains(builtin.name)
            } else {
                false
            }
        default: false
        }
    }
}
