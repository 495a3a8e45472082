import CLibPQ
import Persistence

/// One round trip: what is due, the statement, and the answers to all of it.
extension PostgresConnection {
    /// The result of a statement inside the transaction; its failure fails the transaction.
    func run(_ sql: SQL) throws(DatabaseFailure) -> PostgresResult {
        if let failure = transaction.failure { throw failure }
        do throws(DatabaseFailure) {
            guard !lost else { throw DatabaseFailure(.unavailable, "the connection was lost earlier in this transaction") }
            if transaction.interruption.cancelledAt != nil { throw DatabaseFailure(.cancelled, "cancelled before the statement") }
            return try exchange(sql)
        } catch {
            transaction.failure = error
            throw error
        }
    }

    private func exchange(_ sql: SQL) throws(DatabaseFailure) -> PostgresResult {
        let begins = !transaction.begun
        let condemned = prepared.condemned
        let text = sql.rendered(for: .postgres).text
        let parameters = Parameters(sql)
        var added: String?
        prepared.condemned = []
        let results = try answers { connection throws(DatabaseFailure) in
            if begins { try connection.sendUnnamed(connection.transaction.mode.begin) }
            for name in condemned { try connection.sendDeallocate(name) }
            guard Self.isPrepared(text) else { return try connection.sendUnnamed(text, parameters) }
            let name: String
            if let known = connection.prepared.name(text, parameters.kinds) {
                name = known
            } else {
                name = connection.prepared.insert(text, parameters.kinds)
                added = name
                try connection.sendPrepare(name, text, parameters)
            }
            try connection.sendPrepared(name, parameters)
        }
        transaction.statements += 1
        if begins, results.first?.isError == false { transaction.begun = true }
        let leading = (begins ? 1 : 0) + condemned.count
        if let failed = results.firstIndex(where: \.isError) {
            // What came after the failure was not done.
            if failed < leading { prepared.condemned.append(contentsOf: condemned) }
            if let added, failed <= leading { prepared.remove(text, added) }
            throw failure(results[failed])
        }
        guard let result = results.last, results.count == leading + (added == nil ? 1 : 2) else {
            throw lose(.other, "PostgreSQL answered \(results.count) of the statements sent")
        }
        return result
    }

    /// The failure of a statement, with what it says about this connection.
    private func failure(_ result: PostgresResult) -> DatabaseFailure {
        let failure = DatabaseFailure(result, cancelled: transaction.interruption.cancelledAt != nil)
        switch result.state {
        // The server has forgotten the statements (`discard all`, a pooler in between).
        case "26000": prepared.forgetAll()
        case "0A000" where failure.kind == .retry: prepared.condemnAll()
        // A writing transaction on a server that reads only: it has become a standby, and the primary is elsewhere.
        case "25006" where transaction.mode != .read: return lose(.unavailable, failure.message)
        default: break
        }
        return failure
    }

