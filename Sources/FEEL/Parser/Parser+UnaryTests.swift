extension Parser {
    /// The alternatives after `in`: one, or several in parentheses.
    mutating func membershipTests(of input: Node) throws(Refusal) -> [Node.Test] {
        try nested { parser throws(Refusal) in
            guard parser.token.isMark("(") else { return [try parser.test(enclosed: false)] }
            let start = parser.token.range
            parser.advance()
            let first = try parser.test(enclosed: true)
            if parser.token.isMark(".."), case .expression(let node, _) = first {
                let range = try parser.range(startIncluded: false, start: node, from: start)
                return [.expression(range, usesInput: false)]
            }
            var tests = [first]
            while parser.accept(mark: ",") { tests.append(try parser.test(enclosed: true)) }
            try parser.expect(mark: ")")
            return tests
        }
    }

    /// A comparison with the input, or an expression.
    private mutating func test(enclosed: Bool) throws(Refusal) -> Node.Test {
        if token.kind == .mark, let sign = Comparison(rawValue: token.text) {
            advance()
            return .compare(sign, try additive())
        }
        let before = sawInput
        sawInput = false
        defer { sawInput = sawInput || before }
        let node = try enclosed ? enclosedExpression() : additive()
        return .expression(node, usesInput: sawInput)
    }

    /// Reads all tokens as the tests of a table cell: `-`, alternatives, or `not(…)` of alternatives.
    mutating func wholeUnaryTests(_ input: Node) throws(Refusal) -> Node.UnaryTests {
        if token.kind == .end { throw refuse(.emptyExpression, at: token.range) }
        if token.isMark("-"), peek(1).kind == .end {
            advance()
            return Node.UnaryTests(input: input, tests: [], negated: false)
        }
        if token.isWord("not"), peek(1).isMark("(") {
            let saved = self
            advance()
            advance()
            do {
                let tests = try alternatives()
                try expect(mark: ")")
                if token.kind == .end { return Node.UnaryTests(input: input, tests: tests, negated: true) }
            } catch {
                if stoppedForDepth { throw error }
            }
            self = saved
        }
        let tests = try alternatives()
        if token.kind != .end { throw unexpected(expecting: "") }
        return Node.UnaryTests(input: input, tests: tests, negated: false)
    }

    private mutating func alternatives() throws(Refusal) -> [Node.Test] {
        var tests = [try test(enclosed: true)]
        while accept(mark: ",") { tests.append(try test(enclosed: true)) }
        return tests
    }
}
