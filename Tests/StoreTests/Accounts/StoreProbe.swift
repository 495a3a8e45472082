import Accounts
import Kernel
import Persistence

@testable import Store

enum StoreProbe {
    /// Whether the scope's SQL accepts a row with these values.
    static func matches(
        _ scope: VisibleScope, organization: OrganizationID, jurisdiction: JurisdictionID, owner: PersonID, secrecy: Secrecy,
        in database: any Database
    ) async throws -> Bool {
        let columns = ScopeColumns(organization: "r.organization", jurisdiction: "r.jurisdiction", owner: "r.owner", secrecy: "r.secrecy")
        let condition = scope.condition(columns)
        return try await database.read { connection in
            try connection.first(
                """
                select 1 as one from (select cast(\(organization) as bigint) as organization, cast(\(jurisdiction) as bigint) as jurisdiction,
                  cast(\(owner) as bigint) as owner, cast(\(secrecy.rawValue) as text) as secrecy) as r where \(condition)
                """) != nil
        }
    }
}
