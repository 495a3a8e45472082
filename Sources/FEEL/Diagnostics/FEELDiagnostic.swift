/// One located finding: what (`code`), where (`range`), about which names or values (`arguments`).
public struct FEELDiagnostic: Error, Sendable, Hashable {
    /// `notice` explains (a null that is no error), `warning` advises, `error` makes the value null or refuses the text.
    public enum Severity: Int, Sendable, Comparable {
        case notice, warning, error
        public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    public let code: FEELCode
    public let severity: Severity
    public let range: FEELSourceRange
    /// Named values for the localized sentence: `{name}`.
    public let arguments: [String: String]

    public init(_ code: FEELCode, at range: FEELSourceRange, _ arguments: [String: String] = [:], severity: Severity? = nil) {
        self.code = code
        self.severity = severity ?? code.severity
        self.range = range
        self.arguments = arguments
    }
}

/// A place in a source text: UTF-8 offsets `start..<end`, and the line and column (both from 1, column in characters) of its start.
public struct FEELSourceRange: Sendable, Hashable {
    public let start: Int
    public let end: Int
    public let line: Int
    public let column: Int

    public init(start: Int, end: Int, line: Int, column: Int) {
        self.start = start
        self.end = end
        self.line = line
        self.column = column
    }

    /// The beginning of any text, for findings without a better place.
    public static let origin = FEELSourceRange(start: 0, end: 0, line: 1, column: 1)

    /// From the start of this to the end of `other`.
    func through(_ other: FEELSourceRange) -> FEELSourceRange {
        FEELSourceRange(start: start, end: max(end, other.end), line: line, column: column)
    }
}

/// A text that cannot be used, with everything found in it.
public struct FEELError: Error, Sendable, Hashable {
    /// At least one is an error.
    public let diagnostics: [FEELDiagnostic]

    public init(_ diagnostics: [FEELDiagnostic]) { self.diagnostics = diagnostics }
}
