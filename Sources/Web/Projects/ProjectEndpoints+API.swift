import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Office
import Operations
import Projects

extension ProjectEndpoints {
    var api: [Endpoint] {
        [
            .get(
                "/api/projects", .action(.projectRead),
                operation: Operation("listProjects", query: ProjectDTO.filters, answer: ProjectPageDTO.shape)
            ) {
                try await apiList($0)
            },
            .post(
                "/api/projects", .action(.projectCreate),
                operation: Operation(
                    "createProject", body: .named("ProjectFields"), status: 201, answer: .named("Version"), isVersioned: true)
            ) { try await apiCreate($0) },
            .get(
                "/api/projects/{id}", .action(.projectRead),
                operation: Operation("getProject", answer: .named("Project"), isVersioned: true)
            ) { try await apiOne($0) },
            Endpoint(
                .patch, "/api/projects/{id}", .action(.projectEdit),
                operation: Operation("changeProject", body: .named("ProjectFields"), answer: .named("Version"), isVersioned: true)
            ) { try await apiEdit($0) },
        ]
    }

    private func apiList(_ visit: Visit) async throws -> Response {
        var filter = ProjectListQuery(visit.query, today: visit.today).filter
        filter.limit = min(max(visit.query.int("limit") ?? 100, 1), 200)
        let page = try await services.projects.page(tenant: try visit.caller.tenant, matching: filter, sight: visit.projectSight)
        return visit.json(
            ProjectPageDTO(
                projects: page.projects.map(ProjectDTO.init), count: min(page.count, ProjectPage.countLimit),
                countIsExact: page.isCountExact, next: page.next?.text
            ).text)
    }

    private func apiOne(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .projectRead)
        var response = try visit.json(ProjectDTO(project))
        response.headers[.eTag] = "\"\(project.version)\""
        return response
    }

    private func apiCreate(_ visit: Visit) async throws -> Response {
        let body = try visit.decode(ProjectBody.self)
        let id = try await register(Self.settled(body.texts), visit) { id in
            StoredAnswer(status: 201, location: "/api/projects/\(id)", body: #"{"id":"\#(id)","version":1}"#)
        }
        var response = try visit.json(Created(id: id, version: 1), status: .created)
        response.headers[.location] = "/api/projects/\(id)"
        response.headers[.eTag] = "\"1\""
        return response
    }

    private func apiEdit(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .projectEdit)
        let body = try visit.decode(ProjectBody.self)
        // An edit must say what it has seen: without If-Match somebody else's change would be lost.
        guard let match = visit.request.headers[.ifMatch], let version = Int64(match.filter { $0 != "\"" }) else {
            throw AppError("LT3015", .stale, ["version": String(project.version)])
        }
        let id = project.id
        let now = try await change(project, Self.settled(body.texts), version: version, visit) { version in
            StoredAnswer(status: 200, body: #"{"id":"\#(id)","version":\#(version)}"#)
        }
        var response = try visit.json(Created(id: id, version: now))
        response.headers[.eTag] = "\"\(now)\""
        return response
    }

    private static func settled(_ texts: [String: String]) -> [String: String] {
        var texts = texts
        if texts["clause"]?.isEmpty == false { texts["no-clause-reason"] = "" }
        return texts
    }

    private struct Created: Encodable {
        let id: ProjectID
        let version: Int64
    }
}
