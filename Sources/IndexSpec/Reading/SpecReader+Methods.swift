import Indicators
import Policy

extension SpecReader {
    static let aggregations = [
        "arithmetic", "sum", "geometric", "harmonic", "generalised", "minimum", "maximum", "median", "copeland", "outranking", "kemeny",
        "topsis", "vikor", "waspas", "benefit-of-the-doubt", "mazziotta-pareto",
    ]

    func aggregation(_ node: PackNode) -> Aggregation? {
        let keys = ["zeros", "power", "v", "lambda", "minimum-share", "maximum-share", "penalty"]
        guard let (name, place, fields) = method(node, "aggregate", keys: keys, allowed: Self.aggregations) else { return nil }
        let zeros = fields?.optionalChoice("zeros", Aggregation.ZeroRule.self) ?? .error
        func value(_ key: String, _ fallback: Double) -> Double { fields.flatMap { optionalNumber($0, key) } ?? fallback }
        switch name {
        case "sum": return .sum
        case "geometric": return .geometric(zeros)
        case "harmonic": return .harmonic(zeros)
        case "generalised":
            let power = value("power", 0)
            guard power != 0 else {
                findings.report("LT2012", ["key": "power"], at: place)
                return nil
            }
            return .generalised(power: power, zeros)
        case "minimum": return .minimum
        case "maximum": return .maximum
        case "median": return .median
        case "copeland": return .relational(.copeland)
        case "outranking": return .relational(.outranking)
        case "kemeny": return .relational(.kemeny)
        case "topsis": return .relational(.topsis)
        case "vikor": return .relational(.vikor(v: value("v", 0.5)))
        case "waspas": return .relational(.waspas(lambda: value("lambda", 0.5)))
        case "benefit-of-the-doubt":
            return .relational(
                .benefitOfTheDoubt(minimumShare: value("minimum-share", 0), maximumShare: value("maximum-share", 1)))
        case "mazziotta-pareto": return .relational(.mazziottaPareto(penalty: fields?.flag("penalty", default: true) ?? true))
        default: return .arithmetic
        }
    }

    func weighting(_ node: PackNode) -> Weighting? {
        let fromData = DataWeighting.allCases.map(\.rawValue)
        let allowed = ["given", "equal"] + fromData + ["budget", "ahp"]
        guard let (name, place, fields) = method(node, "weighting", keys: ["on", "scope", "judges", "matrix"], allowed: allowed) else {
            return nil
        }
        switch name {
        case "given": return .given
        case "equal": return .equal
        case "budget":
            guard let judges = fields?.required("judges") else {
                if fields == nil { findings.report("LT2012", ["key": "judges"], at: place) }
                return nil
            }
            return .budget(matrix(judges, "judges"))
        case "ahp":
            guard let rows = fields?.required("matrix") else {
                if fields == nil { findings.report("LT2012", ["key": "matrix"], at: place) }
                return nil
            }
            let matrix = matrix(rows, "matrix")
            guard !matrix.isEmpty, matrix.allSatisfy({ $0.count == matrix.count }) else {
                findings.report("LT2408", ["key": "matrix"], at: rows)
                return nil
            }
            return .analyticHierarchy(matrix)
        default:
            guard let method = DataWeighting(rawValue: name) else { return nil }
            let basis = fields?.optionalChoice("on", Weighting.Basis.self) ?? .scores
            return .fromData(method, on: basis, scope: scope(fields) ?? .period)
        }
    }

    /// A share, or a mapping with weight, count and leaves.
    func coverage(_ node: PackNode) -> Coverage? {
        if node.text != nil {
            return number(node, "coverage").map { Coverage(weight: $0) }
        }
        guard let fields = PackFields(node, keys: ["weight", "count", "leaves"], findings) else { return nil }
        let hasOther = fields.has("count") || fields.has("leaves")
        return Coverage(
            weight: optionalNumber(fields, "weight") ?? (hasOther ? 0 : Coverage().weight),
            count: fields.optionalInteger("count", in: 0...1_000_000) ?? 1, leaves: optionalNumber(fields, "leaves") ?? 0)
    }

    /// `reweight`, `propagates`, or `{counts-as: 0}`.
    func absence(_ node: PackNode) -> Absence? {
        switch node.text {
        case "reweight": return .reweight
        case "propagates": return .propagates
        case nil:
            guard let fields = PackFields(node, keys: ["counts-as"], findings) else { return nil }
            return number(fields, "counts-as").map { .counts(as: $0) }
        default:
            findings.report(
                "LT2018", ["key": "missing", "value": node.text ?? "", "allowed": "reweight, propagates, {counts-as: …}"], at: node)
            return nil
        }
    }
}
