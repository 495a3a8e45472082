extension SQL {
    /// The name of a table, column or constraint, as the engine's catalogue gave it.
    ///
    /// Throws `.misuse` unless it is a plain lower-case name, so that it cannot carry a statement.
    package static func name(_ text: String) throws(DatabaseFailure) -> SQL {
        let bytes = Array(text.utf8)
        let letters = bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
        guard let first = bytes.first, !(48...57).contains(first), letters, bytes.count <= 63 else {
            throw DatabaseFailure(.misuse, "not a plain name: \(text)")
        }
        return SQL(schema: text)
    }
}
