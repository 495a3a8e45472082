import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import NIOCore
import Office
import Operations
import Projects

/// The files of a project: listed, taken in, given out. Who may see the project may see them, but for those of level 工作秘密.
package struct ProjectFileEndpoints: EndpointCollection {
    private let register: ProjectEndpoints
    private let files: any FileQueries
    private let intake: FileIntake
    /// Types whose text is searched for markings; the others are judged by name alone.
    private let readable: Set<FileType>

    package init(register: ProjectEndpoints, files: any FileQueries, intake: FileIntake, readable: Set<FileType>) {
        (self.register, self.files, self.intake, self.readable) = (register, files, intake, readable)
    }

    package var endpoints: [Endpoint] {
        [
            .get("/projects/{id}/files", .action(.fileRead)) { try await list($0) },
            .post("/projects/{id}/files", .action(.fileUpload), body: .upload(limit: Int(intake.limits.file) + (1 << 20))) {
                try await upload($0)
            },
            .get("/projects/{id}/files/{file}", .action(.fileRead)) { try await download($0) },
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        try await page(visit, try await register.project(visit, for: .fileRead))
    }

    private func page(_ visit: Visit, _ project: Project, refusals: [Flash] = []) async throws -> Response {
        let words = try await register.services.words(visit)
        let all = try await files.files(of: Self.owner(project), tenant: try visit.caller.tenant)
        let seen = all.filter { visit.permissions.allows(.fileRead, on: project.fileResource($0)) }
        let page = ProjectRecordPage.files(
            project, seen, hidden: all.count - seen.count, limits: intake.limits, readable: readable, permissions: visit.permissions,
            notices: refusals, words: words)
        return try visit.page(
            page, title: words.name(project), breadcrumb: register.crumbs(project, words("projects.tab.files"), words),
            watermarked: project.isRestricted || seen.contains(where: \.isRestricted),
            status: refusals.isEmpty ? .ok : .unprocessableContent)
    }

    /// Each file is taken or refused by itself; why one was refused is told beside those that came in.
    private func upload(_ visit: Visit) async throws -> Response {
        let project = try await register.project(visit, for: .fileUpload)
        let sent = visit.uploads.filter { $0.field == "file" && !$0.fileName.isEmpty }
        let isRestricted = visit.form["level"] == ProjectSecrecy.workSecret.rawValue
        // Nobody hides a file from oneself.
        if isRestricted {
            var resource = project.resource
            resource.secrecy = .workSecret
            try visit.permissions.require(.fileUpload, on: resource)
        }
        guard !sent.isEmpty else {
            return try await page(visit, project, refusals: [Flash(.danger, visit.words("projects.files.none-sent"))])
        }
        var refusals: [Flash] = []
        var taken = 0
        for upload in sent {
            do {
                let data = try Data(contentsOf: upload.url, options: .mappedIfSafe)
                _ = try await intake.receive(
                    .init(name: upload.fileName, owner: Self.owner(project), isRestricted: isRestricted), body: SpooledFile(data),
                    context: try visit.writeContext)
                taken += 1
            } catch let error as AppError where error.category != .internal && error.category != .unavailable {
                let told = visit.words.error(error)
                refusals.append(Flash(.danger, "\(upload.fileName): \(told.sentence) \(told.hint) (\(error.code))"))
            }
        }
        guard refusals.isEmpty else { return try await page(visit, project, refusals: refusals) }
        return visit.redirect(
            to: .projectTab(project.id, .files), flash: FlashMessage(.success, "projects.flash.files", ["count": String(taken)]))
    }

    /// Byte for byte, so that its digest holds; of level 工作秘密 under a name that says so and who took it, and with an entry in the ledger.
    private func download(_ visit: Visit) async throws -> Response {
        let project = try await register.project(visit, for: .fileRead)
        let caller = try visit.caller
        guard let file = try await files.file(try visit.id("file"), tenant: caller.tenant), file.owner == Self.owner(project),
            visit.permissions.allows(.fileRead, on: project.fileResource(file))
        else { throw AppError("LT1107", .notFound) }
        var name = file.name
        if file.isRestricted || project.isRestricted {
            name = "\(visit.words("projects.secrecy.work-secret"))_\(caller.name)_\(visit.today)_\(name)"
            try await visit.services.unitOfWork.write(try visit.writeContext) { tx in
                tx.record(
                    AuditDraft(
                        "file.read", "project", project.id.rawValue, organization: project.fields.organization,
                        payload: AuditPayload(note: "\(file.name) \(file.digest.hexadecimal)")))
            }
        }
        var headers = HTTPFields()
        headers[.contentType] = file.type.mediaType
        headers[.cacheControl] = "no-store"
        headers[.contentLength] = String(file.size)
        headers[.contentDisposition] = "attachment; filename*=UTF-8''\(FormData.encode(name))"
        let contents = intake.contents(of: file)
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(contentLength: Int(file.size)) { writer in
                for try await chunk in contents { try await writer.write(ByteBuffer(bytes: chunk)) }
                try await writer.finish(nil)
            })
    }

    private static func owner(_ project: Project) -> StoredFile.Owner { .init(kind: "project", id: project.id.rawValue) }
}

extension Project {
    /// One of its files as the permission table sees it.
    func fileResource(_ file: StoredFile) -> Resource {
        var resource = resource
        if file.isRestricted { resource.secrecy = .workSecret }
        return resource
    }
}
