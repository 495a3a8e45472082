extension ConfigurationKey {
    /// The value in its one spelling (sizes in bytes, seconds plain), or nil when `text` is not one.
    func normalized(_ text: String) -> String? {
        let text = text.trimmed
        switch kind {
        case .text, .list: return text
        case .words(let words):
            let chosen = text.split(separator: ",").map { String($0).trimmed }
            guard !chosen.isEmpty, chosen.allSatisfy(words.contains) else { return nil }
            return words.filter(chosen.contains).joined(separator: ",")
        case .choice(let words): return words.contains(text) ? text : nil
        case .flag:
            switch text.lowercased() {
            case "true", "yes", "on", "1": return "true"
            case "false", "no", "off", "0": return "false"
            default: return nil
            }
        case .integer(let range): return Int64(text).flatMap { range.contains($0) ? String($0) : nil }
        case .seconds(let range): return Double(text).flatMap { range.contains($0) ? Self.number($0) : nil }
        case .size(let range): return Self.bytes(text).flatMap { range.contains($0) ? String($0) : nil }
        }
    }

    private static func bytes(_ text: String) -> Int64? {
        let units: [(String, Int64)] = [
            ("kib", 1 << 10), ("mib", 1 << 20), ("gib", 1 << 30), ("tib", 1 << 40), ("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30),
            ("tb", 1 << 40), ("b", 1),
        ]
        let lower = text.lowercased()
        let unit = units.first { lower.hasSuffix($0.0) }
        guard let number = Int64(lower.dropLast(unit?.0.count ?? 0).description.trimmed) else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit?.1 ?? 1)
        return overflow ? nil : bytes
    }

    /// The known name nearest to a mistyped one, if any is near: at most a third of it is different.
    static func nearest(to name: String, among names: some Sequence<String>) -> String? {
        let best = names.map { (name: $0, distance: distance(Array(name.utf8.prefix(80)), Array($0.utf8))) }.min {
            $0.distance < $1.distance
        }
        guard let best, best.distance <= max(2, best.name.utf8.count / 3) else { return nil }
        return best.name
    }

    /// Levenshtein distance. Complexity: O(a·b), both bounded above.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var previous = Array(0...b.count)
        for (row, left) in a.enumerated() {
            var current = [row + 1]
            for (column, right) in b.enumerated() {
                current.append(min(previous[column] + (left == right ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous.last ?? 0
    }
}

extension String {
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
