import Kernel

/// Which records of one list are those of another: joined, asked about, or alone.
public struct Linkage: Hashable, Sendable {
    public let joined: [Match]
    /// At most one for each record: near enough to ask, not to join.
    public let questions: [Match]
    /// Positions of those without a partner; records in question are among them.
    public let leftAlone: [Int]
    public let rightAlone: [Int]
}

/// Finds for each record of one list its partner in the other.
///
/// Complexity: near-linear in both lists for telling names; words that more than `commonWord` records share propose nobody.
public struct RecordLinker: Sendable {
    private let bands: MatchBands
    private static let commonWord = 300

    public init(bands: MatchBands = MatchBands()) { self.bands = bands }

    public func link(_ left: [MatchRecord], _ right: [MatchRecord]) -> Linkage {
        let a = left.map(ComparableRecord.init)
        let b = right.map(ComparableRecord.init)
        let comparison = Comparison(a, b)
        var takenLeft: [Int: Int] = [:]
        var takenRight: Set<Int> = []
        var joined: [Match] = []
        func join(_ match: Match) {
            takenLeft[match.left] = match.right
            takenRight.insert(match.right)
            joined.append(match)
        }
        for match in Self.sameCodes(a, b) where takenLeft[match.left] == nil && !takenRight.contains(match.right) { join(match) }
        // A record with a code is known by its code: a name alone joins it to one without.
        let matches = Self.candidates(a, b).map { comparison.match($0.left, $0.right) }
            .filter { match in
                guard let one = a[match.left].record.code, let other = b[match.right].record.code else { return true }
                return one == other || match.score >= bands.ask
            }
            .sorted { ($1.score, $0.left, $0.right) < ($0.score, $1.left, $1.right) }
        let byLeft = Dictionary(grouping: matches, by: \.left)
        let byRight = Dictionary(grouping: matches, by: \.right)
        var open: [Match] = []
        for match in matches where match.score >= bands.ask {
            guard takenLeft[match.left] == nil, !takenRight.contains(match.right) else { continue }
            guard Self.mayJoin(match, a, b), match.score >= bands.join else {
                open.append(match)
                continue
            }
            let rival = [byLeft[match.left], byRight[match.right]].compactMap { $0 }.joined().filter {
                ($0.left == match.left) != ($0.right == match.right) && takenLeft[$0.left] == nil && !takenRight.contains($0.right)
            }.map(\.score).max()
            if match.reasons.contains(.sameName) || rival.map({ match.score - $0 >= bands.margin }) ?? true {
                join(match)
            } else {
                open.append(Match(left: match.left, right: match.right, score: match.score, reasons: match.reasons + [.rival]))
            }
        }
        var askedLeft: Set<Int> = []
        var askedRight: Set<Int> = []
        let questions = open.filter { match in
            guard takenLeft[match.left] == nil, !takenRight.contains(match.right), !askedLeft.contains(match.left),
                !askedRight.contains(match.right)
            else { return false }
            askedLeft.insert(match.left)
            askedRight.insert(match.right)
            return true
        }
        return Linkage(
            joined: joined.sorted { $0.left < $1.left }, questions: questions.sorted { $0.left < $1.left },
            leftAlone: a.indices.filter { takenLeft[$0] == nil }, rightAlone: b.indices.filter { !takenRight.contains($0) })
    }

    /// Nobody is joined across groups, against a number, or with two different codes.
    private static func mayJoin(_ match: Match, _ a: [ComparableRecord], _ b: [ComparableRecord]) -> Bool {
        if match.reasons.contains(.otherGroup) || match.reasons.contains(.otherNumber) { return false }
        guard let one = a[match.left].record.code, let other = b[match.right].record.code else { return true }
        return one == other
    }

    private static func sameCodes(_ a: [ComparableRecord], _ b: [ComparableRecord]) -> [Match] {
        var places: [String: Int] = [:]
        for (index, record) in b.enumerated() {
            if let code = record.record.code, places[code] == nil { places[code] = index }
        }
        return a.enumerated().compactMap { index, record in
            guard let code = record.record.code, let place = places[code] else { return nil }
            return Match(left: index, right: place, score: 1, reasons: [.sameCode])
        }
    }

    private struct Pair: Hashable {
        let left: Int
        let right: Int
    }

    /// Pairs that share a telling word, a name or a short form.
    private static func candidates(_ a: [ComparableRecord], _ b: [ComparableRecord]) -> [Pair] {
        var byKey: [String: [Int]] = [:]
        for (index, record) in b.enumerated() { for key in keys(record) { byKey[key, default: []].append(index) } }
        var pairs: Set<Pair> = []
        for (index, record) in a.enumerated() {
            for key in keys(record) {
                guard let others = byKey[key], others.count <= commonWord else { continue }
                for other in others { pairs.insert(Pair(left: index, right: other)) }
            }
        }
        return Array(pairs)
    }

    private static func keys(_ record: ComparableRecord) -> Set<String> {
        var keys: Set<String> = ["=" + record.nameKey + "|" + record.group]
        for word in record.name {
            keys.insert(word)
            // The same words in one's own group: few enough even when the word is common.
            keys.insert(word + "|" + record.group)
        }
        for short in record.acronyms.union(record.mentioned) { keys.insert("(" + short + "|" + record.group) }
        if let initials = record.initials { keys.insert("(" + initials + "|" + record.group) }
        return keys
    }
}
