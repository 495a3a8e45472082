/// One thing that must be well for requests to be answered: the database, the schema, the disk.
package struct HealthCheck: Sendable {
    package enum Outcome: Sendable, Hashable {
        case well
        /// Works, but somebody should look: reads are answered.
        case degraded(String)
        case failed(String)
    }
    package let name: String
    package let check: @Sendable () async -> Outcome

    package init(_ name: String, _ check: @Sendable @escaping () async -> Outcome) { (self.name, self.check) = (name, check) }
}

/// What `/readyz` answers.
package struct HealthReport: Sendable, Hashable, Codable {
    package struct Item: Sendable, Hashable, Codable {
        package let name: String
        package let status: String
        package let detail: String?
        package init(name: String, status: String, detail: String?) { (self.name, self.status, self.detail) = (name, status, detail) }
    }
    package let status: String
    package let checks: [Item]
    package init(status: String, checks: [Item]) { (self.status, self.checks) = (status, checks) }

    package var isReady: Bool { status != "failed" }
}

/// Asks every check at once, each with a deadline: a database that hangs must not hang the answer.
package struct Health: Sendable {
    private let checks: [HealthCheck]
    private let deadline: Duration

    package init(_ checks: [HealthCheck], deadline: Duration = .seconds(2)) { (self.checks, self.deadline) = (checks, deadline) }

    package func report() async -> HealthReport {
        let items = await withTaskGroup(of: (Int, HealthReport.Item).self) { group in
            for (index, check) in checks.enumerated() {
                group.addTask { (index, Self.item(check.name, await Self.outcome(of: check, within: deadline))) }
            }
            var items: [(Int, HealthReport.Item)] = []
            for await item in group { items.append(item) }
            return items.sorted { $0.0 < $1.0 }.map(\.1)
        }
        let worst = ["failed", "degraded"].first { status in items.contains { $0.status == status } } ?? "well"
        return HealthReport(status: worst, checks: items)
    }

    private static func outcome(of check: HealthCheck, within deadline: Duration) async -> HealthCheck.Outcome {
        await withTaskGroup(of: HealthCheck.Outcome.self) { group in
            group.addTask { await check.check() }
            group.addTask {
                try? await Task.sleep(for: deadline)
                return .failed("no answer")
            }
            let first = await group.next() ?? .failed("no answer")
            group.cancelAll()
            return first
        }
    }

    private static func item(_ name: String, _ outcome: HealthCheck.Outcome) -> HealthReport.Item {
        switch outcome {
        case .well: .init(name: name, status: "well", detail: nil)
        case .degraded(let detail): .init(name: name, status: "degraded", detail: detail)
        case .failed(let detail): .init(name: name, status: "failed", detail: detail)
        }
    }
}

/// Whether changes are taken: closed while the disk is full, so that what is left serves reads.
package protocol WriteAdmission: Sendable {
    /// False: answer 507 (LT5002) to whatever changes something.
    var admitsWrites: Bool { get }
}
