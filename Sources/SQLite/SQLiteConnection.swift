import Foundation
import GRDB
import Persistence
import Synchronization

/// A `Connection` over GRDB's database handle, valid inside one closure on GRDB's queue.
final class SQLiteConnection: Connection {
    private let db: GRDB.Database
    private let totals: Totals
    let dialect = Dialect.sqlite
    /// SQLite has one writer, so one audit lane.
    let slot = 0

    init(_ db: GRDB.Database, totals: Totals) { (self.db, self.totals) = (db, totals) }

    func query(_ sql: Persistence.SQL) throws(DatabaseFailure) -> [Persistence.Row] {
        totals.statements.add(1, ordering: .relaxed)
        let (text, values) = sql.rendered(for: .sqlite)
        return try mapped {
            let statement = try db.cachedStatement(sql: text)
            try statement.setArguments(StatementArguments(values.map(\.databaseValue)))
            let names = ColumnNames(statement.columnNames)
            let cursor = try GRDB.Row.fetchCursor(statement)
            var rows: [Persistence.Row] = []
            while let row = try cursor.next() {
                // By position: `databaseValues` looks every column's name up.
                rows.append(Persistence.Row(columns: names, values: (0..<row.count).map { SQLValue(row[$0] as DatabaseValue) }))
            }
            return rows
        }
    }

    @discardableResult func execute(_ sql: Persistence.SQL) throws(DatabaseFailure) -> Int {
        totals.statements.add(1, ordering: .relaxed)
        let (text, values) = sql.rendered(for: .sqlite)
        return try mapped {
            let statement = try db.cachedStatement(sql: text)
            try statement.execute(arguments: StatementArguments(values.map(\.databaseValue)))
            return db.changesCount
        }
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .int(let value): value.databaseValue
        case .double(let value): value.databaseValue
        case .text(let value): value.databaseValue
        case .bytes(let value): Data(value).databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let value): self = .int(value)
        case .double(let value): self = .double(value)
        case .string(let value): self = .text(value)
        case .blob(let value): self = .bytes(Array(value))
        }
    }
}
