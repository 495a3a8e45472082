/// Keeps a text cell from being run as a formula by the spreadsheet that opens the file.
///
/// A text that begins with `=`, `+`, `-`, `@`, their full-width forms, TAB, CR, LF or NUL gets a `'` in front;
/// so does one that begins with `'` and then one of these, which makes `restore` the exact inverse.
package enum FormulaGuard {
    /// The text as written to a file.
    package static func neutralize(_ text: String) -> String { isDangerous(text.unicodeScalars) ? "'" + text : text }

    /// The text as it was before `neutralize`.
    package static func restore(_ text: String) -> String {
        guard text.utf8.first == 0x27, isDangerous(text.unicodeScalars.dropFirst()) else { return text }
        return String(text.unicodeScalars.dropFirst())
    }

    private static func isDangerous(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
        guard let first = scalars.first(where: { $0 != "'" }) else { return false }
        switch first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠": return true
        default: return false
        }
    }
}
