/// Names a writer may have meant.
enum Suggestions {
    /// At most three names near `name`, the nearest first: the same in the other Chinese script, two names joined by a Chinese
    /// conjunction, or few letters apart. Linear in the number of names.
    static func nearest(to name: String, among names: [String]) -> [String] {
        var found: [(name: String, distance: Int)] = []
        let folded = ScriptTwins.folded(name)
        for candidate in Set(names) where candidate != name {
            if ScriptTwins.folded(candidate) == folded {
                found.append((candidate, 0))
                continue
            }
            let allowed = max(1, min(3, name.count / 3))
            if let distance = distance(Array(name.lowercased()), Array(candidate.lowercased()), atMost: allowed) {
                found.append((candidate, distance + 1))
            }
        }
        var best = found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
        if best.isEmpty, let split = conjunction(name, Set(names)) { best = [split] }
        return best
    }

    /// `评分和预算` where both parts are names: the expression that was meant.
    private static func conjunction(_ name: String, _ names: Set<String>) -> String? {
        let words: [(String, String)] = [
            ("并且", "and"), ("並且", "and"), ("或者", "or"), ("和", "and"), ("且", "and"), ("及", "and"), ("与", "and"), ("與", "and"), ("或", "or"),
        ]
        for (word, keyword) in words {
            var start = name.startIndex
            while start < name.endIndex {
                if name[start...].hasPrefix(word) {
                    let left = name[..<start].trimmed
                    let right = name[name.index(start, offsetBy: word.count)...].trimmed
                    if names.contains(left), names.contains(right) { return "\(left) \(keyword) \(right)" }
                }
                start = name.index(after: start)
            }
        }
        return nil
    }

    /// Insertions, deletions, replacements and swaps of neighbours; nil beyond `limit`.
    static func distance(_ a: [Character], _ b: [Character], atMost limit: Int) -> Int? {
        if abs(a.count - b.count) > limit { return nil }
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var before: [Int] = []
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var current = [i]
            for j in 1...b.count {
                var best = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, before[j - 2] + 1) }
                current.append(best)
            }
            if (current.min() ?? 0) > limit { return nil }
            before = previous
            previous = current
        }
        return previous[b.count] <= limit ? previous[b.count] : nil
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
