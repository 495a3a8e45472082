/// What the tests of a cell amount to when their values are constants.
enum Shapes {
    static func shape(of tests: Node.UnaryTests) -> FEELUnaryTests.Shape {
        if tests.tests.isEmpty { return .anything }
        var values: [FEELValue] = []
        var ranges: [FEELRange] = []
        for test in tests.tests {
            switch test {
            case .compare(.equal, let node):
                guard let value = constant(node) else { return .expression }
                values.append(value)
            case .compare(let sign, let node):
                guard let value = constant(node), let range = open(sign, value) else { return .expression }
                ranges.append(range)
            case .expression(let node, usesInput: false):
                switch constant(node) {
                case .range(let range)? where range.form == .interval: ranges.append(range)
                case .list?, .context?, .function?, .range?, nil: return .expression
                case .boolean? where tests.input.type.base != .boolean: return .expression
                case let value?: values.append(value)
                }
            case .expression: return .expression
            }
        }
        if ranges.isEmpty { return .values(values, negated: tests.negated) }
        ranges += values.map { FEELRange(start: $0, startIncluded: true, end: $0, endIncluded: true) }
        return .ranges(ranges, negated: tests.negated)
    }

    private static func constant(_ node: Node) -> FEELValue? {
        guard let value = Compiler().constant(node), !value.isNull else { return nil }
        return value
    }

    private static func open(_ sign: Comparison, _ value: FEELValue) -> FEELRange? {
        switch sign {
        case .less: FEELRange(start: nil, startIncluded: false, end: value, endIncluded: false)
        case .lessOrEqual: FEELRange(start: nil, startIncluded: false, end: value, endIncluded: true)
        case .greater: FEELRange(start: value, startIncluded: false, end: nil, endIncluded: false)
        case .greaterOrEqual: FEELRange(start: value, startIncluded: true, end: nil, endIncluded: false)
        case .equal, .unequal: nil
        }
    }
}
