/// An error a person can act on: a stable code, a catalogue key, its arguments.
///
/// Codes by range: `LT1xxx` request and access, `LT2xxx` rules and packs, `LT3xxx` lifecycle and register,
/// `LT4xxx` files and exchange, `LT5xxx` storage and operation. The sentence is `error.<code>` in the
/// catalogues, the advice `error.<code>.hint`; `docs/errors.md` is generated from them.
public struct AppError: Error, Hashable, Sendable {
    /// How the failure is answered; maps to one HTTP status and one exit code.
    public enum Category: Int, Sendable, CaseIterable {
        case invalid = 400
        case unauthenticated = 401
        case forbidden = 403
        case notFound = 404
        case methodNotAllowed = 405
        case timeout = 408
        case conflict = 409
        case stale = 412
        case tooLarge = 413
        case unsupported = 415
        case unprocessable = 422
        case tooMany = 429
        case `internal` = 500
        case unavailable = 503
        case storageFull = 507
    }

    public let code: String
    public let category: Category
    /// Named values for the localized sentence: `{name}`.
    public let arguments: [String: String]
    /// The clause that asks for it, where one does.
    public let clause: String?
    /// What was wrong where, when user-written input has several faults.
    public let diagnostics: [Diagnostic]

    public init(
        _ code: String, _ category: Category, _ arguments: [String: String] = [:], clause: String? = nil,
        diagnostics: [Diagnostic] = []
    ) {
        self.code = code
        self.category = category
        self.arguments = arguments
        self.clause = clause
        self.diagnostics = diagnostics
    }
}

/// One located fault in something a user wrote: a pack, an import, a formula, a form.
public struct Diagnostic: Error, Hashable, Sendable, Codable {
    public enum Severity: String, Sendable, Codable, Comparable {
        case notice, warning, error
        public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
        private var rank: Int { [.notice, .warning, .error].firstIndex(of: self) ?? 0 }
    }

    public var severity: Severity
    /// Stable code; the sentence is `diagnostic.<code>` in the catalogues, with `arguments`.
    public var code: String
    public var arguments: [String: String]
    /// File, as the user named it; nil for a single form or formula.
    public var file: String?
    /// 1-based line; nil when the fault belongs to the whole.
    public var line: Int?
    /// Column header, field name, or 1-based column number as text.
    public var column: String?

    public init(
        _ severity: Severity, _ code: String, _ arguments: [String: String] = [:], file: String? = nil,
        line: Int? = nil, column: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.arguments = arguments
        self.file = file
        self.line = line
        self.column = column
    }
}
