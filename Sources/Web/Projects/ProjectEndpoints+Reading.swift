import Accounts
import Chain
import Foundation
import Hummingbird
import Kernel
import NIOCore
import Office
import Operations
import Policy
import Projects

extension ProjectEndpoints {
    func list(_ visit: Visit) async throws -> Response {
        let caller = try visit.caller
        let words = try await services.words(visit)
        let query = ProjectListQuery(visit.query, today: visit.today)
        let page = try await services.projects.page(tenant: caller.tenant, matching: query.filter, sight: visit.projectSight)
        let shelf = try await services.views.shelf(tenant: caller.tenant, account: caller.account, list: "projects")
        let content = ProjectListPage.Content(
            query: query, page: page, views: shelf.views, portfolios: shelf.portfolios, mayCreate: visit.permissions.allows(.projectCreate),
            mayImport: visit.permissions.visible(for: .projectImport).open.all,
            mayExport: visit.permissions.allows(.projectExport), today: visit.today, offsetMinutes: visit.services.settings.offsetMinutes)
        return try visit.page(
            ProjectListPage(content, words), title: words("projects.title"),
            watermarked: page.projects.contains { $0.fields.secrecy == .workSecret }
        )
    }

    /// - Parameter error: what was wrong with the baseline sent from this page.
    func overview(_ visit: Visit, error: AppError? = nil) async throws -> Response {
        let id: ProjectID = try visit.id("id")
        let tenant = try visit.caller.tenant
        let words = try await services.words(visit)
        guard let detail = try await services.projects.detail(tenant: tenant, id: id, sight: visit.projectSight) else {
            throw AppError("LT3013", .notFound)
        }
        let project = detail.project
        let relations = try await services.chain.relations(of: NodeReference(.project, id.rawValue), tenant: tenant)
        let page = ProjectRecordPage.overview(
            detail, relations: relations, attribution: try await attribution(project, tenant), permissions: visit.permissions,
            today: visit.today, key: error == nil ? visit.formKey : "form-\(visit.requestID)", typed: visit.form, error: error, words: words
        )
        return try visit.page(
            page, title: words.name(project), breadcrumb: crumbs(project, nil, words),
            thread: ProjectRecordPage.thread(project, relations: relations, permissions: visit.permissions, words: words),
            watermarked: project.isRestricted, status: error == nil ? .ok : .unprocessableContent)
    }

    private func attribution(_ project: Project, _ tenant: TenantID) async throws -> String? {
        guard let id = project.portfolio else { return nil }
        return try await services.portfolios.portfolios(tenant: tenant).first { $0.id == id }?.attribution
    }

    private func tab(_ visit: Visit, _ page: ProjectRecordPage, _ project: Project, _ tab: ProjectTab, _ words: ProjectWords) throws
        -> Response
    {
        try visit.page(
            page, title: words.name(project), breadcrumb: crumbs(project, words("projects.tab.\(tab.rawValue)"), words),
            watermarked: project.isRestricted)
    }

    func figures(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .projectRead)
        return try await figures(visit, project)
    }

    func figures(_ visit: Visit, _ project: Project, error: AppError? = nil) async throws -> Response {
        let words = try await services.words(visit)
        let figures = try await services.projects.figures(tenant: try visit.caller.tenant, of: project.id)
        let page = ProjectRecordPage.figures(
            project, figures, permissions: visit.permissions, key: visit.formKey, today: visit.today, error: error, typed: visit.form,
            words: words)
        return try visit.page(
            page, title: words.name(project), breadcrumb: crumbs(project, words("projects.tab.figures"), words),
            watermarked: project.isRestricted,
            status: error == nil ? .ok : .unprocessableContent)
    }

    func marks(_ visit: Visit) async throws -> Response {
        let id: ProjectID = try visit.id("id")
        let tenant = try visit.caller.tenant
        guard let detail = try await services.projects.detail(tenant: tenant, id: id, sight: visit.projectSight) else {
            throw AppError("LT3013", .notFound)
        }
        let words = try await services.words(visit)
        let page = ProjectRecordPage.marks(
            detail.project, detail.lights, detail.verifications, permissions: visit.permissions, key: visit.formKey, words: words)
        return try tab(visit, page, detail.project, .lights, words)
    }

    func rounds(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .projectRead)
        let tenant = try visit.caller.tenant
        let words = try await services.words(visit)
        let absence =
            project.presence == .vanished
            ? try await services.portfolios.openAbsences(tenant: tenant, sight: visit.projectSight).first { $0.project.id == project.id }?
                .absence
            : nil
        let page = ProjectRecordPage.rounds(
            project, try await services.projects.rounds(tenant: tenant, of: project.id), absence: absence, permissions: visit.permissions,
            key: visit.formKey, attribution: try await attribution(project, tenant), words: words)
        return try tab(visit, page, project, .rounds, words)
    }

    /// A project's history is for those who change it and for auditors.
    func audit(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .projectRead)
        if !visit.permissions.allows(.auditRead) { try visit.permissions.require(.projectEdit, on: project.resource) }
        var filter = AuditFilter()
        filter.objectKind = "project"
        filter.objectID = project.id.rawValue
        filter.limit = 200
        let words = try await services.words(visit)
        let records = try await services.audit.entries(tenant: try visit.caller.tenant, matching: filter)
        return try tab(
            visit, ProjectRecordPage.audit(project, records, permissions: visit.permissions, words: words), project, .audit, words)
    }

    func verifications(_ visit: Visit) async throws -> Response {
        let words = try await services.words(visit)
        let pending = try await services.projects.pendingVerifications(tenant: try visit.caller.tenant, sight: visit.projectSight)
        return try visit.page(
            VerificationsPage(pending, today: visit.today, words: words), title: words("projects.verifications"),
            breadcrumb: crumbs(nil, words("projects.verifications"), words), watermarked: pending.contains { $0.project.isRestricted })
    }

    func saveView(_ visit: Visit) async throws -> Response {
        // Read and written back, so that what is kept is an address of ours.
        let query = ProjectListQuery(try FormData(urlEncoded: visit.form["query"] ?? ""), today: visit.today)
        try await services.commands.saveView(
            list: "projects", name: visit.form.text("name") ?? "", query: query.form.queryString, account: try visit.caller.account,
            context: try visit.writeContext)
        return visit.redirect(to: query.route, flash: FlashMessage(.success, "projects.flash.view-saved"))
    }

    func deleteView(_ visit: Visit) async throws -> Response {
        try await services.commands.deleteView(try visit.id("id"), account: try visit.caller.account, context: try visit.writeContext)
        return visit.redirect(to: .projects(), flash: FlashMessage(.success, "projects.flash.view-deleted"))
    }
}

extension Project {
    var isRestricted: Bool { fields.secrecy == .workSecret }
}
