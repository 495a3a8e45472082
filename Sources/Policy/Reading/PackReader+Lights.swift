import Kernel

extension PackReader {
    func lights(calendar: BusinessCalendar) -> LightRules? {
        guard let file = file("lights.yaml", keys: ["lights", "judged", "rhythms", "rules", "silences"]) else { return nil }
        let lights = lightTable(file)
        let judged = judged(file)
        let rhythms = rhythms(file)
        var ids = PackIdentifiers(findings)
        let rules = file.list("rules").compactMap { rule($0, &ids) }
        let silences = silences(file)
        return LightRules(
            lights: lights, rules: rules, judged: judged, rhythms: rhythms, silences: silences, calendar: calendar)
    }

    private func lightTable(_ file: PackFields) -> [LightColour: LightRules.Light] {
        var ids = PackIdentifiers(findings)
        var lights: [LightColour: LightRules.Light] = [:]
        for node in file.list("lights") {
            let keys = ["id", "name", "severity", "shape", "hue", "dark-hue"]
            guard let fields = PackFields(node, keys: keys, findings), ids.claim(fields) != nil else { continue }
            let colour = fields.choice("id", LightColour.self)
            let name = fields.localized("name")
            let severity = fields.integer("severity", in: 0...100)
            let shape = fields.choice("shape", LightRules.Light.Shape.self)
            let hues = (hue(fields, "hue"), hue(fields, "dark-hue"))
            guard let colour, let name, let severity, let shape, let hue = hues.0, let dark = hues.1 else { continue }
            lights[colour] = .init(colour: colour, name: name, severity: severity, shape: shape, hue: hue, darkHue: dark)
        }
        for colour in LightColour.allCases where !ids.all.contains(colour.rawValue) {
            findings.report("LT2035", ["light": colour.rawValue], at: file.optional("lights") ?? file.node)
        }
        return lights
    }

    private func hue(_ fields: PackFields, _ key: String) -> String? {
        guard let text = fields.text(key) else { return nil }
        let digits = text.utf8.dropFirst()
        guard text.hasPrefix("#"), digits.count == 6, digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            findings.report("LT2018", ["key": key, "value": text, "allowed": "#rrggbb"], at: fields.optional(key) ?? fields.node)
            return nil
        }
        return text
    }

    private func judged(_ file: PackFields) -> [LightInputs.Subject: Set<String>] {
        guard let node = file.required("judged"), let fields = PackFields(node, keys: ["project", "order"], findings) else { return [:] }
        return [
            .project: Set(fields.references("project", to: stageIDs, "LT2030")),
            .order: Set(fields.references("order", to: labelIDs.map { $0["order-states"] ?? [] }, "LT2036")),
        ]
    }

    private func rhythms(_ file: PackFields) -> [String: Int] {
        var ids = PackIdentifiers(findings)
        var lengths: [String: Int] = [:]
        for node in file.list("rhythms") {
            guard let fields = PackFields(node, keys: ["id", "days"], findings) else { continue }
            let id = ids.claim(fields)
            _ = fields.reference("id", to: labelIDs.map { $0["report-rhythms"] ?? [] }, "LT2036")
            let days = fields.integer("days", in: 1...400)
            if let id, let days { lengths[id] = days }
        }
        return lengths
    }

    private func silences(_ file: PackFields) -> [String: LocalizedText] {
        let names = [LightRules.historicMissing, LightRules.notJudged, LightRules.noFacts]
        guard let node = file.required("silences"), let fields = PackFields(node, keys: names, findings) else { return [:] }
        return Dictionary(names.compactMap { name in fields.localized(name).map { (name, $0) } }) { first, _ in first }
    }

    private func rule(_ node: PackNode, _ ids: inout PackIdentifiers) -> LightRule? {
        let keys = ["id", "name", "applies-to", "measure", "bands", "light", "when", "unless", "reason", "clause"]
        guard let fields = PackFields(node, keys: keys, findings) else { return nil }
        let id = ids.claim(fields)
        let name = fields.localized("name")
        let subjects = fields.list("applies-to").compactMap {
            PackFields.choice($0, "applies-to", LightInputs.Subject.self, findings)
        }
        let measure = fields.optionalChoice("measure", LightMeasure.self)
        let reason = fields.localized("reason")
        if let reason, let reasonNode = fields.optional("reason") {
            checkPlaceholders(reason, allowed: measure?.placeholders ?? [], at: reasonNode)
        }
        let known = labelIDs.map { $0["light-flags"] ?? [] }
        let flags = (
            fields.optionalReferences("when", to: known, "LT2036") ?? [], fields.optionalReferences("unless", to: known, "LT2036") ?? []
        )
        let clause = fields.optionalReference("clause", to: clauseIDs, "LT2032")
        let test: LightRule.Test?
        if fields.has("measure") {
            let bands = bands(fields)
            test = measure.map { .measure($0, bands) }
        } else {
            test = fields.choice("light", LightColour.self).map { .facts($0) }
        }
        guard let id, let name, let reason, let test else { return nil }
        return LightRule(
            id: id, name: name, subjects: Set(subjects), test: test, when: Set(flags.0), unless: Set(flags.1), reason: reason,
            clause: clause)
    }

    private func bands(_ fields: PackFields) -> [LightBand] {
        var bands: [(LightBand, PackNode)] = []
        for node in fields.list("bands") {
            guard let inner = PackFields(node, keys: ["light", "from", "above", "to", "below"], findings) else { continue }
            for (one, other) in [("from", "above"), ("to", "below")] where inner.has(one) && inner.has(other) {
                findings.report("LT2053", ["one": one, "other": other], at: node)
            }
            let kinds: Set<Threshold.Kind> = [.days, .workdays, .months, .points, .percent]
            func bound(_ key: String) -> Double? { number(inner, key, in: -100_000...100_000, kinds: kinds).map { Double($0) } }
            let (from, above, to, below) = (bound("from"), bound("above"), bound("to"), bound("below"))
            guard let light = inner.choice("light", LightColour.self) else { continue }
            // A bound that is there but faulty has been reported; the band cannot be compared.
            let faulty = [("from", from), ("above", above), ("to", to), ("below", below)].contains { inner.has($0.0) && $0.1 == nil }
            if faulty { continue }
            let band = LightBand(
                light: light, lower: from ?? above, includesLower: from != nil, upper: to ?? below, includesUpper: to != nil)
            if band.isEmpty {
                findings.report("LT2051", ["from": Self.figure(band.lower), "to": Self.figure(band.upper)], at: node)
                continue
            }
            if let (_, earlier) = bands.first(where: { $0.0.overlaps(band) }) {
                findings.report("LT2050", ["first": String(earlier.line)], at: node)
            }
            bands.append((band, node))
        }
        return bands.map(\.0)
    }

    private static func figure(_ value: Double?) -> String { value.map { String(Int($0)) } ?? "—" }

    private func checkPlaceholders(_ text: LocalizedText, allowed: Set<String>, at node: PackNode) {
        for language in LocaleTag.allCases {
            for name in text.text(in: language).placeholders.subtracting(allowed).sorted() {
                let allowedNames = allowed.sorted().map { "{\($0)}" }.joined(separator: " ")
                findings.report(
                    "LT2080", ["name": name, "language": language.rawValue, "allowed": allowedNames.isEmpty ? "—" : allowedNames],
                    at: node[language.rawValue] ?? node)
            }
        }
        if Set(LocaleTag.allCases.map { text.text(in: $0).placeholders }).count > 1 {
            findings.report("LT2081", at: node)
        }
    }
}
