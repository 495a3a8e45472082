import Accounts
import Chain
import HTTPTypes
import Hummingbird
import Kernel
import Office
import Policy
import Projects

/// The register: list, record, forms, lights, and the same as JSON.
package struct ProjectEndpoints: EndpointCollection {
    let services: ProjectServices

    package init(services: ProjectServices) { self.services = services }

    /// Every page these endpoints show.
    package static let pages: [any Page.Type] = [
        ProjectListPage.self, ProjectRecordPage.self, ProjectFormPage.self, VerificationsPage.self,
    ]

    package var endpoints: [Endpoint] {
        [
            .get("/projects", .action(.projectRead)) { try await list($0) },
            .get("/projects/export/{kind}", .action(.projectExport)) { try await export($0) },
            .post("/projects/views", .action(.projectRead)) { try await saveView($0) },
            .post("/projects/views/{id}/deletion", .action(.projectRead)) { try await deleteView($0) },
            .get("/projects/verifications", .action(.projectRead)) { try await verifications($0) },
            .get("/projects/new", .action(.projectCreate)) { try await newForm($0) },
            .post("/projects", .action(.projectCreate)) { try await create($0) },
            .get("/projects/{id}", .action(.projectRead)) { try await overview($0) },
            .post("/projects/{id}", .action(.projectEdit)) { try await edit($0) },
            .get("/projects/{id}/edit", .action(.projectEdit)) { try await editForm($0) },
            .get("/projects/{id}/figures", .action(.projectRead)) { try await figures($0) },
            .post("/projects/{id}/figures", .action(.projectEdit)) { try await recordFigure($0) },
            .post("/projects/{id}/baselines", .action(.baselineApprove)) { try await addBaseline($0) },
            .get("/projects/{id}/lights", .action(.projectRead)) { try await marks($0) },
            .get("/projects/{id}/rounds", .action(.projectRead)) { try await rounds($0) },
            .get("/projects/{id}/audit", .action(.projectRead)) { try await audit($0) },
            .get("/projects/{id}/report", .action(.lightDeclare)) { try await reportForm($0) },
            .post("/projects/{id}/report", .action(.lightDeclare)) { try await report($0) },
            .get("/projects/{id}/confirmation", .action(.lightConfirm)) { try await confirmationForm($0) },
            .post("/projects/{id}/confirmation", .action(.lightConfirm)) { try await confirm($0) },
            .post("/projects/{id}/verification", .action(.lightAnswer)) { try await answerVerification($0) },
            .post("/projects/{id}/absence", .action(.roundManage)) { try await answerAbsence($0) },
        ] + api
    }

    /// The project of the path, if this person may do `action` to it; not found when it is out of sight.
    func project(_ visit: Visit, for action: Accounts.Action) async throws -> Project {
        let id: ProjectID = try visit.id("id")
        guard let project = try await services.projects.project(tenant: try visit.caller.tenant, id: id, sight: visit.projectSight) else {
            throw AppError("LT3013", .notFound)
        }
        // What the query let through may be seen; anything more is asked of the table.
        if action != .projectRead { try visit.permissions.require(action, on: project.resource) }
        return project
    }

    func crumbs(_ project: Project? = nil, _ last: String? = nil, _ words: ProjectWords) -> [Crumb] {
        [Crumb(words("projects.title"), href: Route.projects().path)]
            + (project.map { [Crumb(words.name($0), href: last == nil ? nil : Route.project($0.id).path)] } ?? [])
            + (last.map { [Crumb($0)] } ?? [])
    }
}

extension Visit {
    /// A key of its own for each form shown: the same form sent twice takes effect once.
    var formKey: String { form["idempotency-key"] ?? "form-\(requestID)" }
}
