// Module in charge of policy packs: what differs from city to city — framework, lifecycles, materials, verdicts,
// lights, roles, clauses, calendar, words and thresholds — read from a folder, checked as a whole, never code.

import Kernel

/// One validated version of a city's configuration. Immutable; made by `PackLoader` only, so that whatever holds
/// a `PolicyPack` holds one without errors.
package struct PolicyPack: Sendable {
    package let id: String
    package let version: PackVersion
    /// The first day this version may decide anything.
    package let effective: CivilDate
    package let title: LocalizedText
    /// The pack this one overrides, if any.
    package let base: PackReference?

    package let framework: Framework
    package let lifecycle: Lifecycle
    package let materials: MaterialRules
    package let verdicts: [VerdictRule]
    package let lights: LightRules
    package let roles: [RoleRule]
    package let clauses: [CitedClause]
    package let calendar: BusinessCalendar
    package let labels: Labels
    package let thresholds: Thresholds
    /// The rule models, in order of their ids.
    package let rules: [RuleModel]

    /// The sources this pack was read from, its base included: enough to read it again.
    package let archive: PackArchive
    /// File name to content after the base was merged in; what versions are compared by.
    let documents: [String: PackNode]

    private let clauseIndex: [String: Int]
    private let roleIndex: [String: Int]
    private let verdictIndex: [String: Int]

    /// `city@1.0.0`: what a decision records.
    package var reference: PackReference { PackReference(id: id, version: version) }

    package func clause(_ id: String) -> CitedClause? { clauseIndex[id].map { clauses[$0] } }
    package func role(_ id: String) -> RoleRule? { roleIndex[id].map { roles[$0] } }
    package func rules(_ id: String) -> RuleModel? { rules.first { $0.id == id } }
    package func verdict(_ id: String) -> VerdictRule? { verdictIndex[id].map { verdicts[$0] } }

    /// The words for a code, such as `label("system-states", "running")`; nil for a code the pack does not know.
    package func label(_ set: String, _ code: String) -> LocalizedText? { labels.text(set, code) }

    init(_ parts: PackParts, rules: [RuleModel], archive: PackArchive, documents: [String: PackNode]) {
        (id, version, effective, title, base) = (parts.id, parts.version, parts.effective, parts.title, parts.base)
        (framework, lifecycle, materials, verdicts) = (parts.framework, parts.lifecycle, parts.materials, parts.verdicts)
        (lights, roles, clauses, calendar) = (parts.lights, parts.roles, parts.clauses, parts.calendar)
        (labels, thresholds) = (parts.labels, parts.thresholds)
        self.rules = rules
        self.archive = archive
        self.documents = documents
        clauseIndex = Dictionary(clauses.enumerated().map { ($1.id, $0) }) { first, _ in first }
        roleIndex = Dictionary(roles.enumerated().map { ($1.id, $0) }) { first, _ in first }
        verdictIndex = Dictionary(verdicts.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }
}

/// The parts of a pack as its files gave them; becomes a `PolicyPack` when nothing was wrong.
struct PackParts {
    var id: String
    var version: PackVersion
    var effective: CivilDate
    var title: LocalizedText
    var base: PackReference?
    var framework: Framework
    var lifecycle: Lifecycle
    var materials: MaterialRules
    var verdicts: [VerdictRule]
    var lights: LightRules
    var roles: [RoleRule]
    var clauses: [CitedClause]
    var calendar: BusinessCalendar
    var labels: Labels
    var thresholds: Thresholds
}
