/// The difference between two scores of the same index, line by line.
public struct Comparison: Sendable {
    public struct Line: Hashable, Sendable {
        public let node: String
        public let kind: Contribution.Kind
        public let points: Double
        public let otherPoints: Double
        public var difference: Double { points - otherPoints }
    }

    public let score: Double
    public let other: Double
    /// Lines that sum to `score − other`; groups aside.
    public let lines: [Line]

    /// The gap between two cells of one run, or of two runs; nil when either has no score. Lines are matched by node and kind.
    public init?(_ part: RunPart, _ cell: Int, against other: RunPart, _ otherCell: Int) {
        let mine = part.contributions(cell)
        let theirs = other.contributions(otherCell)
        guard let score = part.fullScore(part.root, cell), let otherScore = other.fullScore(other.root, otherCell) else { return nil }
        self.score = part.published(score, part.root)
        self.other = other.published(otherScore, other.root)
        struct Key: Hashable {
            let node: String
            let kind: Contribution.Kind
        }
        var order: [Key] = []
        var points: [Key: (Double, Double)] = [:]
        for (lines, nodes, isMine) in [(mine, part.nodes, true), (theirs, other.nodes, false)] {
            for line in lines where line.counts {
                let key = Key(node: nodes[line.node].code, kind: line.kind)
                if points[key] == nil { order.append(key) }
                let before = points[key] ?? (0, 0)
                points[key] = isMine ? (before.0 + line.points, before.1) : (before.0, before.1 + line.points)
            }
        }
        lines = order.map { key in
            Line(node: key.node, kind: key.kind, points: points[key]?.0 ?? 0, otherPoints: points[key]?.1 ?? 0)
        }
    }
}
