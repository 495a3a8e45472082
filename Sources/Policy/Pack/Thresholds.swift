import Kernel

/// A value a city sets for itself: an amount, a number of days, a choice.
package struct Threshold: Sendable {
    package enum Kind: String, Sendable, CaseIterable { case money, days, workdays, months, points, percent, choice }

    package enum Value: Hashable, Sendable {
        case money(Money)
        /// Days, workdays, months, points or percent, by the threshold's kind.
        case number(Int)
        case choice(String)
    }

    package let id: String
    package let name: LocalizedText
    package let kind: Kind
    package let value: Value
    /// What forms accept: yuan for money, else the number itself; nil for a choice.
    package let range: ClosedRange<Int>?
    /// Label codes to choose from; empty unless a choice.
    package let options: [Labels.Label]
    package let clause: String?
}

/// A question of the opening form (開城) and the thresholds its answer sets.
package struct ThresholdQuestion: Sendable {
    package let id: String
    package let question: LocalizedText
    package let explanation: LocalizedText
    package let thresholds: [String]
}

/// Every threshold of a pack, found by name.
package struct Thresholds: Sendable {
    package let all: [Threshold]
    package let questions: [ThresholdQuestion]
    private let index: [String: Int]

    init(_ all: [Threshold], questions: [ThresholdQuestion]) {
        self.all = all
        self.questions = questions
        index = Dictionary(all.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    package subscript(id: String) -> Threshold? { index[id].map { all[$0] } }

    /// Nil when the threshold is unknown or not money.
    package func money(_ id: String) -> Money? {
        guard case .money(let money)? = self[id]?.value else { return nil }
        return money
    }

    /// Nil when the threshold is unknown or not a number.
    package func number(_ id: String) -> Int? {
        guard case .number(let number)? = self[id]?.value else { return nil }
        return number
    }

    /// Nil when the threshold is unknown or not a choice.
    package func choice(_ id: String) -> String? {
        guard case .choice(let choice)? = self[id]?.value else { return nil }
        return choice
    }
}
