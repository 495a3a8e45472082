import Decimal34

extension Parser {
    mutating func postfix() throws(Refusal) -> Node {
        var node = try primary()
        var links = 0
        while true {
            links += 1
            if links > FEELLimits.syntaxDepth { throw refuse(.tooDeep, at: token.range, ["limit": String(FEELLimits.syntaxDepth)]) }
            if token.isMark("."), peek(1).kind == .word {
                advance()
                let name = memberName(of: node.type)
                node = Node(.path(node, name), node.range.through(previous.range), Typing.member(name, of: node.type))
            } else if token.isMark("["), !bracketCloses {
                node = try filter(node)
            } else if token.isMark("(") {
                node = try call(node)
            } else {
                return node
            }
        }
    }

    private mutating func filter(_ source: Node) throws(Refusal) -> Node {
        try expect(mark: "[")
        return try scoped { parser throws(Refusal) in
            let element = Typing.element(source.type)
            let item = parser.enterItem(element)
            let condition = try parser.enclosedExpression()
            try parser.expect(mark: "]")
            let type = condition.type == .number ? element : (source.type.isList ? source.type : .list(element))
            return Node(
                .filter(source, item: item, condition), source.range.through(parser.previous.range), condition.type == .any ? .any : type)
        }
    }

    private mutating func primary() throws(Refusal) -> Node {
        try countWork()
        let start = token.range
        switch token.kind {
        case .number:
            let text = token.text
            advance()
            guard let value = Decimal34(text) else { return Node(.invalid(.invalidNumber, ["text": text]), start, .number) }
            return Node(.literal(.number(value)), start, .number)
        case .string:
            let text = token.text
            advance()
            return Node(.literal(.string(text)), start, .string)
        case .temporal:
            let text = token.text
            advance()
            guard let value = Literals.temporal(text) else { return Node(.invalid(.invalidLiteral, ["text": text]), start, .any) }
            return Node(.literal(value), start, FEELType(of: value))
        case .word:
            return try word()
        case .mark:
            switch token.text {
            case "(": return try parenthesis()
            case "[": return try listOrRange()
            case "]":
                advance()
                return try range(startIncluded: false, start: try enclosedExpression(), from: start)
            case "{": return try contextLiteral()
            default: throw unexpected(expecting: "expression")
            }
        case .end: throw unexpected(expecting: "expression")
        }
    }

    private mutating func word() throws(Refusal) -> Node {
        let start = token.range
        if let known = knownName() { return known }
        switch token.text {
        case "true", "false":
            let value = token.text == "true"
            advance()
            return Node(.literal(.boolean(value)), start, .boolean)
        case "null":
            advance()
            return Node(.literal(.null), start, .null)
        case "function" where peek(1).isMark("("): return try functionLiteral()
        case "not" where peek(1).isMark("("):
            advance()
            return Node(.builtin(Builtins.not), start, .anyFunction)
        case "if", "for", "some", "every":
            if keywordIsName { return unknownName() }
            return try nested { parser throws(Refusal) in try parser.expression() }
        default: return unknownName()
        }
    }

    /// ( expression ), ( start .. end ], ( < end )
    private mutating func parenthesis() throws(Refusal) -> Node {
        let start = token.range
        advance()
        if token.kind == .mark, let sign = Comparison(rawValue: token.text) {
            advance()
            let endpoint = try enclosedExpression()
            try expect(mark: ")")
            return openRange(sign, endpoint, start.through(previous.range))
        }
        let inner = try enclosedExpression()
        if token.isMark("..") { return try range(startIncluded: false, start: inner, from: start) }
        try expect(mark: ")")
        return inner
    }

    /// (> 5) and its kin as a value.
    func openRange(_ sign: Comparison, _ endpoint: Node, _ range: FEELSourceRange) -> Node {
        let interval =
            switch sign {
            case .less: Node.Interval(start: nil, startIncluded: false, end: endpoint, endIncluded: false, form: .interval)
            case .lessOrEqual: Node.Interval(start: nil, startIncluded: false, end: endpoint, endIncluded: true, form: .interval)
            case .greater: Node.Interval(start: endpoint, startIncluded: false, end: nil, endIncluded: false, form: .interval)
            case .greaterOrEqual: Node.Interval(start: endpoint, startIncluded: true, end: nil, endIncluded: false, form: .interval)
            case .equal: Node.Interval(start: endpoint, startIncluded: true, end: endpoint, endIncluded: true, form: .equal)
            case .unequal: Node.Interval(start: endpoint, startIncluded: false, end: endpoint, endIncluded: false, form: .unequal)
            }
        return Node(.interval(interval), range, .range(endpoint.type))
    }

