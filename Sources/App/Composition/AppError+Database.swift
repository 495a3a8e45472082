import Kernel
import Persistence

/// The error as a person is told, where the engine's is hidden behind the port; nil for anything else.
package func appError(of error: any Error) -> AppError? {
    error as? AppError ?? (error as? DatabaseFailure)?.appError
}
