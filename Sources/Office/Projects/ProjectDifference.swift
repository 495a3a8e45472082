import Kernel
import Operations
import Projects

/// What others changed between the version a person saw and the one there is: the readable part of a 412.
package struct ProjectDifference: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package let at: Instant
        package let by: String
        package let changes: [FieldChange]
        package init(at: Instant, by: String, changes: [FieldChange]) { (self.at, self.by, self.changes) = (at, by, changes) }
    }
    /// Oldest first.
    package let steps: [Step]
    /// Fields where what the person typed and what is stored now differ: before is stored, after is typed.
    package let conflicts: [FieldChange]

    package init(steps: [Step], conflicts: [FieldChange]) { (self.steps, self.conflicts) = (steps, conflicts) }

    /// - Parameter seen: `updatedAt` of the version the person was looking at.
    package static func since(
        _ seen: Instant, project: Project, typed: ProjectFields, tenant: TenantID, audit: any AuditQueries
    ) async throws -> ProjectDifference {
        var filter = AuditFilter()
        filter.objectKind = "project"
        filter.objectID = project.id.rawValue
        filter.from = Instant(microseconds: seen.microseconds + 1)
        filter.limit = 50
        let steps = try await audit.entries(tenant: tenant, matching: filter).reversed().compactMap { record -> Step? in
            let changes = record.payload?.changes.map { FieldChange($0.field, $0.before, $0.after) } ?? []
            return changes.isEmpty ? nil : Step(at: record.entry.at, by: record.entry.actorName, changes: changes)
        }
        return ProjectDifference(steps: steps, conflicts: typed.changes(from: project.fields))
    }
}
