extension Compiler {
    /// Whether the input passes one of the tests; null if none does and one has no answer.
    func membership(_ input: @escaping Code, _ tests: [Node.Test], inputType: FEELType, at range: FEELSourceRange) -> Truth {
        let tests = tests.map { test($0, inputType: inputType, at: range) }
        if tests.count == 1 {
            let only = tests[0]
            return { frame in only(frame, input(frame)) }
        }
        return { frame in
            let input = input(frame)
            var unknown = false
            for test in tests {
                switch test(frame, input) {
                case true?: return true
                case nil: unknown = true
                default: break
                }
            }
            return unknown ? nil : false
        }
    }

    func unaryTests(_ tests: Node.UnaryTests, at range: FEELSourceRange) -> Truth {
        if tests.tests.isEmpty { return { _ in true } }
        let truth = membership(code(tests.input), tests.tests, inputType: tests.input.type, at: range)
        if tests.negated { return { truth($0).map { !$0 } } }
        return truth
    }

    private func test(
        _ test: Node.Test, inputType: FEELType, at range: FEELSourceRange
    ) -> @Sendable (FEELFrame, FEELValue) -> Bool? {
        switch test {
        case .compare(let sign, let endpoint):
            let endpointCode = code(endpoint)
            let range = endpoint.range
            return { frame, input in Operators.compare(sign, input, endpointCode(frame), at: range, frame.run) }
        case .expression(let node, usesInput: true):
            let truth = truth(node)
            return { frame, _ in truth(frame) }
        case .expression(let node, usesInput: false):
            let value = code(node)
            let range = node.range
            return { frame, input in Membership.test(input, value(frame), at: range, frame.run) }
        }
    }
}

/// `in` for a value that was computed.
enum Membership {
    /// Whether the input is the value, lies in the range, or is an item (or in an item that is a range) of the list.
    static func test(_ input: FEELValue, _ candidate: FEELValue, at range: FEELSourceRange, _ run: FEELRun) -> Bool? {
        switch candidate {
        case .range(let interval):
            guard let inside = interval.contains(input) else {
                run.report(
                    .comparison, at: range,
                    [
                        "operator": "in", "left": input.typeName,
                        "right": candidate.typeName,
                    ])
                return nil
            }
            return inside
        case .list(let list):
            if case .list = input, input.equals(candidate) == true { return true }
            guard run.charge(steps: list.items.count, at: range), run.charge(walking: candidate, at: range) else { return nil }
            return list.items.contains { item in
                if case .range(let interval) = item { return interval.contains(input) == true || input.equals(item) == true }
                return input.equals(item) == true
            }
        default:
            if case .boolean(let answer) = candidate {
                if case .boolean(let input) = input { return input == answer }
                return answer
            }
            return Operators.compare(.equal, input, candidate, at: range, run)
        }
    }
}
