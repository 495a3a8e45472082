import Kernel

/// Compares records of two lists by the word weights of both together.
struct Comparison {
    private let a: [ComparableRecord]
    private let b: [ComparableRecord]
    private let names: WordWeights
    private let texts: WordWeights
    /// How many records go by a short form: one that many use tells nothing.
    private var users: [String: Int] = [:]

    /// Whose records go by a name.
    private var groups: [String: Set<String>] = [:]

    init(_ a: [ComparableRecord], _ b: [ComparableRecord]) {
        (self.a, self.b) = (a, b)
        names = WordWeights((a + b).map { Array($0.name) })
        texts = WordWeights((a + b).map { Array($0.name.union($0.description)) })
        for record in a + b {
            groups[record.nameKey, default: []].insert(record.group)
            for short in record.acronyms.union(record.mentioned) { users[short + "|" + record.group, default: 0] += 1 }
        }
    }

    func match(_ left: Int, _ right: Int) -> Match {
        let (one, other) = (a[left], b[right])
        var reasons: [MatchReason] = []
        var score: Double
        if one.nameKey == other.nameKey, !one.nameKey.isEmpty {
            reasons.append(.sameName)
            score = 0.95
        } else {
            let name = names.likeness(one.name, other.name)
            var description = 0.0
            reasons.append(.name(name))
            score = name
            if !one.description.isEmpty, !other.description.isEmpty {
                description = texts.likeness(one.description, other.description)
                reasons.append(.description(description))
                score = 0.65 * name + 0.35 * description
            }
            if let short = sharedAcronym(one, other) {
                reasons.append(.acronym(short.text))
                // A name that is the other's short form is as good as the name; one met in a description is a hint.
                score = short.isName ? max(score, 0.6 + 0.35 * description) : 0.5 + 0.5 * score
            }
        }
        if let first = one.record.amount, let second = other.record.amount, first > 0, second > 0 {
            let ratio = Double(min(first, second)) / Double(max(first, second))
            reasons.append(.amount(ratio))
            if ratio >= 0.8 { score += 0.05 } else if ratio < 0.2, !reasons.contains(.sameName) { score -= 0.08 }
        }
        if let end = one.record.end, end == other.record.end {
            reasons.append(.sameEnd)
            score += 0.02
        }
        if one.group != other.group {
            reasons.append(.otherGroup)
            // What many units call alike is a common task, not one project that moved.
            score -= (groups[one.nameKey]?.union(groups[other.nameKey] ?? []).count ?? 0) > 2 ? 0.6 : 0.15
        }
        if one.numbers != other.numbers {
            // A number on one side only is doubt; two different ones are two things.
            if !one.numbers.isEmpty, !other.numbers.isEmpty {
                reasons.append(.otherNumber)
                score -= 0.3
            } else {
                score -= 0.1
            }
        }
        return Match(left: left, right: right, score: min(1, max(0, score)), reasons: reasons)
    }

    /// A short form one goes by and the other goes by, is spelt out by, or names at once; used by few.
    private func sharedAcronym(_ one: ComparableRecord, _ other: ComparableRecord) -> (text: String, isName: Bool)? {
        var names = one.acronyms.intersection(other.acronyms)
        if let initials = other.initials, one.acronyms.contains(initials) { names.insert(initials) }
        if let initials = one.initials, other.acronyms.contains(initials) { names.insert(initials) }
        var hints = one.acronyms.intersection(other.mentioned).union(other.acronyms.intersection(one.mentioned))
        if let initials = one.initials, other.mentioned.contains(initials) { hints.insert(initials) }
        if let initials = other.initials, one.mentioned.contains(initials) { hints.insert(initials) }
        func few(_ short: String) -> Bool { (users[short + "|" + one.group] ?? 0) <= 3 }
        if let name = names.sorted().first(where: few) { return (name, true) }
        return hints.sorted().first(where: few).map { ($0, false) }
    }
}
