import Kernel

/// The decision to change a record: pure, and the same for form, API and import.
package struct ProjectEdit: Hashable, Sendable {
    package let fields: ProjectFields
    /// The version the person was looking at.
    package let version: Int64

    package init(fields: ProjectFields, version: Int64) { (self.fields, self.version) = (fields, version) }

    /// The record after the edit and what changed; nil when nothing did.
    ///
    /// Throws LT3009 (stale) when the record moved on, and LT3010 with every fault when the fields do not hold together.
    package func applied(
        to project: Project, vocabulary: ProjectVocabulary, at moment: Instant, packVersion: String
    ) throws(AppError) -> (project: Project, changes: [FieldChange])? {
        guard project.version == version else {
            throw AppError("LT3009", .stale, ["version": String(project.version), "seen": String(version)])
        }
        let faults = fields.check(vocabulary, ownProject: project.portfolio == nil)
        guard faults.isEmpty else { throw AppError("LT3010", .unprocessable, diagnostics: faults) }
        // Amounts already recorded are in the old currency: it cannot change under them.
        if fields.currency != project.fields.currency, project.money.headline != nil {
            throw AppError(
                "LT3010", .unprocessable,
                diagnostics: [Diagnostic(.error, "LT3022", ["currency": project.fields.currency.code], column: "currency")])
        }
        let changes = fields.changes(from: project.fields)
        guard !changes.isEmpty else { return nil }
        var changed = project
        changed.fields = fields
        changed.version += 1
        changed.updatedAt = moment
        changed.packVersion = packVersion
        return (changed, changes)
    }
}