    private mutating func listOrRange() throws(Refusal) -> Node {
        let start = token.range
        advance()
        if accept(mark: "]") { return Node(.list([]), start.through(previous.range), .anyList) }
        let first = try enclosedExpression()
        if token.isMark("..") { return try range(startIncluded: true, start: first, from: start) }
        var items = [first]
        while accept(mark: ",") { items.append(try enclosedExpression()) }
        try expect(mark: "]")
        let type = items.dropFirst().reduce(first.type) { $0.joined(with: $1.type) }
        return Node(.list(items), start.through(previous.range), .list(type))
    }

    /// Reads `.. end` and the closing bracket. `[` closes too, so the end is tried with and then without filters.
    mutating func range(startIncluded: Bool, start: Node, from opening: FEELSourceRange) throws(Refusal) -> Node {
        try expect(mark: "..")
        let saved = self
        var end: Node?
        do {
            let node = try enclosedExpression()
            if token.isMark("]") || token.isMark(")") || token.isMark("[") { end = node }
        } catch {
            guard !stoppedForDepth else { throw error }
        }
        if end == nil {
            let work = self.workDone
            self = saved
            self.workDone = work
            bracketCloses = true
            end = try expression()
            bracketCloses = saved.bracketCloses
        }
        let endIncluded = token.isMark("]")
        guard let end, endIncluded || token.isMark(")") || token.isMark("[") else { throw unexpected(expecting: "]") }
        advance()
        let type = start.type.joined(with: end.type)
        return Node(
            .interval(Node.Interval(start: start, startIncluded: startIncluded, end: end, endIncluded: endIncluded, form: .interval)),
            opening.through(previous.range), .range(type))
    }

    /// { key: value, "other key": value }; a value may use the entries before it.
    mutating func contextLiteral() throws(Refusal) -> Node {
        let start = token.range
        try expect(mark: "{")
        return try scoped { parser throws(Refusal) in
            var entries: [Node.Entry] = []
            var types: [FEELType.Entry] = []
            while !parser.token.isMark("}") {
                let place = parser.token.range
                let key: String
                if parser.token.kind == .string {
                    key = parser.token.text
                    parser.advance()
                } else {
                    key = try parser.declaredName { $0.isMark(":") }
                }
                let range = place.through(parser.previous.range)
                if entries.contains(where: { $0.key == key }) { parser.note(.duplicateName, at: range, ["name": key]) }
                try parser.expect(mark: ":")
                let value = try parser.enclosedExpression()
                entries.append(Node.Entry(key: key, slot: parser.declare(key, value.type), value: value, range: range))
                types.append(FEELType.Entry(key, value.type))
                if !parser.accept(mark: ",") { break }
            }
            try parser.expect(mark: "}")
            return Node(.context(entries), start.through(parser.previous.range), .context(types))
        }
    }

    private mutating func call(_ function: Node) throws(Refusal) -> Node {
        try expect(mark: "(")
        var positional: [Node] = []
        var named: [(name: String, value: Node)] = []
        while !token.isMark(")") {
            if let name = argumentName() {
                named.append((name, try enclosedExpression()))
            } else {
                positional.append(try enclosedExpression())
            }
            if !accept(mark: ",") { break }
        }
        if !named.isEmpty, !positional.isEmpty { throw unexpected(expecting: ":") }
        try expect(mark: ")")
        let arguments: Node.Arguments = named.isEmpty ? .positional(positional) : .named(named)
        return Node(.call(function, arguments), function.range.through(previous.range), Typing.result(of: function, arguments))
    }

    /// Reads `name :` if the next argument is named.
    private mutating func argumentName() -> String? {
        let first = index
        var last = index
        while tokens[last].kind == .word || tokens[last].kind == .number
            || tokens[last].kind == .mark && Self.nameMarks.contains(tokens[last].text)
        {
            last += 1
        }
        guard last > first, tokens[first].kind == .word, tokens[last].isMark(":") else { return nil }
        index = last + 1
        return Self.spelling(tokens[first..<last])
    }
}
