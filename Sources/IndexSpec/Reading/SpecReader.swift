import Indicators
import Kernel
import Policy

/// Reads a specification key by key; every fault is reported at its own place.
struct SpecReader {
    let findings: PackFindings

    init(_ findings: PackFindings) { self.findings = findings }

    static let ruleKeys = [
        "defaults", "indicators", "nodes", "weights", "goalposts", "population", "rounding", "ranking", "interventions",
    ]

    func spec(_ document: PackNode) -> IndexSpec? {
        let keys = Self.ruleKeys + SpecDocument.headKeys.sorted()
        guard let fields = PackFields(document, keys: keys, findings) else { return nil }
        let code = fields.text("index")
        guard fields.optionalInteger("format", in: 1...1) != nil || !fields.has("format") else { return nil }
        var versions: [RuleVersion] = []
        if let rule = rule(document) {
            versions.append(
                RuleVersion(
                    id: fields.optionalText("version") ?? "base", from: scalar(fields, "from"), until: scalar(fields, "until"),
                    adopted: scalar(fields, "adopted"), rule: rule))
        }
        versions += self.versions(fields, document)
        let publication = publication(fields)
        let units = units(fields)
        guard let code, !versions.isEmpty else { return nil }
        return IndexSpec(
            scheme: Scheme(code: code, versions: versions), publication: publication, rollUp: rollUp(document),
            innovation: innovation(document), units: units)
    }

    private func versions(_ fields: PackFields, _ document: PackNode) -> [RuleVersion] {
        var merged: [String: PackNode] = [:]
        var firstLines: [String: Int] = [:]
        return fields.optionalList("versions").compactMap { item in
            let keys = ["id", "from", "until", "adopted", "based-on", "changes", "reason"]
            guard let version = PackFields(item, keys: keys, findings), let id = version.text("id") else { return nil }
            if let first = firstLines[id] {
                findings.report("LT2021", ["id": id, "first": String(first)], at: item)
                return nil
            }
            firstLines[id] = item.line
            var base = document
            if let node = version.optional("based-on") {
                guard let earlier = node.text.flatMap({ merged[$0] }) else {
                    findings.report(
                        "LT2403", ["value": node.text ?? "", "suggestion": node.text?.nearest(in: merged.keys.sorted()) ?? "—"], at: node)
                    return nil
                }
                base = earlier
            }
            if let changes = version.optional("changes") {
                guard PackFields(changes, keys: Self.ruleKeys + ["remove"], findings) != nil else { return nil }
                base = SpecDocument.applying(changes, to: base)
            }
            merged[id] = base
            guard let rule = rule(base) else { return nil }
            return RuleVersion(
                id: id, from: scalar(version, "from"), until: scalar(version, "until"), adopted: scalar(version, "adopted"), rule: rule)
        }
    }

    private func publication(_ fields: PackFields) -> IndexSpec.Publication {
        var publication = IndexSpec.Publication()
        guard let node = fields.optional("publish"), let inner = PackFields(node, keys: ["leaves", "nodes"], findings) else {
            return publication
        }
        publication.leaves = inner.flag("leaves", default: false)
        if inner.has("nodes") { publication.nodes = Set(codes(inner, "nodes")) }
        return publication
    }

    private func units(_ fields: PackFields) -> IndexSpec.UnitColumns {
        var units = IndexSpec.UnitColumns()
        guard let node = fields.optional("units"), let inner = PackFields(node, keys: ["code", "parent", "from", "until"], findings) else {
            return units
        }
        units.code = inner.optionalText("code") ?? units.code
        units.parent = inner.optionalText("parent") ?? units.parent
        units.from = inner.optionalText("from") ?? units.from
        units.until = inner.optionalText("until") ?? units.until
        return units
    }

    /// Reads one rule whole: the base document, or the base with a version's changes laid over.
    private func rule(_ document: PackNode) -> Rule? {
        let defaults = Defaults(document["defaults"], self)
        guard let fields = PackFields(document, keys: Self.ruleKeys + SpecDocument.headKeys.sorted(), findings) else { return nil }
        var population = Rule.Population()
        if let node = fields.optional("population"),
            let inner = PackFields(node, keys: ["excluded", "outside-sample", "unranked"], findings)
        {
            population = Rule.Population(
                excluded: Set(codes(inner, "excluded")), outsideSample: Set(codes(inner, "outside-sample")),
                unranked: Set(codes(inner, "unranked")))
        }
        var indicators = self.indicators(fields, defaults, population)
        var tree = SpecTree(reader: self, defaults: defaults, indicators: Dictionary(indicators.map { ($0.code, true) }) { a, _ in a })
        for item in fields.list("nodes") { tree.read(item, parent: nil) }
        applyWeights(fields, &tree)
        applyGoalposts(fields, &indicators)
        let interventions = self.interventions(fields, tree) + baselines(fields, indicators, tree)
        tree.check(fields.node)
        let used = Set(tree.nodes.compactMap(\.indicator))
        for indicator in indicators where !used.contains(indicator.code) {
            if let place = tree.places[indicator.code] ?? place(of: indicator.code, in: fields) {
                findings.report("LT2406", ["code": indicator.code], at: place, severity: .notice)
            }
        }
        let rule = Rule(
            indicators: indicators, nodes: tree.nodes, population: population, rounding: rounding(fields), ranking: ranking(fields),
            interventions: interventions)
        if !findings.hasErrors { lint(rule, tree, fields) }
        return rule
    }

