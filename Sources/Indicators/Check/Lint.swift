/// What can be said of a rule before anything is computed. Findings name the node; who reads a specification adds the line.
///
/// Only what makes a rule unusable is an error; the rest is for its author to confirm.
public enum Lint {
    /// A child under this part of an equal share is dominated.
    public static let dominated = 0.1
    /// A child over this share decides its group.
    public static let dominating = 0.8

    /// The findings of all versions of a scheme; equal ones of several versions are told once.
    public static func findings(_ scheme: Scheme) -> [Finding] {
        var seen: Set<Finding> = []
        return scheme.versions.flatMap { findings($0.rule) }.filter { seen.insert($0).inserted }
    }

    /// O(nodes² a group) at most.
    public static func findings(_ rule: Rule) -> [Finding] {
        let children = Dictionary(grouping: rule.nodes.filter { $0.parent != nil }) { $0.parent ?? "" }
        let indicators = Dictionary(rule.indicators.map { ($0.code, $0) }) { first, _ in first }
        var findings: [Finding] = []
        for node in rule.nodes {
            let own = children[node.code] ?? []
            findings += weights(node, own)
            findings += scales(node, own, indicators)
        }
        findings += countedTwice(rule, indicators)
        findings += interventions(rule)
        return findings
    }

    private static func weights(_ node: Node, _ children: [Node]) -> [Finding] {
        var shares = children.map(\.weight)
        switch node.weighting {
        case .given: break
        case .equal, .fromData: return []
        case .budget(let judges):
            guard let found = try? Weights.budget(judges), found.count == children.count else {
                return [Finding(.error, .brokenJudgements, node: node.code, ["problem": "budget"])]
            }
            shares = found
        case .analyticHierarchy(let judgements):
            do {
                let ahp = try AHP(judgements: judgements)
                guard ahp.weights.count == children.count else {
                    throw MethodError.shape(expected: children.count, found: ahp.weights.count)
                }
                shares = ahp.weights
                if !ahp.isConsistent, let ratio = ahp.consistencyRatio {
                    let worst = ahp.worstJudgement
                    return [
                        Finding(
                            .warning, .inconsistentJudgements, node: node.code,
                            [
                                "ratio": Decimals.round(ratio, 3).description, "row": children[worst.row].code,
                                "column": children[worst.column].code,
                            ])
                    ]
                }
            } catch {
                return [Finding(.error, .brokenJudgements, node: node.code, ["problem": "\(error)"])]
            }
        }
        let total = shares.reduce(0, +)
        guard total > 0, shares.count >= 2 else { return [] }
        return zip(children, shares).compactMap { child, weight in
            let share = weight / total
            let arguments = ["share": Decimals.round(share * 100, 2).description, "parent": node.code]
            if share > 0, share * Double(shares.count) < dominated {
                return Finding(.warning, .dominatedWeight, node: child.code, arguments)
            }
            return share > dominating ? Finding(.warning, .dominatingWeight, node: child.code, arguments) : nil
        }
    }

    private static func scales(_ node: Node, _ children: [Node], _ indicators: [String: Indicator]) -> [Finding] {
        let leaves = children.compactMap { child in child.indicator.flatMap { indicators[$0] }.map { (child.code, $0) } }
        var findings: [Finding] = []
        if node.aggregation.comparesLevels {
            let raw = leaves.filter { $0.1.normalisation.isRaw }
            let measures = Set(raw.compactMap(\.1.measure))
            if measures.count > 1 {
                findings.append(
                    Finding(
                        .warning, .mixedUnits, node: node.code,
                        ["units": measures.sorted().joined(separator: ", "), "indicators": raw.map(\.0).joined(separator: ", ")]))
            }
            let ranges = leaves.compactMap { leaf in leaf.1.normalisation.range.map { (leaf.0, $0) } }
            if let first = ranges.first, let other = ranges.first(where: { $0.1 != first.1 }) {
                findings.append(
                    Finding(
                        .warning, .mixedRanges, node: node.code,
                        [
                            "first": first.0, "range": "\(first.1.lowerBound)…\(first.1.upperBound)", "second": other.0,
                            "other": "\(other.1.lowerBound)…\(other.1.upperBound)",
                        ]))
            }
        }
        if node.aggregation.needsPositive {
            for (code, indicator) in leaves {
                guard let range = indicator.normalisation.range, range.lowerBound <= 0, !indicator.normalisation.isRaw else { continue }
                findings.append(Finding(.warning, .scaleReachesZero, node: code, ["parent": node.code]))
            }
        }
        return findings
    }

    private static func countedTwice(_ rule: Rule, _ indicators: [String: Indicator]) -> [Finding] {
        var first: [String: String] = [:]
        return rule.nodes.compactMap { node in
            // A derived indicator may well share its source with another.
            guard let indicator = node.indicator.flatMap({ indicators[$0] }), !indicator.steps.contains(where: \.isDerivation) else {
                return nil
            }
            if let other = first[indicator.source] {
                return Finding(.warning, .countedTwice, node: node.code, ["source": indicator.source, "other": other])
            }
            first[indicator.source] = node.code
            return nil
        }
    }

    private static func interventions(_ rule: Rule) -> [Finding] {
        let nodes = Dictionary(rule.nodes.map { ($0.code, $0) }) { first, _ in first }
        return rule.interventions.flatMap { intervention -> [Finding] in
            var findings: [Finding] = []
            if !intervention.reason.contains(where: { !$0.isWhitespace }) {
                findings.append(Finding(.error, .emptyReason, node: intervention.node))
            }
            switch intervention.effect {
            case .set(let score) where score <= 0:
                if let parent = nodes[intervention.node]?.parent.flatMap({ nodes[$0] }), parent.aggregation.needsPositive {
                    findings.append(Finding(.warning, .zeroUnderProduct, node: intervention.node, ["parent": parent.code]))
                }
                fallthrough
            case .block:
                if intervention.authority?.contains(where: { !$0.isWhitespace }) != true {
                    findings.append(Finding(.warning, .noAuthority, node: intervention.node, ["reason": intervention.reason]))
                }
            default: break
            }
            return findings
        }
    }
}

extension Aggregation {
    /// A zero among the children decides the whole score, or is an error.
    var needsPositive: Bool {
        switch self {
        case .geometric(let zeros), .harmonic(let zeros), .generalised(_, let zeros): zeros != .missing
        default: false
        }
    }

    /// Children's scores are added or compared as numbers, so that they must be on one scale.
    var comparesLevels: Bool {
        switch self {
        case .arithmetic, .geometric, .harmonic, .generalised, .minimum, .maximum, .median: true
        case .sum: false
        case .relational(.mazziottaPareto): true
        case .relational: false
        }
    }
}

extension Normalisation {
    var isRaw: Bool { if case .none = method { true } else { false } }

    /// The scores it aims at; nil where that depends on the figures.
    var range: ClosedRange<Double>? {
        switch method {
        case .minMax: floor <= ceiling ? floor...ceiling : ceiling...floor
        case .percentileRank, .optimum: floor <= ceiling ? floor...ceiling : ceiling...floor
        case .none, .zScore, .rank, .borda, .fractionOfMaximum, .bands, .given, .computed: nil
        }
    }
}

extension Step {
    var isDerivation: Bool {
        switch self {
        case .derive, .divide: true
        default: false
        }
    }
}