    /// Statements that come again; the others would only fill the cache.
    private static func isPrepared(_ text: String) -> Bool {
        let word = text.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }.lowercased()
        return ["select", "insert", "update", "delete", "with", "values"].contains(word)
    }

    // MARK: - Sending

    func sendUnnamed(_ sql: SQL) throws(DatabaseFailure) { try sendUnnamed(sql.rendered(for: .postgres).text, Parameters(sql)) }

    private func sendUnnamed(_ text: String, _ parameters: Parameters) throws(DatabaseFailure) {
        try sent(
            parameters.withPointers { values, lengths, formats in
                PQsendQueryParams(handle, text, Int32(clamping: parameters.count), parameters.oids, values, lengths, formats, 1)
            })
    }

    private func sendDeallocate(_ name: String) throws(DatabaseFailure) {
        try sent(PQsendQueryParams(handle, "deallocate " + name, 0, nil, nil, nil, nil, 1))
    }

    private func sendPrepare(_ name: String, _ text: String, _ parameters: Parameters) throws(DatabaseFailure) {
        try sent(PQsendPrepare(handle, name, text, Int32(clamping: parameters.count), parameters.oids))
    }

    private func sendPrepared(_ name: String, _ parameters: Parameters) throws(DatabaseFailure) {
        try sent(
            parameters.withPointers { values, lengths, formats in
                PQsendQueryPrepared(handle, name, Int32(clamping: parameters.count), values, lengths, formats, 1)
            })
    }

    private func sent(_ answer: Int32) throws(DatabaseFailure) {
        // libpq refuses to queue: the connection is gone, or there are more than 65,535 parameters.
        guard answer == 1 else {
            throw PQstatus(handle) == CONNECTION_OK ? DatabaseFailure(.misuse, lastMessage) : lose(.unavailable, lastMessage)
        }
    }

    // MARK: - Answers

    /// Sends what `send` queues and waits for its results, one per command, up to the first failure of the connection.
    func answers(_ send: (PostgresConnection) throws(DatabaseFailure) -> Void) throws(DatabaseFailure) -> [PostgresResult] {
        do throws(DatabaseFailure) { try send(self) } catch {
            // Half a pipeline is queued, and nothing ends it.
            lost = true
            throw error
        }
        guard PQpipelineSync(handle) == 1 else { throw lose(.unavailable, lastMessage) }
        let deadline = transaction.unlimited ? nil : answerTimeout.map { ContinuousClock.now + $0 }
        var results: [PostgresResult] = []
        var silence = 0
        while true {
            guard let pointer = try nextResult(deadline) else {
                // A nil ends each command; several in a row mean that libpq has nothing left, and no answer will come.
                silence += 1
                if silence > 2 { throw lose(.unavailable, lastMessage) }
                continue
            }
            silence = 0
            let result = PostgresResult(pointer)
            if PQstatus(handle) == CONNECTION_BAD {
                lost = true
                let told = (results + [result]).last { $0.isError && $0.state != nil }
                throw told.map { DatabaseFailure(.unavailable, DatabaseFailure($0, cancelled: false).message) }
                    ?? DatabaseFailure(.unavailable, lastMessage)
            }
            if result.status == PGRES_PIPELINE_SYNC {
                if owed == 0 { return results }
                owed -= 1
                results = []
            } else if result.status != PGRES_PIPELINE_ABORTED {
                results.append(result)
            }
        }
    }

    /// Waits for libpq's next result without blocking in libpq, so that cancellation and deadlines hold.
    func nextResult(_ deadline: ContinuousClock.Instant?) throws(DatabaseFailure) -> OpaquePointer? {
        while true {
            let unsent = PQflush(handle)
            if unsent == 0, PQisBusy(handle) == 0 { return PQgetResult(handle) }
            try waitForSocket(writing: unsent == 1, deadline)
            // When the connection is gone PQgetResult does not wait: it hands out the server's last words.
            if PQconsumeInput(handle) == 0 { return PQgetResult(handle) }
        }
    }

    /// Sends everything queued.
    func flush() throws(DatabaseFailure) {
        let deadline = answerTimeout.map { ContinuousClock.now + $0 }
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1: try waitForSocket(writing: true, deadline)
            default: throw lose(.unavailable, lastMessage)
            }
            if PQconsumeInput(handle) == 0 { throw lose(.unavailable, lastMessage) }
        }
    }

    /// Waits a moment; throws when the time is over, or a cancelled statement has not ended within a second.
    func waitForSocket(writing: Bool, _ deadline: ContinuousClock.Instant?) throws(DatabaseFailure) {
        awaitSocket(PQsocket(handle), writing: writing, milliseconds: 100)
        let now = ContinuousClock.now
        if let deadline, now > deadline { throw lose(.timeout, "PostgreSQL did not answer in time") }
        if let cancelledAt = transaction.interruption.cancelledAt {
            if now - cancelledAt > .seconds(1) { throw lose(.cancelled, "the cancelled statement did not end within a second") }
            transaction.interruption.repeatIfUnheard(now)
        }
    }
}
