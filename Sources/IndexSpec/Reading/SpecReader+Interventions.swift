import Indicators
import Policy

extension SpecReader {
    func interventions(_ fields: PackFields, _ tree: SpecTree) -> [Intervention] {
        fields.optionalList("interventions").flatMap { item -> [Intervention] in
            guard
                let inner = PackFields(
                    item, keys: ["node", "nodes", "units", "periods", "when", "effect", "reason", "authority"], findings)
            else {
                return []
            }
            let nodes = codes(inner, inner.has("nodes") ? "nodes" : "node")
            if nodes.isEmpty { findings.report("LT2012", ["key": "node"], at: item) }
            let known = tree.nodes.map(\.code)
            for node in nodes where !known.contains(node) {
                findings.report("LT2403", ["value": node, "suggestion": node.nearest(in: known) ?? "—"], at: item)
            }
            guard let effect = inner.required("effect").flatMap(effect), let reason = inner.text("reason") else { return [] }
            let units = inner.has("units") ? Set(codes(inner, "units")) : nil
            let periods = inner.has("periods") ? Set(codes(inner, "periods")) : nil
            let conditions = inner.optional("when").map(conditions) ?? []
            return nodes.map {
                Intervention(
                    node: $0, units: units, periods: periods, conditions: conditions, effect: effect, reason: reason,
                    authority: inner.optionalText("authority"))
            }
        }
    }

    private func effect(_ node: PackNode) -> Intervention.Effect? {
        switch node.text {
        case "block": return .block
        case "withdraw": return .withdraw
        case "hold": return .hold
        case "zero": return .set(0)
        case nil:
            guard let fields = PackFields(node, keys: ["set", "cap", "multiply", "add"], findings) else { return nil }
            if fields.has("set") { return number(fields, "set").map { .set($0) } }
            if fields.has("cap") { return number(fields, "cap").map { .cap($0) } }
            if fields.has("multiply") { return number(fields, "multiply").map { .multiply($0) } }
            return number(fields, "add").map { .add($0) }
        default:
            findings.report(
                "LT2018",
                [
                    "key": "effect", "value": node.text ?? "",
                    "allowed": "zero, block, withdraw, hold, {set: …}, {cap: …}, {multiply: …}, {add: …}",
                ],
                at: node)
            return nil
        }
    }

    /// One condition or a list of them, all of which must hold.
    private func conditions(_ node: PackNode) -> [Intervention.Condition] {
        let items = if case .list(let items) = node.content { items } else { [node] }
        return items.compactMap { item in
            guard let fields = PackFields(item, keys: ["of", "is", "value", "digits"], findings), let of = fields.text("of"),
                let comparison = fields.choice("is", Intervention.Condition.Comparison.self)
            else { return nil }
            if comparison == .missing { return Intervention.Condition(of: of, .missing) }
            let digits = fields.optionalInteger("digits", in: 0...12)
            return number(fields, "value").map { Intervention.Condition(of: of, comparison, $0, digits: digits) }
        }
    }
}
