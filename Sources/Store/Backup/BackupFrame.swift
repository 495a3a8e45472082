import Persistence

/// How a backup begins: which schema it holds, and when its snapshot was taken.
package struct BackupHeader: Sendable, Hashable, Codable {
    package let format: Int
    package let engine: String
    /// Microseconds since 1970, UTC.
    package let at: Int64
    package let migrations: [String]
    package static let currentFormat = 1
}

/// A table's end: how many rows, and the SHA-256 of their canonical bytes in the order of the primary key.
package struct BackupTableDigest: Sendable, Hashable, Codable {
    package let name: String
    package let rows: Int64
    package let sha256: String
    package init(name: String, rows: Int64, sha256: String) { (self.name, self.rows, self.sha256) = (name, rows, sha256) }
}

/// A backup is these, one after another.
package enum BackupFrame: Sendable {
    case header(BackupHeader)
    case table(BackupTable)
    /// Whole rows of the table begun last, in canonical bytes.
    case rows([UInt8])
    case endOfTable(BackupTableDigest)
}

/// Where frames come from, as often as asked: a transaction that has to run again reads them again.
package protocol BackupSource: Sendable {
    func rewind() throws
    /// Nil at the end.
    func next() throws -> BackupFrame?
}
