// Module in charge of what spans slices: the one transaction, workflows, and pages that join slices.

import Accounts
import Chain
import Kernel
import Operations
import Planning
import Projects
import Supervision

/// Everything one command may change, together: state, audit entry, idempotency record, outbox.
///
/// Store's one transaction conforms to it. It is synchronous, may run again after a serialization failure,
/// and contains no await, file or network.
package protocol Transaction:
    AuditWrites, JobWrites, FileWrites, OutboxWrites, AccountWrites, SignInWrites, PackWrites, PlanningWrites, OrderWrites, ChainWrites,
    TenantWrites, ProjectWrites, MilestoneWrites, PortfolioWrites, SavedViewWrites, ImportWrites, SetupWrites
{
    var tenant: TenantID { get }
    var actor: Actor { get }
    /// The command's moment: the same for everything it writes.
    var now: Instant { get }
    func newID<T>(_ type: ID<T>.Type) -> ID<T>
}

/// Who writes, where, and under which key.
package struct WriteContext: Sendable {
    package let tenant: TenantID
    package let actor: Actor
    /// The active policy pack, `id@version`: every decision remembers it.
    package let packVersion: String
    package let idempotency: IdempotencyKey?

    package init(tenant: TenantID, actor: Actor, packVersion: String, idempotency: IdempotencyKey? = nil) {
        (self.tenant, self.actor, self.packVersion, self.idempotency) = (tenant, actor, packVersion, idempotency)
    }
}

package protocol UnitOfWork: Sendable {
    /// Commits what `body` did with its audit entries, or nothing.
    ///
    /// - Parameter answer: what a retry under the same idempotency key is told; stored with the change.
    func write<T: Sendable>(
        _ context: WriteContext, answer: (@Sendable (T) -> StoredAnswer)?, _ body: @Sendable @escaping (any Transaction) throws -> T
    ) async throws -> T
}

extension UnitOfWork {
    package func write<T: Sendable>(_ context: WriteContext, _ body: @Sendable @escaping (any Transaction) throws -> T) async throws -> T {
        try await write(context, answer: nil, body)
    }
}
