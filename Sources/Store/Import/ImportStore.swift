import Foundation
import Kernel
import Office
import Persistence

package struct ImportStore: ImportQueries {
    let database: any Database

    package init(database: any Database) { self.database = database }

    package func draft(_ id: ImportID, tenant: TenantID) async throws -> ImportDraft? {
        try await database.read { try $0.first("select * from imports where tenant_id = \(tenant) and id = \(id)").map(Self.draft) }
    }

    package func drafts(tenant: TenantID) async throws -> [ImportDraft] {
        try await database.read {
            try $0.query("select * from imports where tenant_id = \(tenant) order by id desc limit 20").map(Self.draft)
        }
    }

    package func mappings(tenant: TenantID) async throws -> [(name: String, yaml: String)] {
        try await database.read {
            try $0.query("select name, yaml from import_mappings where tenant_id = \(tenant) order by name").map {
                (try $0.text("name"), try $0.text("yaml"))
            }
        }
    }

    static func draft(_ row: Row) throws -> ImportDraft {
        guard let state = ImportDraft.State(rawValue: try row.text("state")) else {
            throw DatabaseFailure(.misuse, "an import without a state")
        }
        let definition = try JSONDecoder().decode(ImportDraft.Definition.self, from: Data(try row.text("definition").utf8))
        return ImportDraft(
            id: try row.id("id"), file: try row.id("file_id"), fileName: try row.text("file_name"), fileHash: try row.text("file_hash"),
            definition: definition, state: state, job: try row.idOrNil("job_id"), createdAt: try row.instant("created_at"),
            createdBy: try row.idOrNil("created_by"))
    }
}

extension StoreTransaction: ImportWrites {
    package func save(_ draft: ImportDraft) throws {
        let definition = try draft.definition.canonicalJSON()
        try connection.execute(
            """
            insert into imports (tenant_id, id, file_id, file_name, file_hash, definition, state, job_id, created_at, created_by)
            values (\(tenant), \(draft.id), \(draft.file), \(draft.fileName), \(draft.fileHash), \(definition), \(draft.state.rawValue),
              \(draft.job), \(draft.createdAt), \(draft.createdBy))
            on conflict (tenant_id, id) do update set definition = excluded.definition, state = excluded.state, job_id = excluded.job_id
            """)
    }

    package func saveMapping(named name: String, yaml: String) throws {
        try connection.execute(
            """
            insert into import_mappings (tenant_id, name, yaml, saved_at, saved_by)
            values (\(tenant), \(name), \(yaml), \(now), \(actor.name))
            on conflict (tenant_id, name) do update set yaml = excluded.yaml, saved_at = excluded.saved_at, saved_by = excluded.saved_by
            """)
    }
}
