import Kernel

extension PackReader {
    /// All parts, or nil when a file gave none; faults are in `findings` either way.
    mutating func parts() -> PackParts? {
        let head = head()
        let clauses = clauses()
        let labels = labels()
        let thresholds = readThresholds()
        let framework = framework()
        let roles = roles()
        let lifecycle = lifecycle()
        let materials = materials()
        let verdicts = verdicts()
        let calendar = calendar()
        let lights = lights(calendar: calendar ?? BusinessCalendar())
        guard let head, let clauses, let labels, let thresholds, let framework, let roles, let lifecycle, let materials, let verdicts,
            let calendar, let lights
        else { return nil }
        return PackParts(
            id: head.id, version: head.version, effective: head.effective, title: head.title, base: head.base,
            framework: framework, lifecycle: lifecycle, materials: materials, verdicts: verdicts, lights: lights, roles: roles,
            clauses: clauses, calendar: calendar, labels: labels, thresholds: thresholds)
    }

    private func head() -> PackHead? {
        guard let node = documents[PackHead.file] else {
            if !unreadable.contains(PackHead.file) { findings.report("LT2001", ["file": PackHead.file], file: PackHead.file) }
            return nil
        }
        return PackHead(node, findings)
    }

    private mutating func clauses() -> [CitedClause]? {
        guard let file = file("clauses.yaml", keys: ["clauses"]) else { return nil }
        var ids = PackIdentifiers(findings)
        let keys = ["id", "title", "number", "article", "level", "issued", "verified", "note"]
        var clauses: [CitedClause] = []
        for node in file.list("clauses") {
            guard let fields = PackFields(node, keys: keys, findings) else { continue }
            let id = ids.claim(fields)
            let title = fields.localized("title")
            let level = fields.choice("level", CitedClause.Level.self)
            let clause = (
                fields.optionalText("number"), fields.optionalText("article"), fields.optionalDate("issued"),
                fields.flag("verified", default: false), fields.optionalLocalized("note")
            )
            guard let id, let title, let level else { continue }
            clauses.append(
                CitedClause(
                    id: id, title: title, number: clause.0, article: clause.1, level: level, issued: clause.2, isVerified: clause.3,
                    note: clause.4))
        }
        clauseIDs = ids.all
        return clauses
    }

    private mutating func labels() -> Labels? {
        guard let file = file("labels.yaml", keys: ["sets"]) else { return nil }
        var setIDs = PackIdentifiers(findings)
        var sets: [Labels.Set] = []
        var known: [String: Swift.Set<String>] = [:]
        for node in file.list("sets") {
            guard let fields = PackFields(node, keys: ["id", "name", "items"], findings) else { continue }
            let id = setIDs.claim(fields)
            let name = fields.localized("name")
            let (items, itemIDs) = labelItems(fields, "items")
            guard let id else { continue }
            known[id] = itemIDs
            if let name { sets.append(Labels.Set(id: id, name: name, items: items)) }
        }
        for required in Labels.requiredSets where known[required] == nil {
            findings.report("LT2026", ["set": required], at: file.node)
        }
        labelIDs = known
        return Labels(sets)
    }

    func labelItems(_ fields: PackFields, _ key: String) -> ([Labels.Label], Swift.Set<String>) {
        var ids = PackIdentifiers(findings)
        let items = fields.list(key).compactMap { node -> Labels.Label? in
            guard let item = PackFields(node, keys: ["id", "name"], findings) else { return nil }
            let id = ids.claim(item)
            let name = item.localized("name")
            guard let id, let name else { return nil }
            return Labels.Label(id: id, name: name)
        }
        return (items, ids.all)
    }

