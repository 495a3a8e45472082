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
                if case .interval(let interval) = node.kind, interval.form == .interval {
                    guard let range = closed(interval) else { return .expression }
                    ranges.append(range)
                } else {
                    guard let value = constant(node) else { return .expression }
                    values.append(value)
                }
            case .expression: return .expression
            }
        }
        if ranges.isEmpty { return .values(values, negated: tests.negated) }
        ranges += values.map { FEELRange(start: $0, startIncluded: true, end: $0, endIncluded: true) }
        return .ranges(ranges, negated: tests.negated)
    }

    private static func constant(_ node: Node) -> FEELValue? {
        guard case .literal(let value) = node.kind, !value.isNull else { return nil }
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

    private static func closed(_ interval: Node.Interval) -> FEELRange? {
        var ends: [FEELValue?] = []
        for node in [interval.start, interval.end] {
            guard let node else {
                ends.append(nil)
                continue
            }
            guard let value = constant(node) else { return nil }
            ends.append(value)
        }
        return FEELRange(
            start: ends[0], startIncluded: interval.startIncluded, end: ends[1], endIncluded: interval.endIncluded)
    }
}
