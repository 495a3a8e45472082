import GRDB
import Persistence

extension DatabaseFailure {
    init(_ error: GRDB.DatabaseError) {
        let message = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        let kind: Kind =
            switch error.extendedResultCode {
            case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: .unique
            case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKey
            case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_DATATYPE: .check
            case .SQLITE_CONSTRAINT_NOTNULL: .notNull
            case .SQLITE_CONSTRAINT_TRIGGER: .refused
            default:
                switch error.resultCode {
                case .SQLITE_FULL, .SQLITE_IOERR: .diskFull
                case .SQLITE_BUSY, .SQLITE_LOCKED: .unavailable
                case .SQLITE_INTERRUPT: .cancelled
                case .SQLITE_READONLY, .SQLITE_MISUSE, .SQLITE_RANGE, .SQLITE_ERROR, .SQLITE_MISMATCH: .misuse
                case .SQLITE_NOTADB, .SQLITE_CORRUPT: .unsafe
                default: .other
                }
            }
        // SQLite names the columns, not the constraint: "UNIQUE constraint failed: projects.tenant_id, projects.code"
        self.init(kind, message, constraint: kind == .unique ? message.split(separator: ": ", maxSplits: 1).last.map(String.init) : nil)
    }
}

/// Runs `body`, turning GRDB's errors into the port's.
func mapped<T>(_ body: () throws -> T) throws(DatabaseFailure) -> T {
    do {
        return try body()
    } catch let error as DatabaseFailure {
        throw error
    } catch let error as GRDB.DatabaseError {
        throw DatabaseFailure(error)
    } catch {
        throw DatabaseFailure(.other, String(describing: error))
    }
}

/// The same around the pool's async calls; the closure's own errors (refusals of the domain) pass unchanged.
func mappedAsync<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
    do {
        return try await body()
    } catch let error as GRDB.DatabaseError {
        throw DatabaseFailure(error)
    }
}
