import Foundation
import Kernel
import Persistence
import Postgres
import SQLite
import Store
import TestSupport
import Testing

@Suite struct SchemaTests {
    @Test func appliesOnceAndRecordsItself() async throws {
        try await withEachDatabase { database in
            let first = try await Migration.apply(Schema.migrations, to: database, now: 1)
            #expect(first == Schema.migrations.map(\.id))
            #expect(try await Migration.apply(Schema.migrations, to: database, now: 2).isEmpty)
        }
    }

    @Test func refusesADatabaseFromTheFuture() async throws {
        try await withEachDatabase { database in
            _ = try await Migration.apply(
                Schema.migrations + [Migration("9999-future", [.run("create table future (id int)")])], to: database, now: 1)
            await #expect(throws: DatabaseFailure.self) { try await Migration.apply(Schema.migrations, to: database, now: 2) }
        }
    }

    @Test func refusesAChangedPast() async throws {
        try await withEachDatabase { database in
            _ = try await Migration.apply([Migration("0001", [.run("create table a (id int)")])], to: database, now: 1)
            await #expect(throws: DatabaseFailure.self) {
                try await Migration.apply([Migration("0001", [.run("create table a (id int, b int)")])], to: database, now: 2)
            }
        }
    }

    /// Every table but the short global list leads every key with the tenant: read from PostgreSQL's catalog.
    @Test(.enabled(if: PostgresTestServer.isPresent, "needs PostgreSQL")) func everyKeyLeadsWithTheTenant() async throws {
        try await withPostgres { database in
            _ = try await Migration.apply(Schema.migrations, to: database, now: 1)
            let keys = try await database.read { connection in
                try connection.query(
                    """
                    select c.conrelid::regclass::text as tbl, c.conname::text as name, c.contype::text as type,
                      (select a.attname::text from pg_attribute a where a.attrelid = c.conrelid and a.attnum = c.conkey[1]) as leading
                    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
                    where n.nspname = current_schema() and c.contype in ('p', 'u', 'f')
                    """
                ).map { (table: try $0.text("tbl"), name: try $0.text("name"), leading: try $0.text("leading")) }
            }
            #expect(keys.count > 20)
            let wrong = keys.filter { !Schema.globalTables.contains($0.table) && $0.leading != "tenant_id" }
            #expect(wrong.isEmpty, "keys that do not lead with tenant_id: \(wrong.map(\.name))")
            let types = try await database.read { connection in
                try connection.query(
                    """
                    select distinct data_type::text as type from information_schema.columns where table_schema = current_schema()
                    """
                ).map { try $0.text("type") }
            }
            #expect(Set(types).isSubset(of: ["bigint", "double precision", "text", "bytea", "tsvector"]))
        }
    }

    /// SQLite tables are STRICT, so that a text never hides in a number's column.
    @Test func sqliteTablesAreStrict() async throws {
        try await withSQLite { database in
            _ = try await Migration.apply(Schema.migrations, to: database, now: 1)
            let loose = try await database.read { connection in
                try connection.query(
                    "select name, sql from sqlite_master where type = 'table' and sql not like 'CREATE VIRTUAL%' and name not like 'sqlite_%'"
                ).filter { !(try $0.text("sql").lowercased().hasSuffix("strict")) }.map { try $0.text("name") }
            }
            #expect(loose.allSatisfy { $0.contains("_fts_") || $0.contains("_index_") }, "not strict: \(loose)")
        }
    }
}
