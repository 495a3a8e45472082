/// All functions of the language, by name.
enum Builtins {
    static let all: [Builtin] = [not] + numeric

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let byFirstWord = Dictionary(grouping: all) { $0.tokens.first?.text ?? "" }

    static func named(_ name: String) -> Builtin? { byName[name] }
    static func beginning(with word: String) -> [Builtin] { byFirstWord[word] ?? [] }

    /// The names of all functions, sorted.
    static let names = all.map(\.name).sorted()
}
