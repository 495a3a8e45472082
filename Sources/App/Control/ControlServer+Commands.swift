import Kernel
import Office
import Operations
import Persistence

extension ControlServer {
    /// The commands every server answers: `backup` (file), `audit-verify`, `status`.
    package static func standardHandlers(
        database: any Database, unitOfWork: any UnitOfWork, tenants: @Sendable @escaping () async throws -> [TenantID], anchors: AnchorFile,
        health: Health, clock: any Kernel.Clock
    ) -> [String: ControlHandler] {
        [
            "backup": { request, actor, progress in
                guard let path = request.arguments["file"], path.hasPrefix("/") else { throw AppError("LT5135", .invalid) }
                let report = try await Backups(database: database, clock: clock).back(upTo: path, progress: progress)
                for tenant in try await tenants() {
                    try await unitOfWork.write(WriteContext(tenant: tenant, actor: actor, packVersion: "-")) { transaction in
                        transaction.record(
                            AuditDraft(
                                "backup.make", "backup", nil, payload: AuditPayload(note: "\(report.rows) rows, \(report.bytes) bytes")))
                    }
                }
                return try json(report)
            },
            "audit-verify": { request, _, _ in
                let file = AnchorFile(
                    path: request.arguments["anchors"] ?? anchors.path, keyPath: request.arguments["key"] ?? anchors.keyPath)
                return try json(
                    try await AuditCheck(database: database).run(anchors: request.arguments["without"] == "true" ? nil : file))
            },
            "status": { _, _, _ in try json(await health.report()) },
        ]
    }

    package static func json(_ value: some Encodable) throws -> String { try value.canonicalJSON() }
}
