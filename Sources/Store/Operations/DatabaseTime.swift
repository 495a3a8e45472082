import Persistence

extension SQL {
    /// The database's own clock in microseconds: leases use it, so that nodes with different clocks agree.
    static func databaseTime(_ dialect: Dialect) -> SQL {
        switch dialect {
        // julianday counts days; 2440587.5 is 1970-01-01. Exact to about 0.05 ms.
        case .sqlite: "cast((julianday('now') - 2440587.5) * 86400000000.0 as integer)"
        case .postgres: "cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)"
        }
    }

    /// After a `select … limit`: rows another worker is claiming are passed over. SQLite has one writer.
    static func skippingLocked(_ dialect: Dialect) -> SQL {
        switch dialect {
        case .sqlite: ""
        case .postgres: " for update skip locked"
        }
    }
}
