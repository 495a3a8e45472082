import Kernel
import Persistence
import Web

/// The error as a person is told, where the engine's is hidden behind the port; nil for anything else.
package func appError(of error: any Error) -> AppError? {
    error as? AppError ?? (error as? DatabaseFailure)?.appError
}

/// Storage full is 507, the server away 503: what the dispatcher answers.
extension DatabaseFailure: AppErrorConvertible {}
