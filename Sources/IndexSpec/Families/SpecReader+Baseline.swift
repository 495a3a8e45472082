import Indicators
import Policy

extension SpecReader {
    static let baselineKeys = ["threshold", "veto", "node", "digits", "missing", "reason", "authority", "satisfactory"]

    /// 底線 of every indicator that has one, as interventions on the nodes they guard.
    func baselines(_ fields: PackFields, _ indicators: [Indicator], _ tree: SpecTree) -> [Intervention] {
        let root = tree.nodes.first { $0.parent == nil }?.code
        return fields.optionalList("indicators").flatMap { item -> [Intervention] in
            guard let node = item["baseline"], !node.isNull, let code = item["code"]?.text,
                let indicator = indicators.first(where: { $0.code == code }),
                let inner = PackFields(node, keys: Self.baselineKeys, findings), let threshold = number(inner, "threshold")
            else { return [] }
            guard let guarded = inner.optionalText("node") ?? root else { return [] }
            if !tree.nodes.contains(where: { $0.code == guarded }) {
                findings.report(
                    "LT2403", ["value": guarded, "suggestion": guarded.nearest(in: tree.nodes.map(\.code)) ?? "—"],
                    at: inner.optional("node") ?? node)
            }
            guard let veto = veto(inner) else { return [] }
            let reason = inner.text("reason") ?? code
            let comparison: Intervention.Condition.Comparison = indicator.direction == .higherIsBetter ? .below : .above
            let digits = inner.optionalInteger("digits", in: 0...12)
            let limit = digits.map { Decimals.round(threshold, $0) } ?? threshold
            let authority = inner.optionalText("authority")
            var result = [
                Intervention(
                    node: guarded, conditions: [.init(of: code, comparison, limit, digits: digits)], effect: veto, reason: reason,
                    authority: authority)
            ]
            switch inner.optionalChoice("missing", MissingBaseline.self) ?? .hold {
            case .hold: result.append(Intervention(node: guarded, conditions: [.init(of: code, .missing)], effect: .hold, reason: reason))
            case .fail:
                result.append(
                    Intervention(
                        node: guarded, conditions: [.init(of: code, .missing)], effect: veto, reason: reason, authority: authority))
            case .exempt: break
            }
            return result
        }
    }

    private enum MissingBaseline: String, CaseIterable { case hold, fail, exempt }

    /// `{cap: 60}`, `zero` or `block`; the last two name the clause that allows them.
    private func veto(_ fields: PackFields) -> Intervention.Effect? {
        guard let node = fields.required("veto") else { return nil }
        switch node.text {
        case "zero", "block":
            if !fields.has("authority") { findings.report("LT2415", ["veto": node.text ?? ""], at: node) }
            return node.text == "zero" ? .set(0) : .block
        case nil:
            guard let inner = PackFields(node, keys: ["cap"], findings) else { return nil }
            return number(inner, "cap").map { .cap($0) }
        default:
            findings.report("LT2018", ["key": "veto", "value": node.text ?? "", "allowed": "{cap: …}, zero, block"], at: node)
            return nil
        }
    }

    /// A baseline that also carries weight is scored by 功效係數 between its threshold and a satisfactory figure.
    func baselineScale(_ node: PackNode, _ direction: inout Direction) -> Normalisation? {
        guard let fields = PackFields(node, keys: Self.baselineKeys, findings), fields.has("satisfactory"),
            let threshold = number(fields, "threshold"), let good = number(fields, "satisfactory")
        else { return nil }
        return .efficacy(unacceptable: threshold, satisfactory: good)
    }
}
