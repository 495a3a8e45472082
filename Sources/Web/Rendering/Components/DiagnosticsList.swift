import Kernel
import Localization

/// Everything wrong with something a person wrote, with its places; errors first.
package struct DiagnosticsList: Component {
    package struct Row: SwitchedComponent {
        let severity: String
        let word: String
        let place: String?
        let sentence: String
        let code: String

        package func value(named name: String) -> Value? {
            switch name {
            case "severity": severity.shown
            case "word": word.shown
            case "place": place.shown
            case "sentence": sentence.shown
            case "code": code.shown
            default: nil
            }
        }
    }

    let title: String
    let rows: [Row]
    /// "…另有 120 處" when the list is cut.
    let more: String?
    let hasErrors: Bool

    /// Nil when there is nothing to tell. At most `limit` are shown.
    package init?(_ diagnostics: [Diagnostic], limit: Int = 100, words: Phrases) {
        guard !diagnostics.isEmpty else { return nil }
        let sorted = diagnostics.enumerated()
            .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
            .map(\.element)
        rows = sorted.prefix(limit).map { diagnostic in
            let text = words.diagnostic(diagnostic)
            return Row(
                severity: text.severity.rawValue, word: words.severity(text.severity), place: text.place, sentence: text.sentence,
                code: text.code)
        }
        title = words("diagnostics.title", count: diagnostics.count)
        more = diagnostics.count > limit ? words("diagnostics.more", count: diagnostics.count - limit) : nil
        hasErrors = diagnostics.contains { $0.severity == .error }
    }
}

/// A job that takes its time: how far, how long still, and the way to stop it.
package struct JobProgress: Component {
    package enum State: String, Sendable { case waiting, running, done, failed, cancelled }

    let id: String
    let title: String
    let state: String
    let word: String
    let percent: Int
    let isKnown: Bool
    /// "1,200 / 5,000 行"
    let counts: String?
    /// "約還需 3 分鐘"
    let left: String?
    let isActive: Bool
    /// Where the script asks again; answers this component alone.
    let poll: String
    let cancel: String?
    let result: Action?
    let message: String?

    /// - Parameters:
    ///   - total: 0 while it is not known.
    ///   - secondsLeft: nil while it is not known.
    package init(
        id: String, title: String, state: State, done: Int, total: Int, secondsLeft: Int? = nil, poll: String, cancel: String? = nil,
        result: Action? = nil, message: String? = nil, words: Phrases
    ) {
        self.id = id
        self.title = title
        self.state = state.rawValue
        word = words("job.\(state.rawValue)")
        isActive = state == .running || state == .waiting
        isKnown = total > 0
        percent = total > 0 ? Int((Double(min(max(done, 0), total)) / Double(total) * 100).rounded(.down)) : 0
        counts = total > 0 ? words("job.counts", ["done": words.number(done), "total": words.number(total)]) : nil
        left = isActive ? secondsLeft.map { words("job.left", ["time": words.duration(seconds: $0)]) } : nil
        self.poll = poll
        self.cancel = isActive ? cancel : nil
        self.result = result
        self.message = message
    }

    static let keys = [State.waiting, .running, .done, .failed, .cancelled].map { "job.\($0.rawValue)" }
}
