import Kernel
import Logging
import Operations
import Persistence
import ServiceLifecycle
import Store

/// Writes the heads of every tenant's audit lanes outside the database, signed, once a minute where they have moved.
package actor AnchorService: Service {
    private let file: AnchorFile
    private let audit: any AuditQueries
    private let tenants: @Sendable () async throws -> [TenantID]
    private let clock: any Kernel.Clock
    private let interval: Duration
    private let metrics: MetricRegistry
    private let logger: Logger
    private let key: [UInt8]
    private var last: [String: AuditAnchor]

    /// Makes the key at the first start. Throws LT5121…LT5123.
    package init(
        file: AnchorFile, audit: any AuditQueries, tenants: @Sendable @escaping () async throws -> [TenantID], clock: any Kernel.Clock,
        interval: Duration, metrics: MetricRegistry, logger: Logger
    ) throws {
        self.file = file
        self.audit = audit
        self.tenants = tenants
        self.clock = clock
        self.interval = interval
        self.metrics = metrics
        self.logger = logger
        key = try file.key(create: true)
        last = [:]
        for case let anchor? in try file.anchors() where anchor.isAuthentic(key: key) { last[anchor.tenant] = anchor }
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.anchorOrReport()
                try await Task.sleep(for: self.interval)
            }
        }
        // What was written since the last minute is anchored too.
        await anchorOrReport()
    }

    private func anchorOrReport() async {
        do {
            _ = try await anchor()
        } catch is CancellationError {
        } catch {
            metrics.add(.anchorFailures)
            logger.error("The audit ledger could not be anchored.", metadata: ["error": "\(error)"])
        }
    }

    /// Writes one line per tenant whose heads have moved; answers how many.
    package func anchor() async throws -> Int {
        var anchors: [AuditAnchor] = []
        for tenant in try await tenants() {
            let heads = try await audit.heads(tenant: tenant)
            let before = last[tenant.description]
            guard !heads.isEmpty, heads.sorted(by: { $0.lane < $1.lane }) != before?.heads else { continue }
            let at = max(clock.now(), Instant(microseconds: before?.at ?? .min))
            anchors.append(AuditAnchor(tenant: tenant, at: at, heads: heads, previous: before, key: key))
        }
        guard !anchors.isEmpty else { return 0 }
        try file.append(try anchors.map { try $0.line() })
        for anchor in anchors { last[anchor.tenant] = anchor }
        metrics.add(.anchors, [], Double(anchors.count))
        return anchors.count
    }
}
