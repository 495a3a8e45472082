import Kernel

extension ProjectFields {
    /// Reads what a form or a JSON body says, field by field; unnamed fields keep the value of `base`.
    ///
    /// Every fault is reported at its field, and what could be read is in the result even then.
    package static func read(_ texts: [String: String], onto base: ProjectFields) -> (ProjectFields, [Diagnostic]) {
        var fields = base
        var found: [Diagnostic] = []
        func value(_ field: String) -> String?? {
            guard let text = texts[field] else { return nil }
            let trimmed = text.trimmed
            return .some(trimmed.isEmpty ? nil : trimmed)
        }
        func set<T>(_ field: String, _ path: WritableKeyPath<ProjectFields, T?>, _ read: (String) -> T?) {
            guard let given = value(field) else { return }
            guard let text = given else { return fields[keyPath: path] = nil }
            if let read = read(text) { fields[keyPath: path] = read } else { fault(field, text) }
        }
        func required<T>(_ field: String, _ path: WritableKeyPath<ProjectFields, T>, _ read: (String) -> T?) {
            guard let given = value(field) else { return }
            guard let text = given else { return found.append(Diagnostic(.error, "LT3001", column: field)) }
            if let read = read(text) { fields[keyPath: path] = read } else { fault(field, text) }
        }
        func fault(_ field: String, _ text: String) {
            found.append(Diagnostic(.error, "LT3008", ["value": String(text.prefix(80))], column: field))
        }
        required("code", \.code) { $0 }
        required("name", \.name) { $0 }
        required("organization", \.organization) { OrganizationID($0) }
        required("class", \.projectClass) { $0 }
        required("stage", \.stage) { $0 }
        required("secrecy", \.secrecy) { ProjectSecrecy(rawValue: $0) }
        required("currency", \.currency) { Currency(code: $0.uppercased()) }
        set("jurisdiction", \.jurisdiction) { JurisdictionID($0) }
        set("pillar", \.pillar) { $0 }
        set("state", \.state) { $0 }
        set("need", \.need) { $0 }
        set("clause", \.clause) { ClauseID($0) }
        set("no-clause-reason", \.noClauseReason) { $0 }
        set("rhythm", \.rhythm) { $0 }
        set("planned-start", \.plannedStart, date)
        set("planned-end", \.plannedEnd, date)
        set("forecast-end", \.forecastEnd, date)
        set("actual-end", \.actualEnd, date)
        set("planned-progress", \.plannedProgress, percent)
        set("actual-progress", \.actualProgress, percent)
        let old = base.names
        // A name that was also its own Simplified form follows when it is changed.
        let followed = old?.zhHans == base.name ? fields.name : old?.zhHans
        let names = LocalizedText(
            zhHans: texts["name-zh-hans"]?.trimmed ?? followed ?? "", zhHant: texts["name-zh-hant"]?.trimmed ?? old?.zhHant ?? "",
            en: texts["name-en"]?.trimmed ?? old?.en ?? "")
        fields.names = names == LocalizedText(zhHans: "", zhHant: "", en: "") ? nil : names
        if let text = texts["tags"] {
            var seen: Set<String> = []
            fields.tags = text.split { "、,，;；\n".contains($0) }.map { String($0).trimmed }.filter {
                !$0.isEmpty && seen.insert($0).inserted
            }
        }
        if let text = texts["goals"] {
            let parts = text.split { " ,、\n".contains($0) }
            fields.goals = parts.compactMap { GoalID($0) }
            if fields.goals.count < parts.count { fault("goals", text) }
        }
        for role in ProjectParty.Role.allCases {
            if let text = texts[role.rawValue], !fields.setParties(role, text) { fault(role.rawValue, text) }
        }
        return (fields, found)
    }

    private static func date(_ text: String) -> CivilDate? { CivilDate(iso: text) }

    private static func percent(_ text: String) -> Double? {
        let plain = text.last == "%" || text.last == "％" ? String(text.dropLast()) : text
        return Double(plain.trimmed).flatMap { $0.isFinite ? $0 : nil }
    }
}

extension String {
    var trimmed: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
