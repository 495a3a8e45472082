extension Parser {
    /// What the longest known name that begins at `at` stands for.
    private struct Match {
        var count: Int
        var kind: Node.Kind
        var type: FEELType
    }

    /// Whether a known name of more than `count` tokens begins here.
    func startsKnownName(longerThan count: Int) -> Bool { (longestMatch()?.count ?? 0) > count }

    /// Reads the longest known name that begins here, or nothing.
    mutating func knownName() -> Node? {
        guard let match = longestMatch() else { return nil }
        let single = match.count == 1
        if single, Self.reserved.contains(token.text) { return nil }
        let start = token.range
        if match.count == 1, token.text == "?" { sawInput = true }
        index += match.count
        return Node(match.kind, start.through(previous.range), match.type)
    }

    /// Words that begin an expression of their own and never are a name by themselves.
    private static let reserved: Set<String> = ["true", "false", "null", "if", "for", "some", "every", "function", "not"]

    private func longestMatch() -> Match? {
        guard token.kind == .word else { return nil }
        var best: Match?
        var open: [Int] = []
        for entry in scope.entries.reversed() {
            switch entry {
            case .variable(let variable):
                guard variable.tokens.count > best?.count ?? 0, FEELScope.begins(tokens, at: index, with: variable.tokens) else { continue }
                let outer = Node(.variable(slot: variable.slot, name: variable.name), token.range, variable.type)
                best = Match(
                    count: variable.tokens.count,
                    kind: open.isEmpty ? outer.kind : .member(items: open, name: variable.name, otherwise: outer),
                    type: open.isEmpty ? variable.type : .any)
            case .item(let slot, let type):
                if best == nil, token.text == "item", token.kind == .word {
                    best = Match(
                        count: 1,
                        kind: mayHaveMembers(type)
                            ? .member(
                                items: open + [slot], name: "item",
                                otherwise: Node(.variable(slot: slot, name: "item"), token.range, type))
                            : .variable(slot: slot, name: "item"),
                        type: mayHaveMembers(type) ? .any : type)
                }
                if case .context(let members) = type.base {
                    for member in members {
                        let pieces = Lexer.nameTokens(member.name)
                        guard pieces.count > best?.count ?? 0, FEELScope.begins(tokens, at: index, with: pieces) else { continue }
                        best = Match(
                            count: pieces.count, kind: .member(items: open + [slot], name: member.name, otherwise: nil),
                            type: open.isEmpty ? member.type : .any)
                    }
                }
                if mayHaveMembers(type) { open.append(slot) }
            }
        }
        for builtin in Builtins.beginning(with: token.text) {
            guard builtin.tokens.count > best?.count ?? 0, FEELScope.begins(tokens, at: index, with: builtin.tokens) else { continue }
            if best != nil, !tokens[min(index + builtin.tokens.count, tokens.count - 1)].isMark("(") { continue }
            best = Match(count: builtin.tokens.count, kind: .builtin(builtin), type: .function(nil, builtin.result))
        }
        return best
    }

    /// Whether values of the type may be contexts with entries unknown here.
    private func mayHaveMembers(_ type: FEELType) -> Bool {
        switch type.base {
        case .any, .null, .context: true
        default: false
        }
    }

    /// Reads a name nobody declared: all words up to something that ends a name. Inside a filter it may be an entry of the items.
    mutating func unknownName() -> Node {
        let first = index
        advance()
        while token.kind == .word || token.kind == .number, !Self.closers.contains(token.text) { advance() }
        let range = tokens[first].range.through(previous.range)
        let name = Self.spelling(tokens[first..<index])
        var open: [Int] = []
        for case .item(let slot, let type) in scope.entries.reversed() where mayHaveMembers(type) { open.append(slot) }
        if !open.isEmpty { return Node(.member(items: open, name: name, otherwise: nil), range, .any) }
        let suggestions = suggestions(for: name)
        let code: FEELCode =
            switch (token.isMark("("), suggestions.isEmpty) {
            case (true, true): .unknownFunction
            case (true, false): .unknownFunctionNear
            case (false, true): .unknownName
            case (false, false): .unknownNameNear
            }
        return Node(.invalid(code, ["name": name, "suggestions": suggestions.joined(separator: ", ")]), range, .any)
    }

    /// Words that end a name.
    static let closers: Set<String> = ["and", "or", "in", "between", "instance", "then", "else", "return", "satisfies"]

    /// Reads the name after a dot: the longest entry of the type, else all words up to something that ends a name.
    mutating func memberName(of type: FEELType) -> String {
        var best: (name: String, count: Int)?
        for name in Typing.members(of: type) {
            let pieces = Lexer.nameTokens(name)
            if pieces.count > best?.count ?? 0, FEELScope.begins(tokens, at: index, with: pieces) { best = (name, pieces.count) }
        }
        if let best {
            index += best.count
            return best.name
        }
        let first = index
        advance()
        while token.kind == .word, !Self.closers.contains(token.text) { advance() }
        return Self.spelling(tokens[first..<index])
    }
}
