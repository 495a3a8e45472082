import Foundation
import Kernel
import Operations
import Projects

/// Publishing an upload in the background: read, plan, and one transaction at the end. Killed before it, nothing has happened.
package enum ImportJob {
    package static let kind = "import.publish"

    package struct Payload: Sendable, Codable {
        package let draft: ImportID
        package init(draft: ImportID) { self.draft = draft }
    }

    package static func jobKind(_ desk: ImportDesk, drafts: any ImportQueries, files: any FileQueries, intake: FileIntake) -> JobKind {
        JobKind(kind) { context in
            let tenant = context.job.tenant
            let payload = try JSONDecoder().decode(Payload.self, from: Data(context.job.payload.utf8))
            guard var draft = try await drafts.draft(payload.draft, tenant: tenant),
                let file = try await files.file(draft.file, tenant: tenant)
            else { throw AppError("LT4227", .notFound) }
            var data = Data()
            for try await chunk in intake.contents(of: file) { data.append(contentsOf: chunk) }
            try await context.report(done: 0, of: nil, "imports.job.reading")
            let prepared = try await desk.prepare(data, fileName: draft.fileName, draft.definition, tenant: tenant)
            let rows = Int64(prepared.plan.entries.count)
            try await context.report(done: rows / 2, of: rows, "imports.job.publishing")
            draft.state = .done
            let finished = draft
            let outcome = try await desk.publish(prepared, options: draft.definition.options) { publish in
                try await context.write { tx in
                    let round = try publish(tx)
                    try tx.save(finished)
                    return round
                }
            }
            try await context.report(done: rows, of: rows)
            return try outcome.canonicalJSON()
        }
    }
}
