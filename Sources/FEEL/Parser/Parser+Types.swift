extension Parser {
    /// type = name | list<type> | range<type> | context<name: type, …> | function<type, …> -> type; nil after an unknown name.
    mutating func type() throws(Refusal) -> FEELType? {
        try nested { parser throws(Refusal) in
            guard parser.token.kind == .word else { throw parser.unexpected(expecting: "type") }
            if parser.peek(1).isMark("<") {
                switch parser.token.text {
                case "list":
                    parser.advance()
                    return try parser.typeArgument().map { .list($0) }
                case "range":
                    parser.advance()
                    return try parser.typeArgument().map { .range($0) }
                case "context":
                    parser.advance()
                    return try parser.contextType()
                case "function":
                    parser.advance()
                    return try parser.functionType()
                default: break
                }
            }
            if let match = parser.scope.typeMatch(parser.tokens, at: parser.index) {
                parser.index += match.count
                return match.type
            }
            parser.advance()
            while parser.accept(mark: "."), parser.token.kind == .word { parser.advance() }
            return nil
        }
    }

    private mutating func typeArgument() throws(Refusal) -> FEELType? {
        try expect(mark: "<")
        let type = try self.type()
        try expect(mark: ">")
        return type
    }

    private mutating func contextType() throws(Refusal) -> FEELType? {
        try expect(mark: "<")
        var entries: [FEELType.Entry] = []
        var known = true
        while !token.isMark(">") {
            let name = try declaredName { $0.isMark(":") }
            try expect(mark: ":")
            if let type = try self.type() { entries.append(FEELType.Entry(name, type)) } else { known = false }
            if !accept(mark: ",") { break }
        }
        try expect(mark: ">")
        return known ? .context(entries) : nil
    }

    private mutating func functionType() throws(Refusal) -> FEELType? {
        try expect(mark: "<")
        var parameters: [FEELType] = []
        var known = true
        while !token.isMark(">") {
            if let type = try self.type() { parameters.append(type) } else { known = false }
            if !accept(mark: ",") { break }
        }
        try expect(mark: ">")
        try expect(mark: "->")
        guard let result = try self.type(), known else { return nil }
        return .function(parameters, result)
    }
}
