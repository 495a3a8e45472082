import CLibPQ
import Persistence

/// One result of libpq, freed with the object; rows are copied out of it.
final class PostgresResult {
    private let handle: OpaquePointer
    init(_ handle: OpaquePointer) { self.handle = handle }
    deinit { PQclear(handle) }

    var status: ExecStatusType { PQresultStatus(handle) }
    var isError: Bool { status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE }
    /// `COMMIT`, `ROLLBACK`, `INSERT 0 1`, …
    var tag: String { String(cString: PQcmdStatus(handle)) }
    /// Rows changed, or selected.
    var changed: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    /// SQLSTATE of an error the server sent.
    var state: String? { field("C") }
    /// The error's primary text, which quotes no row.
    var message: String? { field("M") }
    var constraint: String? { field("n") }
    /// The server's function that raised it.
    var routine: String? { field("R") }

    // The field codes are character macros, which do not reach Swift.
    private func field(_ code: Unicode.Scalar) -> String? { PQresultErrorField(handle, Int32(code.value)).map { String(cString: $0) } }

    /// Every row, decoded strictly by the column's type.
    func rows() throws(DatabaseFailure) -> [Row] {
        let width = PQnfields(handle)
        let columns = ColumnNames((0..<width).map { String(cString: PQfname(handle, $0)) })
        let types = (0..<width).map { PQftype(handle, $0) }
        var rows: [Row] = []
        rows.reserveCapacity(Int(PQntuples(handle)))
        for row in 0..<PQntuples(handle) {
            var values: [SQLValue] = []
            values.reserveCapacity(types.count)
            for column in 0..<width {
                guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else {
                    values.append(.null)
                    continue
                }
                let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(handle, row, column)))
                guard let value = SQLValue(binary: bytes, oid: types[Int(column)]) else {
                    let name = columns.names[Int(column)]
                    throw DatabaseFailure(.misuse, "column \(name) has a type (oid \(types[Int(column)])) that is not stored here; cast it")
                }
                values.append(value)
            }
            rows.append(Row(columns: columns, values: values))
        }
        return rows
    }
}

extension SQLValue {
    /// From the server's binary format; nil for a type outside the stored ones, or a length that does not fit it.
    init?(binary bytes: UnsafeRawBufferPointer, oid: UInt32) {
        switch oid {
        case 20:  // int8
            guard let value = bytes.bigEndian(Int64.self) else { return nil }
            self = .int(value)
        case 25, 1043, 1042, 19, 18, 705:  // text, varchar, char, name, "char", unknown
            self = .text(String(decoding: bytes, as: UTF8.self))
        case 701:  // float8
            guard let value = bytes.bigEndian(UInt64.self) else { return nil }
            self = .double(Double(bitPattern: value))
        case 17:  // bytea
            self = .bytes([UInt8](bytes))
        case 23:  // int4
            guard let value = bytes.bigEndian(Int32.self) else { return nil }
            self = .int(Int64(value))
        case 21:  // int2
            guard let value = bytes.bigEndian(Int16.self) else { return nil }
            self = .int(Int64(value))
        case 16:  // bool
            guard bytes.count == 1 else { return nil }
            self = .int(bytes[0] == 0 ? 0 : 1)
        case 26:  // oid
            guard let value = bytes.bigEndian(UInt32.self) else { return nil }
            self = .int(Int64(value))
        case 700:  // float4
            guard let value = bytes.bigEndian(UInt32.self) else { return nil }
            self = .double(Double(Float(bitPattern: value)))
        case 1700:  // numeric
            guard let text = decimalText(bytes) else { return nil }
            self = .text(text)
        case 2278:  // void
            self = .null
        default: return nil
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The whole buffer as one big-endian integer; nil when the length differs.
    fileprivate func bigEndian<T: FixedWidthInteger>(_ type: T.Type) -> T? {
        count == MemoryLayout<T>.size ? T(bigEndian: loadUnaligned(as: T.self)) : nil
    }
}

/// PostgreSQL's `numeric`: digits in base 10,000, printed with as many decimals as it declares.
private func decimalText(_ bytes: UnsafeRawBufferPointer) -> String? {
    func word(_ index: Int) -> Int { Int(bytes[index * 2]) << 8 | Int(bytes[index * 2 + 1]) }
    guard bytes.count >= 8 else { return nil }
    let (digits, weight, sign, scale) = (word(0), Int(Int16(truncatingIfNeeded: word(1))), word(2), word(3))
    guard bytes.count == 8 + digits * 2, sign == 0 || sign == 0x4000 else { return nil }
    func group(_ index: Int) -> String {
        let text = String(index >= 0 && index < digits ? word(4 + index) : 0)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text
    }
    var whole = weight < 0 ? "0" : (0...weight).map(group).joined()
    whole = String(whole.drop { $0 == "0" })
    var text = (sign == 0 ? "" : "-") + (whole.isEmpty ? "0" : whole)
    if scale > 0 {
        var fraction = ""
        var index = weight + 1
        while fraction.utf8.count < scale {
            fraction += group(index)
            index += 1
        }
        text += "." + fraction.prefix(scale)
    }
    return text
}
