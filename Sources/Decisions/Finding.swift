// Module in charge of DMN: models are read, checked, compiled, evaluated, explained and written back. Pure; knows no file.

/// Something to say about a model, a table, a test file or an evaluation, with the place in the file it is about.
///
/// The sentence is `diagnostic.<code>` of the catalogue slice `decisions`, with `arguments`. Codes are LT2301–LT2399.
public struct Finding: Error, Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable, Comparable {
        case notice, warning, error
        public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
        private var rank: Int { [.notice, .warning, .error].firstIndex(of: self) ?? 0 }
    }

    public var severity: Severity
    public var code: String
    public var arguments: [String: String]
    /// Name of the decision, knowledge model or type it belongs to; empty for the whole.
    public var element: String
    public var position: Position?

    public init(
        _ severity: Severity, _ code: String, _ arguments: [String: String] = [:], element: String = "", at position: Position? = nil
    ) {
        (self.severity, self.code, self.arguments, self.element, self.position) = (severity, code, arguments, element, position)
    }
}

/// A place in a text, counted from one; columns count characters (Unicode scalars).
public struct Position: Hashable, Sendable, Comparable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

    public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}
