import Accounts
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Matching
import NIOCore
import Office
import Operations
import Policy
import Projects

/// 導入: upload, mapping, preview, progress, questions. Every step is a page of its own and works without scripts.
package struct ImportEndpoints: EndpointCollection {
    let services: ImportServices

    package init(services: ImportServices) { self.services = services }

    package static let pages: [any Page.Type] = [SectionsPage.self, ImportProgressPage.self, JobFragment.self]

    /// The form beside the file is small.
    private var uploadLimit: Int { min(ImportSource.limits.bytes, Int(services.intake.limits.file)) + (1 << 20) }

    package var endpoints: [Endpoint] {
        [
            .get("/projects/import", .action(.projectImport)) { visit in try await start(visit, nil) },
            .post("/projects/import", .action(.projectImport), body: .upload(limit: uploadLimit)) { visit in
                do { return try await upload(visit) } catch let error as AppError where error.category != .forbidden {
                    return try await start(visit, error)
                }
            },
            .post("/projects/import/samples", .action(.projectImport)) { visit in try await loadSample(visit) },
            .get("/projects/import/questions", .action(.roundManage)) { visit in try await questions(visit) },
            .get("/projects/import/{id}/mapping", .action(.projectImport)) { visit in try await mapping(visit, nil) },
            .post("/projects/import/{id}/mapping", .action(.projectImport)) { visit in try await chooseMapping(visit) },
            .get("/projects/import/{id}/preview", .action(.projectImport)) { visit in try await preview(visit) },
            .post("/projects/import/{id}/publication", .action(.projectImport)) { visit in try await publish(visit) },
            .get("/projects/import/{id}/rejected", .action(.projectImport)) { visit in try await rejected(visit) },
            .get("/projects/import/{id}/progress", .action(.projectImport)) { visit in try await progress(visit) },
            .get("/projects/import/{id}/job", .action(.projectImport)) { visit in try await fragment(visit) },
            .post("/projects/import/{id}/cancellation", .action(.projectImport)) { visit in try await cancel(visit) },
        ]
    }

    // MARK: Upload

    private func start(_ visit: Visit, _ error: AppError?) async throws -> Response {
        try await permit(visit)
        let tenant = try visit.caller.tenant
        let portfolios = try await services.desk.ports.portfolios.portfolios(tenant: tenant)
        let page = ImportPages.start(
            portfolios, try await services.drafts.drafts(tenant: tenant), try await services.drafts.mappings(tenant: tenant).map(\.name),
            error,
            visit)
        return try visit.page(
            page, title: visit.words("imports.title"), breadcrumb: crumbs(visit),
            status: error.map { .init(code: $0.category.rawValue) } ?? .ok)
    }

    private func upload(_ visit: Visit) async throws -> Response {
        try await permit(visit)
        guard let upload = visit.uploads.first(where: { $0.field == "file" && $0.size > 0 }) else {
            throw AppError("LT4228", .unprocessable)
        }
        guard let asOf = visit.form.date("as-of") else {
            throw AppError("LT4230", .unprocessable, ["field": visit.words("imports.as-of")])
        }
        let tenant = try visit.caller.tenant
        let data = try Data(contentsOf: upload.url, options: .mappedIfSafe)
        var definition = try await definition(visit, asOf: asOf)
        let source = try ImportSource.read(data, fileName: upload.fileName)
        if let name = visit.form.text("mapping"),
            let saved = try await services.drafts.mappings(tenant: tenant).first(where: { $0.name == name })
        {
            definition.mapping = saved.yaml
        } else {
            let proposal = MappingProposal.propose(
                header: source.header, sample: source.rows, id: definition.portfolio, currency: definition.currency)
            definition.mapping = proposal.mapping.yaml
        }
        let chosen = definition
        let hash = ImportDesk.hash(data)
        let account = try visit.caller.account
        let id = ImportID(services.intake.newID().rawValue)
        _ = try await services.intake.receive(
            .init(name: upload.fileName, owner: .init(kind: "import", id: id.rawValue)), body: SpooledFile(data),
            context: try visit.writeContext
        ) { tx, file in
            try tx.save(
                ImportDraft(
                    id: id, file: file.id, fileName: file.name, fileHash: hash, definition: chosen, createdAt: tx.now, createdBy: account))
        }
        return visit.redirect(to: .importMapping(id))
    }

    /// The portfolio of the form: one there is, or a new one by code and name.
    private func definition(_ visit: Visit, asOf: CivilDate) async throws -> ImportDraft.Definition {
        let tenant = try visit.caller.tenant
        if let code = visit.form.text("portfolio") {
            guard let known = try await services.desk.ports.portfolios.portfolios(tenant: tenant).first(where: { $0.code == code }) else {
                throw AppError("LT4221", .unprocessable, ["code": code])
            }
            return ImportDraft.Definition(
                portfolio: known.code, name: known.name, currency: known.currency, attribution: known.attribution, asOf: asOf, mapping: "")
        }
        guard let code = visit.form.text("code"), (1...24).contains(code.utf8.count),
            code.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 })
        else { throw AppError("LT4230", .unprocessable, ["field": visit.words("imports.code")]) }
        guard let name = visit.form.text("name"), name.count <= 200 else {
            throw AppError("LT4230", .unprocessable, ["field": visit.words("imports.name")])
        }
        guard let currency = visit.form.text("currency").flatMap({ Currency(code: $0.uppercased()) }) else {
            throw AppError("LT4230", .unprocessable, ["field": visit.words("imports.currency")])
        }
        return ImportDraft.Definition(
            portfolio: code, name: LocalizedText(zhHans: name, zhHant: name, en: name), currency: currency,
            attribution: visit.form.text("attribution") ?? "", asOf: asOf, mapping: "")
    }

    private func loadSample(_ visit: Visit) async throws -> Response {
        try await permit(visit)
        guard let sample = SamplePortfolio.all.first(where: { $0.id == visit.form["sample"] }) else { throw AppError("LT1003", .notFound) }
        let context = try visit.writeContext
        var counts = ImportPlan.Counts()
        var wasThere = true
        for round in sample.rounds {
            let (data, definition) = try sample.read(round, in: services.shipped)
            let known = try await services.desk.ports.portfolios.portfolios(tenant: context.tenant).first { $0.code == sample.code }
            if let known,
                try await services.desk.ports.portfolios.rounds(tenant: context.tenant, of: known.id).contains(where: {
                    $0.asOf == definition.asOf
                })
            {
                continue
            }
            let prepared = try await services.desk.prepare(data, fileName: round.table, definition, tenant: context.tenant)
            // Each round is a transaction of its own: the key of the form goes with the visit, not with each of them.
            let plain = WriteContext(tenant: context.tenant, actor: context.actor, packVersion: context.packVersion)
            let outcome = try await services.desk.publish(prepared, options: definition.options) { publish in
                try await visit.services.unitOfWork.write(plain, publish)
            }
            (counts, wasThere) = (outcome.counts, false)
        }
        guard
            let portfolio = try await services.desk.ports.portfolios.portfolios(tenant: context.tenant).first(where: {
                $0.code == sample.code
            })
        else { return visit.redirect(to: .imports) }
        let target = counts.vanished > 0 ? Route.importQuestions : .projects(FormData([("portfolio", portfolio.id.description)]))
        return visit.redirect(
            to: target,
            flash: wasThere
                ? FlashMessage(.notice, "imports.flash.was-there")
                : FlashMessage(
                    .success, "imports.flash.done",
                    [
                        "joined": String(counts.joined), "continuing": String(counts.continuing + counts.renamed),
                        "vanished": String(counts.vanished),
                    ]))
    }

    // MARK: Shared

    /// An import may touch any project of a portfolio: it is asked for the whole office, not for one unit.
    func permit(_ visit: Visit, _ action: Accounts.Action = .projectImport) async throws {
        let places = try await services.desk.ports.directory.jurisdictions(tenant: try visit.caller.tenant)
        guard let root = places.nodes.values.filter({ $0.parent == nil }).min(by: { $0.id < $1.id }) else { return }
        let posts = visit.permissions.visible(for: action).open
        guard posts.all || posts.jurisdictions.contains(root.id) else { throw AppError("LT1106", .forbidden, ["action": action.rawValue]) }
    }

    func draft(_ visit: Visit) async throws -> ImportDraft {
        try await permit(visit)
        guard let draft = try await services.drafts.draft(try visit.id("id"), tenant: try visit.caller.tenant) else {
            throw AppError("LT4227", .notFound)
        }
        return draft
    }

    func data(_ draft: ImportDraft, _ visit: Visit) async throws -> Data {
        guard let file = try await services.files.file(draft.file, tenant: try visit.caller.tenant) else {
            throw AppError("LT4227", .notFound)
        }
        var data = Data()
        for try await chunk in services.intake.contents(of: file) { data.append(contentsOf: chunk) }
        return data
    }

    func crumbs(_ visit: Visit, _ last: String? = nil) -> [Crumb] {
        let words = visit.words
        var crumbs = [Crumb(words("shell.nav.projects"), href: Route.projects().path)]
        crumbs.append(Crumb(words("imports.title"), href: last == nil ? nil : Route.imports.path))
        if let last { crumbs.append(Crumb(last)) }
        return crumbs
    }
}

/// A spooled upload as the parts the intake takes.
struct SpooledFile: AsyncSequence, Sendable {
    typealias Element = Data
    private let data: Data
    init(_ data: Data) { self.data = data }

    struct AsyncIterator: AsyncIteratorProtocol {
        var rest: Data
        mutating func next() async throws -> Data? {
            guard !rest.isEmpty else { return nil }
            let part = rest.prefix(StoredFile.chunkSize)
            rest = rest.dropFirst(StoredFile.chunkSize)
            return part
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: data) }
}
