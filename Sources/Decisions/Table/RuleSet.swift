/// A set of rules of one table, a bit each; all operations go word by word.
struct RuleSet: Sendable, Hashable {
    private(set) var words: [UInt64]
    let count: Int

    /// None of `count` rules, or all of them.
    init(count: Int, all: Bool = false) {
        self.count = count
        words = Array(repeating: all ? ~0 : 0, count: (count + 63) / 64)
        if all, count % 64 != 0, let last = words.indices.last { words[last] = (1 << UInt64(count % 64)) - 1 }
    }

    subscript(_ rule: Int) -> Bool {
        get { words[rule >> 6] & (1 << UInt64(rule & 63)) != 0 }
        set { if newValue { words[rule >> 6] |= 1 << UInt64(rule & 63) } else { words[rule >> 6] &= ~(1 << UInt64(rule & 63)) } }
    }

    mutating func formUnion(_ other: RuleSet) { for index in words.indices { words[index] |= other.words[index] } }
    mutating func formIntersection(_ other: RuleSet) { for index in words.indices { words[index] &= other.words[index] } }
    mutating func subtract(_ other: RuleSet) { for index in words.indices { words[index] &= ~other.words[index] } }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
    var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
    var first: Int? {
        for (index, word) in words.enumerated() where word != 0 { return (index << 6) + word.trailingZeroBitCount }
        return nil
    }

    /// The rules in their order.
    var members: [Int] {
        var members: [Int] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                members.append((index << 6) + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return members
    }
}
