import Kernel
import Localization

/// What happened, what to do, the code to quote. Uses the bare layout, so that it can be shown whatever failed.
package struct ErrorPage: Page {
    package static let template = "shell/error"
    let status: Int
    let code: String
    let sentence: String
    let hint: String
    let clause: String?
    let requestID: String
    let diagnostics: DiagnosticsList?
    /// What another person changed meanwhile, on 412.
    let diff: Diff?
    let back: String?
    let action: Action?

    /// - Parameters:
    ///   - back: where the person came from, if that is one of our pages.
    ///   - action: the way out; the start page when nil.
    package init(
        _ error: AppError, requestID: String, back: String? = nil, action: Action? = nil, diff: Diff? = nil, home: String = "/",
        words: Phrases
    ) {
        let text = words.error(error)
        status = error.category.rawValue
        code = text.code
        sentence = text.sentence
        hint = text.hint
        clause = text.clause
        self.requestID = requestID
        diagnostics = DiagnosticsList(error.diagnostics, words: words)
        self.diff = diff
        self.back = back
        self.action = action ?? Action(words("error-page.home"), href: home)
    }
}

/// The same for somebody signed in: with the navigation around it, so that one goes on from there.
package struct InsideErrorPage: Page {
    package static let template = "shell/error-inside"
    let error: ErrorPage
    package init(_ error: ErrorPage) { self.error = error }
}
