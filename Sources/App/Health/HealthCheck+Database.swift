import Operations
import Persistence
import Store

extension HealthCheck {
    /// The database answers.
    package static func database(_ database: any Database) -> HealthCheck {
        HealthCheck("database") {
            do {
                _ = try await database.read { try $0.count("select 1 as one") }
                return .well
            } catch {
                return .failed((error as? DatabaseFailure)?.kind.rawValue ?? "no answer")
            }
        }
    }

    /// The schema is this program's.
    package static func migrations(_ database: any Database) -> HealthCheck {
        HealthCheck("migrations") {
            do {
                let pending = try await Schema.pending(in: database)
                return pending.isEmpty ? .well : .failed("pending: \(pending.joined(separator: ", "))")
            } catch {
                return .failed("not readable")
            }
        }
    }
}
