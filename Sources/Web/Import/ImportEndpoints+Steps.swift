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

extension ImportEndpoints {
    // MARK: Mapping

    func mapping(_ visit: Visit, _ error: AppError?) async throws -> Response {
        let draft = try await draft(visit)
        let mapping = try ImportMapping.require(draft.definition.mapping)
        let source = try ImportSource.read(
            try await data(draft, visit), fileName: draft.fileName, headerLine: mapping.headerLine, sheet: mapping.sheet)
        let proposal = MappingProposal.propose(
            header: source.header, sample: source.rows, id: draft.definition.portfolio, currency: draft.definition.currency)
        let page = ImportPages.mapping(draft, mapping, proposal, error, visit)
        return try visit.page(
            page, title: visit.words("imports.mapping.title"), breadcrumb: crumbs(visit, visit.words("imports.mapping.title")))
    }

    func chooseMapping(_ visit: Visit) async throws -> Response {
        var draft = try await draft(visit)
        guard draft.state == .draft else { return visit.redirect(to: .importProgress(draft.id)) }
        var mapping = try ImportMapping.require(draft.definition.mapping)
        let source = try ImportSource.read(
            try await data(draft, visit), fileName: draft.fileName, headerLine: mapping.headerLine, sheet: mapping.sheet)
        let fields = source.header.indices.map { visit.form["column-\($0)"].flatMap { MappedField(rawValue: $0) } }
        // What was said about a column before stays while its field stays.
        let before = mapping.columns
        let chosen = MappingProposal.choose(
            fields, header: source.header, sample: source.rows, id: mapping.id, currency: draft.definition.currency)
        mapping.columns = chosen.mapping.columns.map { column in
            before.first { $0.field == column.field && $0.match.holds(column.header, wanted: $0.header) } ?? column
        }
        mapping.currency = draft.definition.currency
        if let power = visit.form.int("unit"), (0...12).contains(power) { mapping.power = power }
        let order = visit.form["date-order"].flatMap { ValueRules.DateOrder(rawValue: $0) }
        for index in mapping.columns.indices where mapping.columns[index].field.kind == .date {
            mapping.columns[index].dateOrder = order ?? mapping.columns[index].dateOrder
        }
        let (_, faults) = ImportMapping.read(mapping.yaml)
        if !faults.isEmpty { return try await self.mapping(visit, AppError("LT4200", .unprocessable, diagnostics: faults)) }
        draft.definition.mapping = mapping.yaml
        let (saved, name, yaml) = (draft, visit.form.text("save-as").map { String($0.prefix(60)) }, mapping.yaml)
        try await visit.services.unitOfWork.write(try visit.writeContext) { tx in
            try tx.save(saved)
            if let name {
                try tx.saveMapping(named: name, yaml: yaml)
                tx.record(AuditDraft("import.mapping", "import", saved.id.rawValue, payload: AuditPayload(note: name)))
            }
        }
        return visit.redirect(to: .importPreview(draft.id))
    }

    // MARK: Preview

    func preview(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        let prepared: ImportDesk.Prepared
        do {
            prepared = try await services.desk.prepare(
                try await data(draft, visit), fileName: draft.fileName, draft.definition, tenant: try visit.caller.tenant,
                atMost: ImportDesk.previewRows)
        } catch let error as AppError where error.code == "LT4200" {
            return try await mapping(visit, error)
        }
        let tree = try await services.desk.ports.directory.organizations(tenant: try visit.caller.tenant)
        let page = ImportPages.preview(draft, prepared, tree, visit)
        return try visit.page(
            page, title: visit.words("imports.preview.title"), breadcrumb: crumbs(visit, visit.words("imports.preview.title")))
    }

    func rejected(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        let prepared = try await services.desk.prepare(
            try await data(draft, visit), fileName: draft.fileName, draft.definition, tenant: try visit.caller.tenant)
        let header = prepared.source.header
        var table = Table(
            columns: [Column(visit.words("imports.line"), .integer), Column(visit.words("imports.reason"))] + header.map { Column($0) })
        for entry in prepared.plan.entries where entry.verdict == .rejected {
            let reasons = entry.diagnostics.filter { $0.severity == .error }.map { visit.words.diagnostic($0) }
            let told = reasons.map { [$0.place, $0.sentence].compactMap { $0 }.joined(separator: " ") }.joined(separator: "\n")
            table.rows.append([Cell.number(entry.record.line), .text(told)] + header.map { .text(entry.record.raw[$0] ?? "") })
        }
        return visit.download(
            ByteBuffer(bytes: try TableWriter.csv.data(table, name: "rejected")), name: "rejected-\(draft.id).csv",
            contentType: "text/csv; charset=utf-8")
    }

    func publish(_ visit: Visit) async throws -> Response {
        var draft = try await draft(visit)
        // What failed or was cancelled wrote nothing and may be tried again.
        let last = try await job(draft, visit)
        let mayRun = draft.state == .draft || last?.state == .failed || last?.state == .cancelled
        guard mayRun else { return visit.redirect(to: .importProgress(draft.id)) }
        draft.definition.options = ImportOptions(
            createsOrganizations: draft.definition.options.createsOrganizations, leavesOutRejected: visit.form["leave-out"] == "yes")
        draft.state = .queued
        let queued = draft
        try await visit.services.unitOfWork.write(try visit.writeContext) { tx in
            var queued = queued
            let payload = String(decoding: try JSONEncoder().encode(ImportJob.Payload(draft: queued.id)), as: UTF8.self)
            if let id = queued.job { _ = try tx.requeue(id) }
            queued.job = try tx.enqueue(kind: ImportJob.kind, key: queued.id.description, payload: payload)
            try tx.save(queued)
            tx.record(AuditDraft("project.import-queue", "import", queued.id.rawValue, payload: AuditPayload(note: queued.fileName)))
        }
        return visit.redirect(to: .importProgress(draft.id))
    }

    // MARK: Progress

    func progress(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        let job = try await job(draft, visit)
        let page = ImportPages.progress(draft, job, visit)
        return try visit.page(
            page, title: visit.words("imports.progress.title"), breadcrumb: crumbs(visit, visit.words("imports.progress.title")))
    }

    func fragment(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        let job = try await job(draft, visit)
        return try visit.page(JobFragment(ImportPages.jobProgress(draft, job, visit)), title: "")
    }

    func cancel(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        if let job = draft.job {
            _ = try await visit.services.unitOfWork.write(try visit.writeContext) { tx in try tx.requestCancel(of: job) }
        }
        return visit.redirect(to: .importProgress(draft.id))
    }

    private func job(_ draft: ImportDraft, _ visit: Visit) async throws -> Job? {
        guard let id = draft.job else { return nil }
        return try await services.jobs.job(id, tenant: try visit.caller.tenant)
    }

    // MARK: Questions

    /// Projects a round no longer names, each with what it may have become.
    func questions(_ visit: Visit) async throws -> Response {
        try await permit(visit, .roundManage)
        let tenant = try visit.caller.tenant
        let open = try await services.desk.ports.portfolios.openAbsences(tenant: tenant, sight: visit.projectSight)
        let suggestions = try await services.desk.successors(of: open, tenant: tenant)
        let page = ImportPages.questions(open, suggestions, visit)
        return try visit.page(
            page, title: visit.words("imports.questions.title"), breadcrumb: crumbs(visit, visit.words("imports.questions.title")))
    }
}
