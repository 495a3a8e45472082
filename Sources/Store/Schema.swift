// Module in charge of SQL: every slice's port, written once for both engines.

import Persistence

/// The whole schema, in order. A released migration is never edited: the checksum would refuse it.
package enum Schema {
    package static let migrations: [Migration] = [
        OperationsSchema.migration,
        AccountsSchema.migration,
        JobSchema.migration,
        FileSchema.migration,
        PolicySchema.migration,
        PlanningSchema.migration,
        SupervisionSchema.migration,
        ChainSchema.migration,
        ProjectsSchema.migration,
        MilestoneSchema.migration,
        ImportSchema.migration,
        RelationIndexes.migration,
        ProjectIndexes.migration,
        SetupSchema.migration,
        ProjectParties.migration,
        FileSchema.levels,
    ]

    /// Tables without a tenant. Everything else leads its keys with `tenant_id`; a test reads the catalog.
    package static let globalTables: Set<String> = ["migrations", "tenants", "nodes"]
}
