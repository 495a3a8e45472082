import Kernel

/// An error in a person's language: what happened, what to do, the code to quote.
package struct ErrorText: Hashable, Sendable {
    package let code: String
    package let sentence: String
    package let hint: String
    package let clause: String?
    package let diagnostics: [DiagnosticText]
}

/// One located fault in a person's language.
package struct DiagnosticText: Hashable, Sendable {
    package let severity: Diagnostic.Severity
    package let code: String
    /// `projects.csv:12 · 金額`; nil when the fault belongs to the whole.
    package let place: String?
    package let sentence: String
}

extension Phrases {
    /// Sentence and hint of `error.<code>`; a code without a sentence of its own is told by its category.
    package func error(_ error: AppError) -> ErrorText {
        let own = "error.\(error.code)"
        let key = catalogue.contains(own, locale) ? own : "error.category.\(error.category.rawValue)"
        let hint = catalogue.contains("\(own).hint", locale) ? "\(own).hint" : "error.category.\(error.category.rawValue).hint"
        return ErrorText(
            code: error.code, sentence: self(key, error.arguments), hint: self(hint, error.arguments), clause: error.clause,
            diagnostics: error.diagnostics.map(diagnostic))
    }

    package func diagnostic(_ diagnostic: Diagnostic) -> DiagnosticText {
        var place = diagnostic.file ?? ""
        if let line = diagnostic.line { place += place.isEmpty ? self("format.line", ["line": String(line)]) : ":\(line)" }
        if let column = diagnostic.column { place += (place.isEmpty ? "" : " · ") + column }
        return DiagnosticText(
            severity: diagnostic.severity, code: diagnostic.code, place: place.isEmpty ? nil : place,
            sentence: self("diagnostic.\(diagnostic.code)", diagnostic.arguments))
    }

    /// 提示, 警告, 錯誤.
    package func severity(_ severity: Diagnostic.Severity) -> String { self("format.severity.\(severity.rawValue)") }
}
