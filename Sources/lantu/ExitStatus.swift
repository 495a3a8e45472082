import App
import ArgumentParser
import Kernel

/// How every command ends; `docs/operations.md` lists them.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    /// Refused or failed; the reason is on the error stream.
    case failed = 1
    /// What was given to check has faults: a configuration, a pack, an import.
    case invalid = 2
    /// The audit ledger or a backup is not as it should be.
    case faultsFound = 3
    /// A server holds this data folder or database: stop it, or use what works beside it.
    case serverRuns = 4
    case usage = 64
    case unavailable = 69

    init(_ error: AppError) {
        self =
            switch (error.code, error.category) {
            case ("LT5004", _), ("LT5116", _), ("LT5131", _): .serverRuns
            case ("LT5113", _), ("LT5114", _): .faultsFound
            case (_, .unavailable), (_, .timeout): .unavailable
            case (_, .invalid), (_, .unprocessable): .invalid
            default: .failed
            }
    }

    var exit: any Error { ExitCode(rawValue) }
}
