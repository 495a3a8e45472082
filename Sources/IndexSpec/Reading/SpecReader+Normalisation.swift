import Indicators
import Policy

extension SpecReader {
    static let normalisations = [
        "none", "min-max", "z-score", "rank", "percentile-rank", "borda", "distance-to-maximum", "distance-to-reference",
        "distance-to-target",
        "fraction-of-maximum", "efficacy", "bands", "optimum",
    ]

    static let normalisationKeys = [
        "low", "high", "goalposts", "worst", "best", "scope", "range", "clip", "constant", "mean", "deviation", "target", "reference",
        "unacceptable", "satisfactory", "bands", "inner", "outer", "transform",
    ]

    /// The transform a scale is taken after: its goalposts are written before it, as in `{goalposts: [100, 75000], transform: ln}`.
    func transform(of node: PackNode?) -> Step.Transform? {
        guard let value = node?["transform"], !value.isNull else { return nil }
        guard case .transform(let transform)? = steps(value).first else {
            findings.report("LT2018", ["key": "transform", "value": value.text ?? "", "allowed": "ln, log10, sqrt, {power: …}"], at: value)
            return nil
        }
        return transform
    }

    /// `direction` may be turned by worst and best.
    func normalisation(_ node: PackNode, _ direction: inout Direction) -> Normalisation? {
        guard
            let (name, _, fields) = method(node, "normalise", keys: Self.normalisationKeys, allowed: Self.normalisations)
        else { return nil }
        var result: Normalisation
        switch name {
        case "none": result = Normalisation(.none)
        case "z-score":
            result = Normalisation(
                .zScore(
                    mean: fields.flatMap { optionalNumber($0, "mean") } ?? 0,
                    deviation: fields.flatMap { optionalNumber($0, "deviation") } ?? 1))
        case "rank": result = Normalisation(.rank)
        case "percentile-rank": result = Normalisation(.percentileRank)
        case "borda": result = Normalisation(.borda)
        case "fraction-of-maximum": result = Normalisation(.fractionOfMaximum)
        case "bands": result = Normalisation(.bands(bands(fields, node)))
        case "optimum":
            guard let fields, let inner = fields.required("inner").flatMap({ pair($0, "inner") }),
                let outer = fields.required("outer").flatMap({ pair($0, "outer") })
            else {
                if fields == nil { findings.report("LT2012", ["key": "inner"], at: node) }
                return nil
            }
            result = Normalisation(.optimum(innerLow: inner.0, innerHigh: inner.1, outerLow: outer.0, outerHigh: outer.1))
        default: result = Normalisation(.minMax)
        }
        guard let fields else {
            if ["distance-to-target", "distance-to-reference", "efficacy"].contains(name) {
                findings.report(
                    "LT2012", ["key": name == "efficacy" ? "unacceptable" : name == "distance-to-target" ? "target" : "reference"], at: node
                )
            }
            return result
        }
        bounds(fields, &result, &direction)
        if name == "efficacy" {
            (result.floor, result.ceiling) = (60, 100)
            if let bad = number(fields, "unacceptable"), let good = number(fields, "satisfactory") {
                setWorst(.fixed(bad), best: .fixed(good), &result, &direction)
            }
        }
        if name == "distance-to-target" || name == "distance-to-reference" {
            let key = name == "distance-to-target" ? "target" : "reference"
            if let aim = fields.required(key).flatMap({ bound($0, key) }) {
                if direction == .higherIsBetter { result.high = aim } else { result.low = aim }
            }
            if name == "distance-to-target" { result.clip = .high }
        }
        if let scope = scope(fields) { result.scope = scope }
        if let range = fields.optional("range"), let (floor, ceiling) = pair(range, "range") {
            (result.floor, result.ceiling) = (floor, ceiling)
        }
        if let clip = fields.optionalChoice("clip", Normalisation.Clip.self) { result.clip = clip }
        if let constant = fields.optionalChoice("constant", Normalisation.ConstantRule.self) { result.constant = constant }
        checkGoalposts(result, at: fields.optional("goalposts") ?? node)
        if let transform = transform(of: node) {
            if case .fixed(let low) = result.low { result.low = .fixed(transform(low)) }
            if case .fixed(let high) = result.high { result.high = .fixed(transform(high)) }
        }
        return result
    }

    private func bounds(_ fields: PackFields, _ result: inout Normalisation, _ direction: inout Direction) {
        if let node = fields.optional("low"), let bound = bound(node, "low") { result.low = bound }
        if let node = fields.optional("high"), let bound = bound(node, "high") { result.high = bound }
        if let node = fields.optional("goalposts") { goalposts(node, &result, &direction) }
        if let worst = fields.optional("worst").flatMap({ bound($0, "worst") }),
            let best = fields.required("best").flatMap({ bound($0, "best") })
        {
            setWorst(worst, best: best, &result, &direction)
        }
    }

    /// `[low, high]`, or a mapping with low and high or worst and best.
    func goalposts(_ node: PackNode, _ result: inout Normalisation, _ direction: inout Direction) {
        if case .list(let items) = node.content {
            guard items.count == 2 else {
                findings.report("LT2402", ["key": "goalposts"], at: node)
                return
            }
            if let low = bound(items[0], "goalposts"), let high = bound(items[1], "goalposts") { (result.low, result.high) = (low, high) }
        } else if let fields = PackFields(node, keys: ["low", "high", "worst", "best"], findings) {
            bounds(fields, &result, &direction)
        }
    }

    private func setWorst(_ worst: Bound, best: Bound, _ result: inout Normalisation, _ direction: inout Direction) {
        if case .fixed(let a) = worst, case .fixed(let b) = best, a != b { direction = a < b ? .higherIsBetter : .lowerIsBetter }
        (result.low, result.high) = direction == .higherIsBetter ? (worst, best) : (best, worst)
    }

    func checkGoalposts(_ rule: Normalisation, at node: PackNode) {
        guard case .minMax = rule.method, case .fixed(let low) = rule.low, case .fixed(let high) = rule.high else { return }
        if low == high { findings.report("LT2404", ["value": low.description], at: node) }
        if low > high { findings.report("LT2405", ["low": low.description, "high": high.description], at: node) }
    }

    private func bands(_ fields: PackFields?, _ node: PackNode) -> [Normalisation.Band] {
        guard let fields else {
            findings.report("LT2012", ["key": "bands"], at: node)
            return []
        }
        return fields.list("bands").compactMap { item in
            guard let inner = PackFields(item, keys: ["from", "score"], findings), let score = number(inner, "score") else { return nil }
            return Normalisation.Band(from: optionalNumber(inner, "from") ?? -.infinity, score: score)
        }
    }
}
