import Decimal34

/// Reads tokens into a tree by precedence, asking the scope where names end. Depth and work are counted, so no text exhausts the stack.
struct Parser {
    let tokens: [Token]
    var index = 0
    var scope: FEELScope
    var diagnostics: [FEELDiagnostic]
    /// The most slots in use at once.
    var slotCount: Int
    /// Whether `?` has been read since last looked at.
    var sawInput = false
    /// Whether `[` after an operand may close a range, as in `[1..10[`, so that it opens no filter.
    var bracketCloses = false
    /// Suggestions already looked up; shared by copies of the parser that read a piece again.
    private let suggested = Suggested()
    private var depth = 0
    var workDone = 0

    /// Thrown to unwind; the finding is in `diagnostics`.
    struct Refusal: Error {}

    init(_ source: String, scope: FEELScope) throws(FEELError) {
        let length = source.utf8.count
        if length > FEELLimits.sourceLength {
            throw FEELError([FEELDiagnostic(.textTooLong, at: .origin, ["limit": String(FEELLimits.sourceLength >> 10)])])
        }
        let (tokens, found) = Lexer.tokens(of: source)
        self.tokens = tokens
        self.scope = scope
        diagnostics = found
        slotCount = scope.slotCount
    }

    // MARK: Tokens

    var token: Token { tokens[min(index, tokens.count - 1)] }
    func peek(_ ahead: Int) -> Token { tokens[min(index + ahead, tokens.count - 1)] }
    var previous: Token { tokens[max(0, min(index - 1, tokens.count - 1))] }

    mutating func advance() { if index < tokens.count - 1 { index += 1 } }

    mutating func accept(mark: String) -> Bool {
        guard token.isMark(mark) else { return false }
        advance()
        return true
    }

    mutating func accept(word: String) -> Bool {
        guard token.isWord(word) else { return false }
        advance()
        return true
    }

    mutating func expect(mark: String) throws(Refusal) {
        guard accept(mark: mark) else { throw unexpected(expecting: mark) }
    }

    mutating func expect(word: String) throws(Refusal) {
        guard accept(word: word) else { throw unexpected(expecting: word) }
    }

    /// A token that cannot stand here; a keyword that is also a declared name is explained as such.
    mutating func unexpected(expecting: String) -> Refusal {
        if token.kind == .word, Self.keywords.contains(token.text), scope.variable(token.text) != nil {
            diagnostics.append(FEELDiagnostic(.keywordAsName, at: token.range, ["name": token.text], severity: .error))
            return Refusal()
        }
        let found = token.text
        let isToken = expecting.first.map { !$0.isLetter } ?? false || Self.keywords.contains(expecting)
        switch (token.kind == .end, isToken) {
        case (true, true): return refuse(.missingAtEnd, at: token.range, ["expected": expecting])
        case (true, false): return refuse(.unexpectedEnd, at: token.range)
        case (false, true): return refuse(.missing, at: token.range, ["found": found, "expected": expecting])
        case (false, false): return refuse(.unexpected, at: token.range, ["found": found])
        }
    }

    mutating func refuse(_ code: FEELCode, at range: FEELSourceRange, _ arguments: [String: String] = [:]) -> Refusal {
        diagnostics.append(FEELDiagnostic(code, at: range, arguments))
        return Refusal()
    }

    mutating func note(_ code: FEELCode, at range: FEELSourceRange, _ arguments: [String: String] = [:]) {
        diagnostics.append(FEELDiagnostic(code, at: range, arguments))
    }

    /// Runs `read` one level deeper.
    mutating func nested<T>(_ read: (inout Parser) throws(Refusal) -> T) throws(Refusal) -> T {
        depth += 1
        defer { depth -= 1 }
        if depth > FEELLimits.syntaxDepth { throw refuse(.tooDeep, at: token.range, ["limit": String(FEELLimits.syntaxDepth)]) }
        return try read(&self)
    }

    /// Counts a step of reading; trying a piece of text twice (`[1..10[`) must not multiply without end.
    mutating func countWork() throws(Refusal) {
        workDone += 1
        if workDone > 40_000 { throw refuse(.tooDeep, at: token.range, ["limit": String(FEELLimits.syntaxDepth)]) }
    }

    /// Whether a limit, not the text's form, ended the reading; trying otherwise is no use then.
    var stoppedForDepth: Bool { diagnostics.last?.code == .tooDeep }

    // MARK: Scope

    /// Runs `read` with names that end with it.
    mutating func scoped<T>(_ read: (inout Parser) throws(Refusal) -> T) throws(Refusal) -> T {
        let outer = scope
        defer { scope = outer }
        return try read(&self)
    }

    mutating func declare(_ name: String, _ type: FEELType) -> Int {
        let slot = scope.declare(name, type)
        slotCount = max(slotCount, scope.slotCount)
        return slot
    }

    mutating func reserve() -> Int {
        let slot = scope.reserve()
        slotCount = max(slotCount, scope.slotCount)
        return slot
    }

    mutating func enterItem(_ type: FEELType) -> Int {
        let slot = scope.enterItem(type)
        slotCount = max(slotCount, scope.slotCount)
        return slot
    }

    /// Names near one that is not known here.
    func suggestions(for name: String) -> [String] {
        if let known = suggested.byName[name] { return known }
        let known = scope.entries.flatMap { entry in
            switch entry {
            case .variable(let variable): [variable.name]
            case .item(_, let type): Typing.members(of: type)
            }
        }
        let nearest = suggested.byName.count < 32 ? Suggestions.nearest(to: name, among: known + FEELScope.builtinNames) : []
        suggested.byName[name] = nearest
        return nearest
    }

    private final class Suggested {
        var byName: [String: [String]] = [:]
    }

    // MARK: Whole texts

    /// Reads all tokens as one expression.
    mutating func wholeExpression() throws(Refusal) -> Node {
        if token.kind == .end { throw refuse(.emptyExpression, at: token.range) }
        let node = try expression()
        if token.kind != .end { throw unexpected(expecting: "") }
        return node
    }
}
