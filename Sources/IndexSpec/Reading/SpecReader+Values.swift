import Indicators
import Policy

extension SpecReader {
    /// A finite number, quoted or not.
    func number(_ node: PackNode, _ key: String) -> Double? {
        guard let text = node.text, let value = Double(text), value.isFinite else {
            findings.report("LT2401", ["key": key, "value": node.text ?? ""], at: node)
            return nil
        }
        return value
    }

    func number(_ fields: PackFields, _ key: String) -> Double? { fields.required(key).flatMap { number($0, key) } }

    func optionalNumber(_ fields: PackFields, _ key: String) -> Double? { fields.optional(key).flatMap { number($0, key) } }

    /// Two numbers in a list.
    func pair(_ node: PackNode, _ key: String) -> (Double, Double)? {
        let items = SpecDocument.items(node)
        guard items.count == 2 else {
            findings.report("LT2402", ["key": key], at: node)
            return nil
        }
        guard let first = number(items[0], key), let second = number(items[1], key) else { return nil }
        return (first, second)
    }

    /// A period or a date: any scalar.
    func scalar(_ fields: PackFields, _ key: String) -> String? { fields.optionalText(key) }

    /// Codes in a list, or one code.
    func codes(_ fields: PackFields, _ key: String) -> [String] {
        guard let node = fields.optional(key) else { return [] }
        if let text = node.text { return [text] }
        return fields.optionalList(key).compactMap { item in
            if item.text == nil { findings.report("LT2013", ["key": key], at: item) }
            return item.text
        }
    }

    func matrix(_ node: PackNode, _ key: String) -> [[Double]] {
        SpecDocument.items(node).map { row in SpecDocument.items(row).compactMap { number($0, key) } }
    }

    /// A word, or a mapping with that word under `method`; answers the word and the mapping's fields.
    func method(_ node: PackNode, _ key: String, keys: [String], allowed: [String]) -> (name: String, node: PackNode, fields: PackFields?)?
    {
        if let text = node.text {
            guard allowed.contains(text) else {
                findings.report("LT2018", ["key": key, "value": text, "allowed": allowed.joined(separator: ", ")], at: node)
                return nil
            }
            return (text, node, nil)
        }
        guard let fields = PackFields(node, keys: ["method"] + keys, findings), let name = fields.required("method") else { return nil }
        guard let text = name.text, allowed.contains(text) else {
            findings.report("LT2018", ["key": key, "value": name.text ?? "", "allowed": allowed.joined(separator: ", ")], at: name)
            return nil
        }
        return (text, node, fields)
    }

    func scope(_ fields: PackFields?) -> Scope? {
        guard let node = fields?.optional("scope") else { return nil }
        switch node.text {
        case "period": return .period
        case "all-periods": return .allPeriods
        case nil:
            guard let inner = PackFields(node, keys: ["period"], findings), let period = inner.text("period") else { return nil }
            return .fixedPeriod(period)
        default:
            findings.report("LT2018", ["key": "scope", "value": node.text ?? "", "allowed": "period, all-periods, {period: …}"], at: node)
            return nil
        }
    }

    /// A number, a word, or a mapping with one key.
    func bound(_ node: PackNode, _ key: String) -> Bound? {
        let allowed = "minimum, maximum, mean, {percentile: …}, {mean-of-largest: …}, {mean-of-smallest: …}, {deviations: …}, {unit: …}"
        if let text = node.text {
            switch text {
            case "minimum": return .minimum
            case "maximum": return .maximum
            case "mean": return .mean
            default:
                guard let value = Double(text), value.isFinite else {
                    findings.report("LT2018", ["key": key, "value": text, "allowed": allowed], at: node)
                    return nil
                }
                return .fixed(value)
            }
        }
        let keys = ["percentile", "mean-of-largest", "mean-of-smallest", "deviations", "unit"]
        guard let fields = PackFields(node, keys: keys, findings) else { return nil }
        if fields.has("percentile") { return number(fields, "percentile").map { .percentile($0) } }
        if fields.has("mean-of-largest") { return fields.integer("mean-of-largest", in: 1...1_000_000).map { .meanOfLargest($0) } }
        if fields.has("mean-of-smallest") { return fields.integer("mean-of-smallest", in: 1...1_000_000).map { .meanOfSmallest($0) } }
        if fields.has("deviations") { return number(fields, "deviations").map { .deviations($0) } }
        return fields.text("unit").map { .unit($0) }
    }
}
