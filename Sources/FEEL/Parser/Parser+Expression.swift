import Decimal34

extension Parser {
    /// expression = if | for | some | every | function | operators
    mutating func expression() throws(Refusal) -> Node {
        try nested { parser throws(Refusal) in
            try parser.countWork()
            if parser.token.kind == .word, !parser.startsKnownName(longerThan: 1) {
                switch parser.token.text {
                case "if" where !parser.keywordIsName: return try parser.conditional()
                case "for" where !parser.keywordIsName: return try parser.loop()
                case "some" where !parser.keywordIsName: return try parser.quantified(some: true)
                case "every" where !parser.keywordIsName: return try parser.quantified(some: false)
                default: break
                }
            }
            return try parser.disjunction()
        }
    }

    /// Reads inside brackets of its own, where `[` opens filters again.
    mutating func enclosedExpression() throws(Refusal) -> Node {
        let closes = bracketCloses
        bracketCloses = false
        defer { bracketCloses = closes }
        return try expression()
    }

    /// Whether what looks like a keyword is followed by something only a name can be followed by.
    var keywordIsName: Bool {
        let next = peek(1)
        return next.kind == .end
            || next.kind == .mark && [")", "]", "}", ",", "=", "!=", "<=", ">=", "*", "/", "**", "."].contains(next.text)
    }

    // MARK: Operators

    mutating func disjunction() throws(Refusal) -> Node {
        let first = try conjunction()
        guard token.isWord("or") else { return first }
        var terms = [first]
        while accept(word: "or") { terms.append(try conjunction()) }
        return Node(.any(terms), first.range.through(previous.range), .boolean)
    }

    private mutating func conjunction() throws(Refusal) -> Node {
        let first = try comparison()
        guard token.isWord("and") else { return first }
        var terms = [first]
        while accept(word: "and") { terms.append(try comparison()) }
        return Node(.all(terms), first.range.through(previous.range), .boolean)
    }

    private mutating func comparison() throws(Refusal) -> Node {
        var left = try additive()
        var links = 0
        while true {
            links += 1
            if links > FEELLimits.syntaxDepth { throw refuse(.tooDeep, at: token.range, ["limit": String(FEELLimits.syntaxDepth)]) }
            if token.kind == .mark, let sign = Comparison(rawValue: token.text) {
                advance()
                let right = try additive()
                left = Node(.comparison(sign, left, right), left.range.through(right.range), .boolean)
            } else if accept(word: "between") {
                let low = try additive()
                try expect(word: "and")
                let high = try additive()
                left = Node(.between(left, low, high), left.range.through(high.range), .boolean)
            } else if accept(word: "in") {
                let tests = try membershipTests(of: left)
                left = Node(.membership(left, tests), left.range.through(previous.range), .boolean)
            } else {
                return left
            }
        }
    }

    mutating func additive() throws(Refusal) -> Node {
        try chain(["+": .add, "-": .subtract]) { parser throws(Refusal) in try parser.multiplicative() }
    }

    private mutating func multiplicative() throws(Refusal) -> Node {
        try chain(["*": .multiply, "/": .divide]) { parser throws(Refusal) in try parser.power() }
    }

    private mutating func power() throws(Refusal) -> Node {
        try chain(["**": .power]) { parser throws(Refusal) in try parser.unary() }
    }

    private mutating func chain(
        _ signs: [String: Arithmetic], _ operand: (inout Parser) throws(Refusal) -> Node
    ) throws(Refusal) -> Node {
        let first = try operand(&self)
        var operations: [Node.Operation] = []
        while token.kind == .mark, let sign = signs[token.text] {
            let range = token.range
            advance()
            operations.append(Node.Operation(sign: sign, operand: try operand(&self), range: range))
        }
        if operations.isEmpty { return first }
        return Node(
            .arithmetic(first, operations), first.range.through(previous.range), Typing.arithmetic(first.type, operations))
    }

    private mutating func unary() throws(Refusal) -> Node {
        guard token.isMark("-") else { return try instance() }
        let start = token.range
        advance()
        let operand = try nested { parser throws(Refusal) in try parser.unary() }
        if case .literal(.number(let value)) = operand.kind {
            return Node(.literal(.number(value.negated)), start.through(operand.range), .number)
        }
        return Node(.negate(operand), start.through(operand.range), Typing.negation(operand.type))
    }

    private mutating func instance() throws(Refusal) -> Node {
        var node = try postfix()
        var links = 0
        while token.isWord("instance"), peek(1).isWord("of") {
            links += 1
            if links > FEELLimits.syntaxDepth { throw refuse(.tooDeep, at: token.range, ["limit": String(FEELLimits.syntaxDepth)]) }
            advance()
            advance()
            let start = token.range
            if let type = try instanceType() {
                node = Node(.instance(node, type), node.range.through(previous.range), .boolean)
            } else {
                node = Node(
                    .invalid(.unknownType, ["name": tokens[..<index].suffix(1).map(\.text).joined()]), start.through(previous.range),
                    .boolean)
            }
        }
        return node
    }

    /// A type after `instance of`; nil for an unknown one and for `list`, `context`, `range` and `function` without parameters.
    private mutating func instanceType() throws(Refusal) -> FEELType? {
        let bare =
            ["list", "context", "range", "function"].contains(token.text) && !peek(1).isMark("<") && scope.ownType(token.text) == nil
        let type = try self.type()
        return bare ? nil : type
    }
}
