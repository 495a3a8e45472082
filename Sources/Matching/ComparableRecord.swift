import Kernel

/// A record with everything derived that comparing needs, once.
struct ComparableRecord {
    let record: MatchRecord
    /// Folded words of the whole name, in order: equal means the same name.
    let nameKey: String
    let group: String
    let name: Set<String>
    let description: Set<String>
    let acronyms: Set<String>
    let initials: String?
    let mentioned: Set<String>
    /// Numbers that tell phases and releases apart.
    let numbers: Set<String>

    init(_ record: MatchRecord) {
        self.record = record
        let tokens = SearchText.tokens(record.name)
        nameKey = tokens.joined(separator: " ")
        group = SearchText.tokens(record.group).joined(separator: " ")
        name = Set(WordWeights.telling(record.name))
        description = Set(WordWeights.telling(String(record.description.prefix(2000))))
        (acronyms, initials) = Acronyms.named(record.name)
        mentioned = Acronyms.described(record.description)
        numbers = Set(tokens.compactMap(Self.number))
    }

    /// `2`, `ii`, `2b`, `二期`: all tell one part from another. Years do too.
    private static func number(_ token: String) -> String? {
        if let first = token.first, first.isNumber, first.isASCII { return token }
        let numerals = ["i": "1", "ii": "2", "iii": "3", "iv": "4", "一期": "1", "二期": "2", "三期": "3", "四期": "4", "五期": "5"]
        return numerals[token]
    }
}
