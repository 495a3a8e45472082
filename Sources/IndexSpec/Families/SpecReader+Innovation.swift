import Indicators
import Kernel
import Policy

extension SpecReader {
    static let innovationKeys = ["node", "limit", "saturation", "term", "comparable-units", "decay", "maximum", "items"]

    func innovation(_ document: PackNode) -> IndexInnovation? {
        guard let node = document["innovation"], !node.isNull, let fields = PackFields(node, keys: Self.innovationKeys, findings) else {
            return nil
        }
        let claims = fields.list("items").compactMap(claim)
        guard let target = fields.text("node"), let limit = number(fields, "limit"),
            let comparable = fields.integer("comparable-units", in: 0...10_000_000)
        else { return nil }
        do {
            var decay: Innovation.Decay?
            if let inner = fields.optional("decay").flatMap({ PackFields($0, keys: ["grace", "half-life"], findings) }),
                let grace = inner.integer("grace", in: 0...36_525), let half = number(inner, "half-life")
            {
                decay = try Innovation.Decay(grace: grace, halfLife: half)
            }
            try Innovation.checkFractions(claims.map(\.item))
            let rule = try Innovation(
                limit: limit, saturation: optionalNumber(fields, "saturation") ?? 0.5,
                term: fields.optionalInteger("term", in: 1...36_525) ?? 731, decay: decay, comparableUnits: comparable)
            return IndexInnovation(node: target, rule: rule, claims: claims, maximum: optionalNumber(fields, "maximum") ?? 100)
        } catch {
            findings.report("LT2416", ["problem": "\(error)"], at: node)
            return nil
        }
    }

    private enum Role: String, CaseIterable { case originator, follower }

    private func claim(_ item: PackNode) -> IndexInnovation.Claim? {
        let keys = [
            "id", "unit", "worth", "accepted", "role", "adoption", "recognition", "fraction", "evidence", "reviewer", "withdrawn",
        ]
        guard let fields = PackFields(item, keys: keys, findings), let id = fields.text("id"), let unit = fields.text("unit"),
            let worth = number(fields, "worth"), let accepted = date(fields, "accepted"), let role = fields.choice("role", Role.self)
        else { return nil }
        let adoption = optionalNumber(fields, "adoption") ?? 0
        let claimed = Innovation.Item(
            id: id, worth: worth, accepted: accepted,
            role: role == .originator ? .originator(adoption: adoption) : .follower(adoptionAtEntry: adoption),
            recognition: optionalNumber(fields, "recognition") ?? 1, fraction: optionalNumber(fields, "fraction") ?? 1,
            evidence: codes(fields, "evidence"), reviewer: fields.optionalText("reviewer"),
            withdrawn: fields.has("withdrawn") ? date(fields, "withdrawn") : nil)
        return IndexInnovation.Claim(unit: unit, item: claimed)
    }

    private func date(_ fields: PackFields, _ key: String) -> Int? {
        guard let node = fields.required(key) else { return nil }
        guard let day = node.text.flatMap({ CivilDate(iso: $0) }) else {
            findings.report("LT2024", ["key": key, "value": node.text ?? ""], at: node)
            return nil
        }
        return day.daysSince1970
    }
}