    private func framework() -> Framework? {
        guard let file = file("framework.yaml", keys: ["name", "pillars", "tag-sets"]) else { return nil }
        let name = file.localized("name")
        var ids = PackIdentifiers(findings)
        var pillars: [Framework.Pillar] = []
        for node in file.list("pillars") {
            let keys = ["id", "name", "slogan", "alias", "description", "colour"]
            guard let fields = PackFields(node, keys: keys, findings) else { continue }
            let id = ids.claim(fields)
            let texts = (fields.localized("name"), fields.localized("slogan"), fields.localized("description"))
            let alias = fields.optionalLocalized("alias")
            let colour = fields.integer("colour", in: 1...12)
            guard let id, let name = texts.0, let slogan = texts.1, let description = texts.2, let colour else { continue }
            pillars.append(.init(id: id, name: name, slogan: slogan, alias: alias, description: description, colour: colour))
        }
        var setIDs = PackIdentifiers(findings)
        let tagSets = file.optionalList("tag-sets").compactMap { tagSet($0, &setIDs) }
        guard let name else { return nil }
        return Framework(name: name, pillars: pillars, tagSets: tagSets)
    }

    private func tagSet(_ node: PackNode, _ ids: inout PackIdentifiers) -> Framework.TagSet? {
        guard let fields = PackFields(node, keys: ["id", "name", "description", "items"], findings) else { return nil }
        let id = ids.claim(fields)
        let name = fields.localized("name")
        let description = fields.optionalLocalized("description")
        var itemIDs = PackIdentifiers(findings)
        let items = fields.list("items").compactMap { node -> Framework.Tag? in
            guard let item = PackFields(node, keys: ["id", "name", "explanation"], findings) else { return nil }
            let id = itemIDs.claim(item)
            let texts = (item.localized("name"), item.localized("explanation"))
            guard let id, let name = texts.0, let explanation = texts.1 else { return nil }
            return Framework.Tag(id: id, name: name, explanation: explanation)
        }
        guard let id, let name else { return nil }
        return Framework.TagSet(id: id, name: name, description: description, items: items)
    }

    private mutating func roles() -> [RoleRule]? {
        guard let file = file("roles.yaml", keys: ["roles"]) else { return nil }
        var ids = PackIdentifiers(findings)
        var roles: [RoleRule] = []
        var excludes: [PackFields] = []
        for node in file.list("roles") {
            let keys = ["id", "name", "description", "group", "scope", "excludes"]
            guard let fields = PackFields(node, keys: keys, findings) else { continue }
            let id = ids.claim(fields)
            let texts = (fields.localized("name"), fields.localized("description"))
            let group = fields.choice("group", RoleRule.DutyGroup.self)
            let scope = fields.choice("scope", RoleRule.Scope.self)
            excludes.append(fields)
            guard let id, let name = texts.0, let description = texts.1, let group, let scope else { continue }
            let others = fields.optional("excludes").map { $0.listTexts } ?? []
            roles.append(RoleRule(id: id, name: name, description: description, group: group, scope: scope, excludes: others))
        }
        // A role may exclude one that is declared below it.
        for fields in excludes { _ = fields.optionalReferences("excludes", to: ids.all, "LT2033") }
        roleIDs = ids.all
        return roles
    }

    private func verdicts() -> [VerdictRule]? {
        guard let file = file("verdicts.yaml", keys: ["verdicts"]) else { return nil }
        var ids = PackIdentifiers(findings)
        var verdicts: [VerdictRule] = []
        for node in file.list("verdicts") {
            let keys = ["id", "name", "description", "effect", "needs", "reconsideration-workdays"]
            guard let fields = PackFields(node, keys: keys, findings) else { continue }
            let id = ids.claim(fields)
            let texts = (fields.localized("name"), fields.localized("description"))
            let effect = fields.choice("effect", VerdictRule.Effect.self)
            let needs = fields.list("needs").compactMap { PackFields.choice($0, "needs", VerdictRule.Need.self, findings) }
            let days = number(fields, "reconsideration-workdays", in: 1...250, kinds: [.workdays])
            guard let id, let name = texts.0, let description = texts.1, let effect else { continue }
            verdicts.append(
                VerdictRule(
                    id: id, name: name, description: description, effect: effect, needs: Set(needs), reconsiderationWorkdays: days))
        }
        return verdicts
    }
}

extension PackNode {
    var listTexts: [String] {
        guard case .list(let items) = content else { return [] }
        return items.compactMap(\.text)
    }
}
