import CLibPQ
import Persistence

extension PostgresConnection {
    /// Bulk load inside the transaction: `copy … from stdin` in binary format; the number of rows.
    ///
    /// A value must be of its column's own type (`.int` for bigint, `.double` for double precision, `.text`, `.bytes`) or null: COPY
    /// converts nothing. The statement timeout holds for the whole load. Several times the speed of inserts; memory is one row and 64 KB.
    package func copy(into table: StaticString, _ columns: [StaticString], rows: some Sequence<[SQLValue]>) throws(DatabaseFailure) -> Int {
        if let failure = transaction.failure { throw failure }
        do throws(DatabaseFailure) {
            return try load(
                "copy \(table) (\(columns.map(\.description).joined(separator: ", "))) from stdin with (format binary)", columns.count, rows
            )
        } catch {
            transaction.failure = error
            throw error
        }
    }

    private func load(_ statement: String, _ width: Int, _ rows: some Sequence<[SQLValue]>) throws(DatabaseFailure) -> Int {
        guard !lost else { throw DatabaseFailure(.unavailable, "the connection was lost earlier in this transaction") }
        if !transaction.begun { _ = try run("select 1 as one") }
        // COPY and pipelines exclude each other.
        guard PQexitPipelineMode(handle) == 1, PQsendQuery(handle, statement) == 1 else { throw lose(.unavailable, lastMessage) }
        let deadline = answerTimeout.map { ContinuousClock.now + $0 }
        guard let pointer = try nextResult(deadline) else { throw lose(.unavailable, lastMessage) }
        let ready = PostgresResult(pointer)
        var refusal: DatabaseFailure?
        if ready.status == PGRES_COPY_IN {
            var buffer = copyHeader
            for row in rows {
                guard row.count == width else {
                    refusal = DatabaseFailure(.misuse, "a row has \(row.count) values for \(width) columns")
                    break
                }
                buffer.append(copyRow: row)
                if buffer.count >= 65_536 {
                    guard try put(buffer, deadline) else { break }
                    buffer.removeAll(keepingCapacity: true)
                }
            }
            buffer.append(bigEndian: Int16(-1))
            if refusal == nil { _ = try put(buffer, deadline) }
            // Fails only when the server has already refused; its reason comes with the result.
            _ = PQputCopyEnd(handle, refusal?.message)
        }
        var last = ready
        while let next = try nextResult(deadline) { last = PostgresResult(next) }
        transaction.statements += 1
        guard PQstatus(handle) == CONNECTION_OK, PQenterPipelineMode(handle) == 1 else { throw lose(.unavailable, lastMessage) }
        if let refusal { throw refusal }
        if last.isError { throw DatabaseFailure(last, cancelled: transaction.interruption.cancelledAt != nil) }
        return last.changed
    }

    /// False when the server takes no more.
    private func put(_ bytes: [UInt8], _ deadline: ContinuousClock.Instant?) throws(DatabaseFailure) -> Bool {
        while true {
            let answer = bytes.withUnsafeBytes { buffer in
                PQputCopyData(handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
            }
            if answer < 0 { return false }
            if answer > 0 { break }
            try waitForSocket(writing: true, deadline)
        }
        try flush()
        return true
    }
}

/// Signature, no flags, no extension.
private let copyHeader: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0]

extension [UInt8] {
    fileprivate mutating func append(copyRow row: [SQLValue]) {
        append(bigEndian: Int16(clamping: row.count))
        for value in row {
            switch value {
            case .null: append(bigEndian: Int32(-1))
            case .int(let number):
                append(bigEndian: Int32(8))
                append(bigEndian: number)
            case .double(let number):
                append(bigEndian: Int32(8))
                append(bigEndian: number.bitPattern)
            case .text(let text):
                append(bigEndian: Int32(clamping: text.utf8.count))
                append(contentsOf: text.utf8)
            case .bytes(let bytes):
                append(bigEndian: Int32(clamping: bytes.count))
                append(contentsOf: bytes)
            }
        }
    }
}
