/// One piece of a source text. Names of several words are put together later, by the parser, against the scope.
struct Token: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A run of name characters, `?` included.
        case word
        /// An unsigned decimal literal.
        case number
        /// A quoted text; `text` is its unescaped content.
        case string
        /// `@"…"`; `text` is the unescaped content.
        case temporal
        /// An operator or punctuation mark, or a character FEEL has no use for outside names.
        case mark
        case end
    }

    let kind: Kind
    /// Normalized: full-width marks and digits appear as their ASCII counterparts.
    let text: String
    let range: FEELSourceRange

    func isMark(_ mark: String) -> Bool { kind == .mark && text == mark }
    func isWord(_ word: String) -> Bool { kind == .word && text == word }
    /// Same piece of a name, wherever it stands.
    func matches(_ other: Token) -> Bool { kind == other.kind && text == other.text }
}
