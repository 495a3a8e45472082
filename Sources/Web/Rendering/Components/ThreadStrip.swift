import Localization

/// Where a page stands on the thread 條款 → 目標 → 任務 → 項目 → 系統 …, and what is before and after it.
package struct ThreadStrip: Component {
    package enum Kind: String, Sendable, CaseIterable {
        case clause, goal, order, project, item = "business-item", system, data = "data-resource", facility, indicator
    }

    package struct Step: Component {
        let kind: String
        let title: String
        let href: String?
        let isCurrent: Bool
        /// Nothing stands here: the thread is broken at this point.
        let isGap: Bool
        /// "等 3 項" when more than one thing stands here.
        let more: String?

        /// - Parameter title: nil when the thread has nothing of this kind.
        package init(_ kind: Kind, title: String?, href: String? = nil, isCurrent: Bool = false, count: Int = 1, words: Phrases) {
            self.kind = words("thread.\(kind.rawValue)")
            self.title = title ?? words("thread.gap")
            self.href = href
            self.isCurrent = isCurrent
            isGap = title == nil
            more = count > 1 ? words("thread.more", count: count) : nil
        }
    }

    let steps: [Step]
    package init(_ steps: [Step]) { self.steps = steps }

    static let keys = Kind.allCases.map { "thread.\($0.rawValue)" }
}
