import Foundation
import Kernel
import Operations
import Policy
import Projects

/// The daily run of the light rules over the office's own projects: silence and lateness come with the days, without anybody's act.
///
/// Projects of another government's portfolio keep the light of the day their round tells of.
package enum LightRun {
    package static let kind = "lights.compute"

    /// What a finished run tells.
    package struct Outcome: Hashable, Sendable, Codable {
        package var judged = 0
        package var changed = 0
        package init() {}
    }

    /// One run a day: the day is the key.
    package static func enqueue(_ day: CivilDate, _ tx: any Transaction) throws -> JobID {
        try tx.enqueue(kind: kind, key: day.description, payload: "{}")
    }

    /// - Parameter judge: the rules in force for a tenant today; nil before a pack is active.
    package static func jobKind(_ projects: any ProjectQueries, judge: @escaping @Sendable (TenantID) -> LightJudge?) -> JobKind {
        JobKind(kind) { context in
            var outcome = Outcome()
            guard let judge = judge(context.job.tenant) else { return try outcome.canonicalJSON() }
            var filter = ProjectFilter()
            (filter.sort, filter.descending, filter.limit) = (.code, false, 200)
            filter.after = context.job.checkpoint.flatMap { ProjectCursor($0) }
            var total: Int?
            while true {
                let page = try await projects.page(tenant: context.job.tenant, matching: filter, sight: .everything)
                total = total ?? (page.isCountExact ? page.count : nil)
                let changed = page.projects.filter(judge.differs).map(\.id)
                if !changed.isEmpty {
                    let next = page.next?.text
                    outcome.changed += try await context.write { [lease = context.lease] tx in
                        var count = 0
                        for id in changed {
                            guard var project = try tx.project(id), try judge.judge(&project, tx) else { continue }
                            // The rules' own mark leaves the record's version alone: it must not make a person's open form stale.
                            try tx.updateLights(project)
                            count += 1
                        }
                        if let next { try tx.saveCheckpoint(next, of: lease) }
                        return count
                    }
                }
                outcome.judged += page.projects.count
                try await context.report(done: Int64(outcome.judged), of: total.map(Int64.init))
                guard let next = page.next else { return try outcome.canonicalJSON() }
                filter.after = next
            }
        }
    }
}