    /// What the rule itself gives away, told where the node stands, or the intervention on it.
    private func lint(_ rule: Rule, _ tree: SpecTree, _ fields: PackFields) {
        let ofInterventions: Set<Finding.Kind> = [.emptyReason, .noAuthority, .zeroUnderProduct]
        for finding in Lint.findings(rule) {
            guard let node = finding.node else { continue }
            var place = tree.places[node]
            if ofInterventions.contains(finding.kind) {
                let items = fields.optionalList("interventions")
                place = items.first { item in ["node", "nodes"].contains { item[$0].map(SpecDocument.mentions(node)) ?? false } } ?? place
            }
            findings.report(
                finding.kind.rawValue, finding.arguments.merging(["node": node]) { own, _ in own }, at: place ?? fields.node,
                severity: [.notice, .warning, .error][finding.severity.rawValue])
        }
    }

    private func place(of code: String, in fields: PackFields) -> PackNode? {
        fields.optionalList("indicators").first { $0["code"]?.text == code || $0.text == code }
    }

    private func applyWeights(_ fields: PackFields, _ tree: inout SpecTree) {
        guard let node = fields.optional("weights") else { return }
        guard case .map(let entries) = node.content else {
            findings.report("LT2015", at: node)
            return
        }
        for entry in entries {
            guard let position = tree.nodes.firstIndex(where: { $0.code == entry.key }) else {
                report(unknown: entry.key, in: tree.nodes.map(\.code), at: entry)
                continue
            }
            if let weight = number(entry.value, entry.key) { tree.nodes[position].weight = weight }
        }
    }

    private func applyGoalposts(_ fields: PackFields, _ indicators: inout [Indicator]) {
        guard let node = fields.optional("goalposts") else { return }
        guard case .map(let entries) = node.content else {
            findings.report("LT2015", at: node)
            return
        }
        for entry in entries {
            guard let position = indicators.firstIndex(where: { $0.code == entry.key }) else {
                report(unknown: entry.key, in: indicators.map(\.code), at: entry)
                continue
            }
            var direction = indicators[position].direction
            goalposts(entry.value, &indicators[position].normalisation, &direction)
            indicators[position].direction = direction
            checkGoalposts(indicators[position].normalisation, at: entry.value)
        }
    }

    func report(unknown code: String, in known: [String], at entry: PackNode.Entry) {
        findings.report(
            "LT2403", ["value": code, "suggestion": code.nearest(in: known) ?? "—"], file: entry.value.file, line: entry.line,
            column: entry.column)
    }

    private func rounding(_ fields: PackFields) -> Rounding {
        var rounding = Rounding()
        guard let node = fields.optional("rounding") else { return rounding }
        guard let inner = PackFields(node, keys: ["level", "digits", "mode", "leaves"], findings) else { return rounding }
        rounding.level = inner.choice("level", Rounding.Level.self) ?? .none
        rounding.digits = inner.optionalInteger("digits", in: 0...12) ?? 2
        rounding.mode = inner.optionalChoice("mode", RoundingMode.self) ?? .halfUp
        rounding.leaves = inner.flag("leaves", default: false)
        return rounding
    }

    private enum Order: String, CaseIterable { case descending, ascending }

    private func ranking(_ fields: PackFields) -> Ranking {
        var ranking = Ranking()
        guard let node = fields.optional("ranking") else { return ranking }
        guard let inner = PackFields(node, keys: ["ties", "order", "peers", "snap", "leaves"], findings) else { return ranking }
        ranking.ties = inner.optionalChoice("ties", Ranking.Ties.self) ?? .competition
        ranking.descending = (inner.optionalChoice("order", Order.self) ?? .descending) == .descending
        ranking.peers = inner.optionalText("peers")
        ranking.leaves = optionalNumber(inner, "leaves") ?? 0
        ranking.snap = inner.optionalInteger("snap", in: 0...15) ?? 12
        return ranking
    }
}
