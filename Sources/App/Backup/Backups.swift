import Kernel
import Operations
import Persistence
import Store

/// What a finished backup or restore says of itself; printed as a table or as JSON.
package struct BackupReport: Sendable, Codable {
    package let file: String
    package let bytes: Int64
    package let rows: Int64
    /// When the snapshot was taken, ISO 8601.
    package let at: String
    package let tables: [BackupTableDigest]

    /// Name, rows and digest of every table, as text.
    package var lines: [[String]] { tables.map { [$0.name, String($0.rows), $0.sha256] } }
}

/// Backups of one database into portable archives, and back.
package struct Backups: Sendable {
    package typealias Progress = @Sendable (Int64) -> Void
    private let database: any Database
    private let clock: any Kernel.Clock

    package init(database: any Database, clock: any Kernel.Clock) { (self.database, self.clock) = (database, clock) }

    /// Writes an archive of the database as it is now, while others write. Nothing stays of one that fails.
    package func back(upTo path: String, progress: @escaping Progress = { _ in }) async throws -> BackupReport {
        let writer = try BackupWriter(path: path)
        let now = clock.now()
        do {
            let tables = try await DatabaseBackup(database: database).write(
                at: now.microseconds, to: { try writer.write($0) }, progress: progress)
            let size = try writer.finish(tables)
            return BackupReport(file: path, bytes: size, rows: tables.reduce(0) { $0 + $1.rows }, at: now.iso8601, tables: tables)
        } catch {
            writer.abandon()
            throw error
        }
    }

    /// Fills an empty database, of either engine. Throws LT5111…LT5114; then the database is as it was.
    package func restore(from path: String, progress: @escaping Progress = { _ in }) async throws -> BackupReport {
        let reader = try BackupReader(path: path)
        let (header, promised) = try reader.verified()
        let tables = try await DatabaseRestore(database: database, clock: clock).read(reader, header: header, progress: progress)
        guard tables == promised else { throw AppError("LT5113", .conflict, ["table": "-"]) }
        return BackupReport(
            file: path, bytes: 0, rows: tables.reduce(0) { $0 + $1.rows }, at: Instant(microseconds: header.at).iso8601, tables: tables)
    }

    /// The digests of the database as it stands: equal digests are equal contents, on either engine.
    package func digests() async throws -> [BackupTableDigest] { try await DatabaseBackup(database: database).digests() }
}
