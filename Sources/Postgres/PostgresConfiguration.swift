// Module in charge of PostgreSQL behind the database port: libpq connections, their pool, cancellation. It writes no SQL of the domain.
import CLibPQ
import Persistence

/// Where the server is and how it is used, read from one URL; never shows a password.
///
/// The URL is libpq's (`postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=…`, several hosts, `host=/folder`
/// for a Unix socket), and what it leaves out comes from libpq's environment (`PGHOST`, `PGPASSWORD`, `PGPASSFILE`, …). Lantu adds
/// `pool`, `statement_timeout`, `pool_timeout`, `idle_transaction_timeout` and `lock_timeout`; durations are `250ms`, `5s`, `2min` or bare
/// milliseconds, and 0 switches a server limit off.
package struct PostgresConfiguration: Sendable {
    /// libpq's keywords and values as the URL gave them; the password is among them.
    private var parameters: [String: String]
    /// Connections of the pool, 1 ... 128.
    package var pool = 8
    /// How long a statement may run on the server; zero is without limit. Migrations are not bound by it.
    package var statementTimeout: Duration = .seconds(30)
    /// How long a caller waits for a connection before it is told `.unavailable`.
    package var poolTimeout: Duration = .seconds(5)
    /// How long a transaction may sit between two statements; zero is without limit.
    package var idleTransactionTimeout: Duration = .seconds(60)
    /// How long a migration waits for the installation's migration lock, and for each table it changes.
    package var lockTimeout: Duration = .seconds(30)

    /// Throws `.misuse` without quoting any value of the URL.
    package init(url: String) throws(DatabaseFailure) {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            throw DatabaseFailure(.misuse, "a PostgreSQL URL starts with postgres://")
        }
        parameters = [:]
        let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let known = Self.keywords
        var kept: [Substring] = []
        for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
            let name = String(pair.prefix { $0 != "=" })
            let value = pair.dropFirst(name.count + 1)
            switch name {
            case "pool":
                guard let size = Int(value), (1...128).contains(size) else { throw Self.invalid(name, "a number from 1 to 128") }
                pool = size
            case "statement_timeout": statementTimeout = try Self.duration(name, value)
            case "pool_timeout": poolTimeout = try Self.duration(name, value)
            case "idle_transaction_timeout": idleTransactionTimeout = try Self.duration(name, value)
            case "lock_timeout": lockTimeout = try Self.duration(name, value)
            // libpq accepts `ssl=true` as JDBC spells it.
            case _ where known.contains(name) || name == "ssl": kept.append(pair)
            default: throw DatabaseFailure(.misuse, "unknown option in the database URL: \(name)")
            }
        }
        parameters = try Self.parsed(parts[0] + (kept.isEmpty ? "" : "?") + kept.joined(separator: "&"))
    }

    /// The database's name, where the URL says it.
    package var database: String? {
        get { parameters["dbname"] }
        set { parameters["dbname"] = newValue }
    }

    package subscript(keyword: String) -> String? {
        get { keyword.hasSuffix("password") ? nil : parameters[keyword] }
        set { parameters[keyword] = newValue }
    }

    /// What a new connection is asked with: the URL's words over Lantu's defaults.
    var connectionParameters: [String: String] {
        parameters.merging(
            [
                "client_encoding": "UTF8", "connect_timeout": "5", "keepalives_idle": "30", "keepalives_interval": "10",
                "keepalives_count": "3", "tcp_user_timeout": "30000", "fallback_application_name": "lantu",
            ], uniquingKeysWith: { given, _ in given })
    }

    private static func invalid(_ name: String, _ wanted: String) -> DatabaseFailure {
        DatabaseFailure(.misuse, "\(name) in the database URL must be \(wanted)")
    }

    private static func duration(_ name: String, _ text: Substring) throws(DatabaseFailure) -> Duration {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let factor: Int64? =
            switch text.dropFirst(digits.count) {
            case "", "ms": 1
            case "s": 1000
            case "min": 60_000
            default: nil
            }
        // A day is the longest: far below what overflows, far above what is sensible.
        guard let factor, let count = Int64(digits), count <= 86_400_000 / factor else {
            throw invalid(name, "a duration such as 250ms, 5s or 2min, at most a day")
        }
        return .milliseconds(count * factor)
    }

    /// The names libpq understands, asked of libpq.
    private static var keywords: Set<String> {
        guard let options = PQconndefaults() else { return [] }
        defer { PQconninfoFree(options) }
        var names: Set<String> = []
        var option = options
        while let name = option.pointee.keyword {
            names.insert(String(cString: name))
            option += 1
        }
        return names
    }

    private static func parsed(_ url: String) throws(DatabaseFailure) -> [String: String] {
        let unreadable = DatabaseFailure(
            .misuse,
            "the database URL does not read as postgres://user:password@host:port/database?option=value; write / @ : ? # % in a password as %2F and so on"
        )
        // libpq's own message quotes the URL, password and all.
        guard let options = PQconninfoParse(url, nil) else { throw unreadable }
        defer { PQconninfoFree(options) }
        var result: [String: String] = [:]
        var option = options
        while let name = option.pointee.keyword {
            if let value = option.pointee.val { result[String(cString: name)] = String(cString: value) }
            option += 1
        }
        // A password with a bare slash reads as host:port/database, and would be shown as such.
        let ports = result["port"]?.split(separator: ",") ?? []
        guard ports.allSatisfy({ UInt16($0) != nil }), result["dbname"]?.contains("@") != true else { throw unreadable }
        return result
    }
}

extension PostgresConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// For logs: user, host, port and database.
    package var description: String {
        let user = parameters["user"].map { $0 + "@" } ?? ""
        let port = parameters["port"].map { ":" + $0 } ?? ""
        return "postgres://\(user)\(parameters["host"] ?? "")\(port)/\(parameters["dbname"] ?? "")"
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["server": description, "pool": pool]) }
}
