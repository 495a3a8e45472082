import Kernel
import Policy

/// The codes a pack lets a project use.
package struct ProjectVocabulary: Hashable, Sendable {
    package var classes: [String]
    package var pillars: [String]
    package var stages: [String]
    package var states: [String]
    package var rhythms: [String]

    package init(classes: [String], pillars: [String], stages: [String], states: [String], rhythms: [String]) {
        (self.classes, self.pillars, self.stages, self.states, self.rhythms) = (classes, pillars, stages, states, rhythms)
    }

    package init(_ pack: PolicyPack) {
        self.init(
            classes: pack.lifecycle.classes.map(\.id), pillars: pack.framework.pillars.map(\.id), stages: pack.lifecycle.stages.map(\.id),
            states: pack.labels.set("project-states")?.items.map(\.id) ?? [],
            rhythms: pack.labels.set("report-rhythms")?.items.map(\.id) ?? [])
    }
}

extension ProjectFields {
    /// Everything wrong with the record, each at its field.
    ///
    /// - Parameter ownProject: the office's own projects name a clause or say why there is none; another government's do not.
    package func check(_ vocabulary: ProjectVocabulary, ownProject: Bool = true) -> [Diagnostic] {
        var found: [Diagnostic] = []
        func fault(_ code: String, _ field: String, _ arguments: [String: String] = [:]) {
            found.append(Diagnostic(.error, code, arguments, column: field))
        }
        func requireText(_ value: String, _ field: String, longest: Int) {
            if value.allSatisfy(\.isWhitespace) { fault("LT3001", field) }
            if value.count > longest { fault("LT3002", field, ["longest": String(longest)]) }
        }
        func require(_ value: String?, _ field: String, in codes: [String]) {
            if let value, !codes.contains(value) { fault("LT3003", field, ["value": value]) }
        }
        requireText(code, "code", longest: 64)
        requireText(name, "name", longest: 200)
        if let need, need.count > 4000 { fault("LT3002", "need", ["longest": "4000"]) }
        require(projectClass, "class", in: vocabulary.classes)
        require(pillar, "pillar", in: vocabulary.pillars)
        require(stage, "stage", in: vocabulary.stages)
        require(state, "state", in: vocabulary.states)
        require(rhythm, "rhythm", in: vocabulary.rhythms)
        if ownProject, clause == nil, noClauseReason?.allSatisfy(\.isWhitespace) ?? true { fault("LT3004", "clause") }
        if clause != nil, noClauseReason != nil { fault("LT3005", "no-clause-reason") }
        if let plannedStart, let plannedEnd, plannedEnd < plannedStart { fault("LT3006", "planned-end") }
        if let plannedStart, let actualEnd, actualEnd < plannedStart { fault("LT3006", "actual-end") }
        for (value, field) in [(plannedProgress, "planned-progress"), (actualProgress, "actual-progress")] {
            if let value, !(0...100).contains(value) { fault("LT3007", field) }
        }
        if goals.count > 20 { fault("LT3002", "goals", ["longest": "20"]) }
        for role in ProjectParty.Role.allCases where parties.count(where: { $0.role == role }) > 20 {
            fault("LT3002", role.rawValue, ["longest": "20"])
        }
        if tags.count > 20 || tags.contains(where: { $0.count > 40 }) { fault("LT3002", "tags", ["longest": "20"]) }
        return found
    }

    /// As a map from field name to the text shown in forms, differences and the ledger. Empty fields are absent.
    package var texts: [String: String] {
        let all: [String: String?] = [
            "code": code, "name": name, "name-zh-hans": names?.zhHans, "name-zh-hant": names?.zhHant, "name-en": names?.en,
            "organization": organization.description, "jurisdiction": jurisdiction?.description, "class": projectClass, "pillar": pillar,
            "stage": stage, "state": state, "need": need, "clause": clause?.description, "no-clause-reason": noClauseReason,
            "goals": goals.map(\.description).joined(separator: " "), "tags": tags.joined(separator: "、"), "secrecy": secrecy.rawValue,
            "currency": currency.code, "planned-start": plannedStart?.description, "planned-end": plannedEnd?.description,
            "forecast-end": forecastEnd?.description, "actual-end": actualEnd?.description,
            "planned-progress": plannedProgress.map(Self.percent), "actual-progress": actualProgress.map(Self.percent), "rhythm": rhythm,
            "contractor": partyText(.contractor), "supervising-engineer": partyText(.supervisingEngineer),
            "expert-body": partyText(.expertBody),
        ]
        return all.compactMapValues { $0 }.filter { !$0.value.isEmpty }
    }

    /// Field names in the order of the form.
    package static let order = [
        "code", "name", "name-zh-hans", "name-zh-hant", "name-en", "organization", "jurisdiction", "class", "pillar", "stage", "state",
        "need", "clause", "no-clause-reason", "goals", "tags", "secrecy", "currency", "planned-start", "planned-end", "forecast-end",
        "actual-end", "planned-progress", "actual-progress", "rhythm", "contractor", "supervising-engineer", "expert-body",
    ]

    static func percent(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e9 ? String(Int(value)) : String(value)
    }
}

/// A field that differs: what it was and what it is; nil where it is empty.
package struct FieldChange: Hashable, Sendable {
    package let field: String
    package let before: String?
    package let after: String?
    package init(_ field: String, _ before: String?, _ after: String?) { (self.field, self.before, self.after) = (field, before, after) }
}

extension ProjectFields {
    /// What an edit from `before` to this changes, in the order of the form.
    package func changes(from before: ProjectFields) -> [FieldChange] {
        let (old, new) = (before.texts, texts)
        return Self.order.compactMap { old[$0] == new[$0] ? nil : FieldChange($0, old[$0], new[$0]) }
    }
}
