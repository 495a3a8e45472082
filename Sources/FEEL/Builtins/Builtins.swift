/// All functions of the language, by name.
enum Builtins {
    static let all: [Builtin] =
        [not] + conversions + strings + patterns + lists + aggregates + truths + sorting + numeric + rounding + temporal + ranges + contexts
        + identity

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let byFirstWord = Dictionary(grouping: all) { $0.tokens.first?.text ?? "" }

    static func named(_ name: String) -> Builtin? { byName[name] }
    static func beginning(with word: String) -> [Builtin] { byFirstWord[word] ?? [] }
}

extension FEELScope {
    /// The names of all built-in functions, sorted; for completion and for looking up near ones.
    public static let builtinNames = Builtins.all.map(\.name).sorted()
}
