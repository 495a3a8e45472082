import CLibPQ
import Persistence

extension PostgresConnection {
    /// Connects, checks that the server keeps what it acknowledges, and sets the session up. Blocks.
    ///
    /// Throws `.unavailable` when the server does not answer or is a standby, `.unsafe` when it is set up to lose data.
    static func open(_ configuration: PostgresConfiguration, slot: Int) throws(DatabaseFailure) -> PostgresConnection {
        guard let handle = connect(configuration.connectionParameters) else {
            throw DatabaseFailure(.unavailable, "no memory for a connection")
        }
        guard PQstatus(handle) == CONNECTION_OK, let key = CancelKey(handle) else {
            defer { PQfinish(handle) }
            let words = String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline).joined(separator: " ")
            throw DatabaseFailure(.unavailable, words)
        }
        // Notices go nowhere: libpq would print them to the error stream.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        let connection = PostgresConnection(
            handle: handle, cancelKey: key, slot: slot, statementTimeout: configuration.statementTimeout)
        guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else {
            throw DatabaseFailure(.unavailable, connection.lastMessage)
        }
        try connection.setUp(configuration)
        return connection
    }

    /// libpq's own environment and service file fill in what the parameters leave out.
    private static func connect(_ parameters: [String: String]) -> OpaquePointer? {
        var keywords: [UnsafeMutablePointer<CChar>?] = []
        var values: [UnsafeMutablePointer<CChar>?] = []
        for (keyword, value) in parameters {
            keywords.append(copy(keyword))
            values.append(copy(value))
        }
        defer { for pointer in keywords + values { pointer?.deallocate() } }
        return PQconnectdbParams((keywords + [nil]).map { UnsafePointer($0) }, (values + [nil]).map { UnsafePointer($0) }, 0)
    }

    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = Array(text.utf8CString)
        let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        pointer.initialize(from: bytes, count: bytes.count)
        return pointer
    }

    /// One round trip: settings in, settings out.
    private func setUp(_ configuration: PostgresConfiguration) throws(DatabaseFailure) {
        let statement = "\(configuration.statementTimeout.milliseconds)ms"
        let idle = "\(configuration.idleTransactionTimeout.milliseconds)ms"
        let sql: SQL = """
            select set_config('statement_timeout', \(statement), false) as statement_timeout,
              set_config('idle_in_transaction_session_timeout', \(idle), false) as idle_timeout,
              set_config('timezone', 'UTC', false) as timezone,
              set_config('client_min_messages', 'warning', false) as messages,
              set_config('standard_conforming_strings', 'on', false) as strings,
              set_config('bytea_output', 'hex', false) as bytea,
              set_config('jit', 'off', false) as jit,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
              current_setting('full_page_writes') as full_page_writes, current_setting('server_encoding') as server_encoding,
              cast(current_setting('server_version_num') as bigint) as version, pg_is_in_recovery() as standby
            """
        let result: PostgresResult?
        result = try answers { connection throws(DatabaseFailure) in try connection.sendUnnamed(sql) }.last
        guard let result, !result.isError, let row = try result.rows().first else {
            throw DatabaseFailure(
                .unavailable, "the session could not be set up: \(result?.message ?? lastMessage)")
        }
        for setting in ["fsync", "synchronous_commit", "full_page_writes"] where try row.text(setting) == "off" {
            throw DatabaseFailure(.unsafe, "\(setting) is off: acknowledged writes would be lost with the power; set it on")
        }
        guard try row.int("version") >= 150_000 else {
            throw DatabaseFailure(.unsafe, "PostgreSQL 15 or newer is needed; this server is \(try row.int("version") / 10_000)")
        }
        guard try row.text("server_encoding") == "UTF8" else {
            throw DatabaseFailure(.unsafe, "the database's encoding is \(try row.text("server_encoding")); create it with encoding UTF8")
        }
        if try row.bool("standby") { throw DatabaseFailure(.unavailable, "the server is a standby; connect to the primary") }
    }
}

extension Duration {
    /// Whole milliseconds, at least 1 unless it is zero.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let whole = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        return whole == 0 && attoseconds > 0 ? 1 : whole
    }
}
