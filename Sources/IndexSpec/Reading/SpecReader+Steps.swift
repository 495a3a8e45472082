import Indicators
import Policy

extension SpecReader {
    static let stepNames = [
        "ln", "log10", "sqrt", "reciprocal", "absolute", "power", "multiply", "add", "linear", "distance-from", "divide-by", "cap", "round",
        "impute", "outliers", "missing-at",
    ]

    func steps(_ node: PackNode) -> [Step] {
        guard case .list(let items) = node.content else { return step(node).map { [$0] } ?? [] }
        return items.compactMap(step)
    }

    private func step(_ node: PackNode) -> Step? {
        if let name = node.text { return step(name, nil, at: node) }
        guard case .map(let entries) = node.content, entries.count == 1, let entry = entries.first else {
            findings.report("LT2407", at: node)
            return nil
        }
        return step(entry.key, entry.value, at: node)
    }

    private func step(_ name: String, _ value: PackNode?, at node: PackNode) -> Step? {
        func need(_ key: String) -> Double? {
            guard let value else {
                findings.report("LT2012", ["key": key], at: node)
                return nil
            }
            return number(value, key)
        }
        func offset() -> Double {
            guard let value, let fields = PackFields(value, keys: ["offset"], findings) else { return 0 }
            return optionalNumber(fields, "offset") ?? 0
        }
        switch name {
        case "ln": return .transform(.naturalLogarithm(offset: offset()))
        case "log10": return .transform(.decimalLogarithm(offset: offset()))
        case "sqrt": return .transform(.squareRoot)
        case "reciprocal": return .transform(.reciprocal)
        case "absolute": return .transform(.absolute)
        case "power": return need(name).map { .transform(.power($0)) }
        case "multiply": return need(name).map { .transform(.linear(factor: $0, offset: 0)) }
        case "add": return need(name).map { .transform(.linear(factor: 1, offset: $0)) }
        case "distance-from": return need(name).map { .transform(.distance(from: $0)) }
        case "linear":
            guard let value, let fields = PackFields(value, keys: ["factor", "offset"], findings) else { return nil }
            return .transform(.linear(factor: optionalNumber(fields, "factor") ?? 1, offset: optionalNumber(fields, "offset") ?? 0))
        case "divide-by": return divide(value, at: node)
        case "cap":
            guard let value, let fields = PackFields(value, keys: ["low", "high", "scope"], findings) else { return nil }
            return .cap(
                low: fields.optional("low").flatMap { bound($0, "low") }, high: fields.optional("high").flatMap { bound($0, "high") },
                scope: scope(fields) ?? .period)
        case "round":
            guard let value else { return nil }
            if value.text != nil { return PackFields.integer(value, "round", in: 0...12, findings).map { .round($0, .halfUp) } }
            guard let fields = PackFields(value, keys: ["digits", "mode"], findings), let digits = fields.integer("digits", in: 0...12)
            else {
                return nil
            }
            return .round(digits, fields.optionalChoice("mode", RoundingMode.self) ?? .halfUp)
        case "impute": return imputation(value, at: node).map { .impute($0) }
        case "outliers": return outliers(value)
        case "missing-at":
            guard let value else { return nil }
            let codes = value.text != nil ? [value] : SpecDocument.items(value)
            return .missing(at: Set(codes.compactMap { number($0, name) }))
        default:
            findings.report("LT2018", ["key": "steps", "value": name, "allowed": Self.stepNames.joined(separator: ", ")], at: node)
            return nil
        }
    }

    private func divide(_ value: PackNode?, at node: PackNode) -> Step? {
        guard let value else {
            findings.report("LT2012", ["key": "divide-by"], at: node)
            return nil
        }
        if let column = value.text { return .divide(by: column, factor: 1) }
        guard let fields = PackFields(value, keys: ["column", "factor"], findings), let column = fields.text("column") else { return nil }
        return .divide(by: column, factor: optionalNumber(fields, "factor") ?? 1)
    }

    private func imputation(_ value: PackNode?, at node: PackNode) -> Imputation? {
        guard let value else {
            findings.report("LT2012", ["key": "impute"], at: node)
            return nil
        }
        let allowed = ["mean", "median", "last", "linear", "constant", "worst"]
        guard let (name, _, fields) = method(value, "impute", keys: ["group", "value", "maximum-age"], allowed: allowed) else { return nil }
        switch name {
        case "mean": return .mean(group: fields?.optionalText("group"))
        case "median": return .median(group: fields?.optionalText("group"))
        case "last": return .last(maximumAge: fields?.optionalInteger("maximum-age", in: 1...10_000) ?? 10_000)
        case "linear": return .linear
        case "worst": return .worst
        default:
            guard let fields else {
                findings.report("LT2012", ["key": "value"], at: value)
                return nil
            }
            return number(fields, "value").map { .constant($0) }
        }
    }

    private func outliers(_ value: PackNode?) -> Step? {
        var rule = OutlierRule()
        guard let value, !value.isNull else { return .treatOutliers(rule) }
        guard let fields = PackFields(value, keys: ["skewness", "kurtosis", "points", "logarithm", "scope"], findings) else { return nil }
        rule.skewness = optionalNumber(fields, "skewness") ?? rule.skewness
        rule.kurtosis = optionalNumber(fields, "kurtosis") ?? rule.kurtosis
        rule.maximumPoints = fields.optionalInteger("points", in: 0...1000) ?? rule.maximumPoints
        rule.logarithm = fields.flag("logarithm", default: true)
        rule.scope = scope(fields) ?? .period
        return .treatOutliers(rule)
    }
}
