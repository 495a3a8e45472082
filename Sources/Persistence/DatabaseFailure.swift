import Kernel

/// What went wrong in the database, in terms both engines share.
package struct DatabaseFailure: Error, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// A unique key, foreign key, check or not-null refused the row; `constraint` names it where the engine says.
        case unique, foreignKey, check, notNull
        /// Serialization failure or deadlock: the closure may run again.
        case retry
        /// A trigger refused the change (the audit ledger is append-only).
        case refused
        case timeout, cancelled, diskFull
        /// No connection within the deadline, or the server is away.
        case unavailable
        /// The connection died during COMMIT: whether it took effect is unknown.
        case commitUnknown
        /// Another process holds the database, it is newer than this program, or it is set up unsafely.
        case locked, newer, unsafe
        case misuse, other
    }
    package let kind: Kind
    package let message: String
    package let constraint: String?

    package init(_ kind: Kind, _ message: String, constraint: String? = nil) {
        (self.kind, self.message, self.constraint) = (kind, message, constraint)
    }

    package var description: String { "\(kind.rawValue): \(message)" }

    /// As a person is told: storage full 507, unavailable 503, the rest 500 without details.
    package var appError: AppError {
        switch kind {
        case .diskFull: AppError("LT5002", .storageFull)
        case .unavailable, .timeout, .cancelled, .commitUnknown, .retry: AppError("LT5003", .unavailable)
        case .locked: AppError("LT5004", .unavailable)
        case .newer: AppError("LT5005", .unavailable)
        case .unsafe: AppError("LT5006", .unavailable, ["detail": message])
        case .unique, .foreignKey, .check, .notNull: AppError("LT5007", .conflict)
        case .refused: AppError("LT5008", .forbidden)
        case .misuse, .other: AppError("LT5001", .internal)
        }
    }
}
