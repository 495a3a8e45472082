/// The names an expression may use: variables with their types and slots, and named types. A value: declaring makes a larger scope.
///
/// Names may contain spaces and symbols, in any script; the lexer asks the scope where a name ends. Full-width marks in a declared name
/// match their ASCII forms. Later declarations hide earlier ones.
public struct FEELScope: Sendable {
    /// A variable: where its value is found in a frame.
    public struct Variable: Sendable {
        public let name: String
        public let type: FEELType
        public let slot: Int
        let tokens: [Token]
    }

    /// What a name may stand for.
    enum Entry: Sendable {
        case variable(Variable)
        /// The item under a filter: its members are names, by type where that is known.
        case item(slot: Int, type: FEELType)
    }

    private(set) var entries: [Entry] = []
    private var types: [String: FEELType] = [:]
    private var typeNames: [(name: String, tokens: [Token])] = []
    /// The number of slots a frame for this scope has; the next declared variable gets this slot.
    public private(set) var slotCount = 0

    /// A scope of built-in functions and types only.
    public init() {}

    /// This scope with one more variable, in slot `slotCount`.
    public func declaring(_ name: String, _ type: FEELType = .any) -> FEELScope {
        var scope = self
        scope.declare(name, type)
        return scope
    }

    /// Adds a variable and answers its slot.
    @discardableResult
    public mutating func declare(_ name: String, _ type: FEELType = .any) -> Int {
        let slot = slotCount
        entries.append(.variable(Variable(name: name, type: type, slot: slot, tokens: Lexer.nameTokens(name))))
        slotCount += 1
        return slot
    }

    /// Adds a type of the embedder's own; a qualified name (`model.tRate`) is one name.
    public mutating func declareType(_ name: String, _ type: FEELType) {
        if types.updateValue(type, forKey: name) == nil { typeNames.append((name, Lexer.nameTokens(name))) }
    }

    /// The variable of that name that an expression would see.
    public func variable(_ name: String) -> Variable? {
        for case .variable(let variable) in entries.reversed() where variable.name == name { return variable }
        return nil
    }

    /// The variables in the order of their slots, hidden ones included.
    public var variables: [Variable] {
        entries.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
    }

    /// A named type, the embedder's or FEEL's own; nil if there is none.
    public func type(_ name: String) -> FEELType? { types[name] ?? FEELType(named: name) }

    func ownType(_ name: String) -> FEELType? { types[name] }

    /// Enters a filter over items of `type`.
    mutating func enterItem(_ type: FEELType) -> Int {
        let slot = slotCount
        entries.append(.item(slot: slot, type: type))
        slotCount += 1
        return slot
    }

    /// Reserves a slot no name leads to.
    mutating func reserve() -> Int {
        slotCount += 1
        return slotCount - 1
    }

    /// The longest type name that begins at `index`, and how many tokens it takes.
    func typeMatch(_ tokens: [Token], at index: Int) -> (type: FEELType, count: Int)? {
        var best: (FEELType, Int)?
        for (name, pieces) in typeNames where pieces.count > best?.1 ?? 0 && Self.begins(tokens, at: index, with: pieces) {
            if let type = types[name] { best = (type, pieces.count) }
        }
        for (name, pieces) in Self.simpleTypes where pieces.count > best?.1 ?? 0 && Self.begins(tokens, at: index, with: pieces) {
            if let type = FEELType.named[name] { best = (type, pieces.count) }
        }
        return best
    }

    private static let simpleTypes = FEELType.named.keys.map { (name: $0, tokens: Lexer.nameTokens($0)) }

    static func begins(_ tokens: [Token], at index: Int, with pieces: [Token]) -> Bool {
        guard !pieces.isEmpty, index + pieces.count <= tokens.count else { return false }
        for offset in pieces.indices where !tokens[index + offset].matches(pieces[offset]) { return false }
        return true
    }
}
