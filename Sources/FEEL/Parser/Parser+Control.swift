extension Parser {
    /// if … then … else …; a chain of `else if` is one node.
    mutating func conditional() throws(Refusal) -> Node {
        let start = token.range
        var branches: [Node.Branch] = []
        repeat {
            try expect(word: "if")
            let condition = try enclosedExpression()
            try expect(word: "then")
            let value = try enclosedExpression()
            branches.append(Node.Branch(condition: condition, value: value))
            try expect(word: "else")
        } while token.isWord("if") && !startsKnownName(longerThan: 1)
        let otherwise = try expression()
        let type = branches.dropFirst().reduce(branches[0].value.type) { $0.joined(with: $1.value.type) }.joined(with: otherwise.type)
        return Node(.conditional(branches, otherwise), start.through(previous.range), type)
    }

    /// for x in …, y in … return …
    mutating func loop() throws(Refusal) -> Node {
        let start = token.range
        advance()
        return try scoped { parser throws(Refusal) in
            let iterators = try parser.iterators()
            let partial = parser.declare("partial", .anyList)
            try parser.expect(word: "return")
            let body = try parser.expression()
            return Node(.loop(iterators, partial: partial, body: body), start.through(body.range), .list(body.type))
        }
    }

    /// some x in … satisfies …, every x in … satisfies …
    mutating func quantified(some: Bool) throws(Refusal) -> Node {
        let start = token.range
        advance()
        return try scoped { parser throws(Refusal) in
            let iterators = try parser.iterators()
            try parser.expect(word: "satisfies")
            let body = try parser.expression()
            return Node(.quantified(some: some, iterators, body), start.through(body.range), .boolean)
        }
    }

    private mutating func iterators() throws(Refusal) -> [Node.Iterator] {
        var iterators: [Node.Iterator] = []
        repeat {
            let name = try declaredName { $0.isWord("in") }
            try expect(word: "in")
            let source = try enclosedExpression()
            var end: Node?
            if accept(mark: "..") { end = try enclosedExpression() }
            let type = end == nil ? Typing.element(source.type) : source.type
            iterators.append(Node.Iterator(slot: declare(name, type), source: source, end: end))
        } while accept(mark: ",")
        return iterators
    }

    /// function(a: number, b) … [external]
    mutating func functionLiteral() throws(Refusal) -> Node {
        let start = token.range
        advance()
        try expect(mark: "(")
        return try scoped { parser throws(Refusal) in
            let base = parser.scope.slotCount
            var parameters: [Node.Parameter] = []
            while !parser.token.isMark(")") {
                let name = try parser.declaredName { $0.isMark(":") || $0.isMark(",") || $0.isMark(")") }
                var type = FEELType.any
                if parser.accept(mark: ":") { type = try parser.type() ?? .any }
                parameters.append(Node.Parameter(name: name, type: type, slot: parser.declare(name, type)))
                if !parser.accept(mark: ",") { break }
            }
            try parser.expect(mark: ")")
            if parser.token.isWord("external"), parser.peek(1).isMark("{") {
                parser.advance()
                _ = try parser.contextLiteral()
                return Node(.external, start.through(parser.previous.range), .anyFunction)
            }
            let body = try parser.enclosedExpression()
            return Node(
                .function(parameters, base: base, body: body), start.through(body.range),
                .function(parameters.map(\.type), body.type))
        }
    }

    /// The words of a name being declared, up to a token that ends it.
    mutating func declaredName(until ends: (Token) -> Bool) throws(Refusal) -> String {
        let first = index
        while token.kind == .word || token.kind == .number || token.kind == .mark && Self.nameMarks.contains(token.text), !ends(token) {
            advance()
        }
        guard index > first, tokens[first].kind == .word else { throw unexpected(expecting: "name") }
        if index == first + 1, Self.keywords.contains(tokens[first].text) {
            note(.keywordAsName, at: tokens[first].range, ["name": tokens[first].text])
        }
        return Self.spelling(tokens[first..<index])
    }

    /// The marks that may stand inside a name.
    static let nameMarks: Set<String> = [".", "/", "-", "'", "+", "*"]

    static let keywords: Set<String> = [
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not", "between", "instance", "of",
        "function", "external", "true", "false", "null",
    ]

    /// The tokens of a name as one text: a single blank where there were blanks between words, nothing around marks written tight.
    static func spelling(_ tokens: ArraySlice<Token>) -> String {
        var text = ""
        var end: Int?
        for token in tokens {
            if let end, token.range.start > end { text += " " }
            text += token.text
            end = token.range.end
        }
        return text
    }
}
