import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Office
import Operations
import Policy

/// Settings → policy packs: the versions, the framework that is in force, and checking and activating a new version.
package struct PackEndpoints: EndpointCollection {
    private let packs: ActivePacks
    private let queries: any PackQueries

    package init(packs: ActivePacks, queries: any PackQueries) { (self.packs, self.queries) = (packs, queries) }

    package var endpoints: [Endpoint] {
        [
            .get("/settings", .signedIn) { visit in
                guard let first = SettingsTabs.first(for: visit) else { return visit.redirect(to: .account) }
                return visit.redirect(to: first)
            },
            .get("/settings/packs", .action(.packRead)) { visit in try await list(visit, faults: [], status: .ok) },
            .post("/settings/packs", .action(.packActivate), body: .upload(limit: 8 << 20), activate),
            .get(
                "/api/packs", .action(.packRead),
                operation: Operation(
                    "listPacks",
                    answer: .list(
                        .object(
                            [.field("effective", .date), .field("activatedAt", .instant)] + Shape.fields(["pack", "activatedBy"], .text)))),
                api),
        ]
    }

    private func list(_ visit: Visit, faults: [Diagnostic], notice: String? = nil, status: HTTPResponse.Status) async throws -> Response {
        let words = visit.words
        let tenant = try visit.caller.tenant
        let records = try await queries.packs(tenant: tenant)
        let active = packs.pack(tenant, on: visit.today)
        var sections = [
            SectionsPage.Section(
                "versions", title: words("settings.packs.versions"), text: words("settings.packs.versions.text"),
                table: DataTable(
                    id: "packs", caption: words("settings.packs.versions"),
                    columns: [
                        TableColumn(words("settings.packs.column.version")), TableColumn(words("settings.packs.column.effective"), .date),
                        TableColumn(words("settings.packs.column.state")), TableColumn(words("settings.packs.column.activated")),
                    ],
                    rows: records.map { record in
                        let state =
                            record.reference == active?.reference
                            ? "settings.packs.active" : record.effective > visit.today ? "settings.packs.waiting" : "settings.packs.past"
                        return TableRow(
                            id: record.reference.description, name: record.reference.description,
                            [
                                TableCell(record.reference.description, second: words(record.title)),
                                TableCell(words.date(record.effective)),
                                TableCell(words(state)),
                                TableCell(
                                    record.activatedBy,
                                    second: words.time(record.activatedAt, offsetMinutes: visit.services.settings.offsetMinutes)),
                            ])
                    }, empty: EmptyState(words("settings.packs.empty"), words("settings.packs.empty.text"))))
        ]
        if visit.permissions.allows(.packActivate) {
            sections.append(
                SectionsPage.Section(
                    "activation", title: words("settings.packs.activate"), text: words("settings.packs.activate.text"),
                    form: Form(
                        id: "pack-form", action: Route.packs.path,
                        fields: [
                            FormField(
                                .file(accept: ".yaml,.yml,.dmn,.xml"), name: "files", label: words("settings.packs.files"),
                                hint: words("settings.packs.files.hint"), isRequired: true, acceptsMany: true),
                            FormField(
                                .line(type: "date"), name: "effective", label: words("settings.packs.column.effective"),
                                hint: words("settings.packs.effective.hint"), isHalf: true),
                            FormField(.checkbox(isChecked: true), name: "check", label: words("settings.packs.only-check")),
                        ], submit: words("settings.packs.submit"), diagnostics: DiagnosticsList(faults, words: words))))
        }
        if let framework = active?.framework {
            sections.append(
                SectionsPage.Section(
                    "framework", title: words(framework.name),
                    table: DataTable(
                        id: "pillars", caption: words(framework.name),
                        columns: [TableColumn(words("settings.packs.pillar")), TableColumn(words("settings.packs.meaning"))],
                        rows: framework.pillars.map {
                            TableRow(
                                id: $0.id, name: words($0.name),
                                [TableCell(words($0.name), second: words($0.slogan)), TableCell(words($0.description))])
                        }, empty: EmptyState("", ""))))
            for set in framework.tagSets {
                sections.append(
                    SectionsPage.Section(
                        set.id, title: words(set.name),
                        table: DataTable(
                            id: "set-\(set.id)", caption: words(set.name),
                            columns: [TableColumn(words("settings.packs.tag")), TableColumn(words("settings.packs.meaning"))],
                            rows: set.items.map {
                                TableRow(id: $0.id, name: words($0.name), [TableCell(words($0.name)), TableCell(words($0.explanation))])
                            },
                            empty: EmptyState("", ""))))
            }
        }
        return try visit.page(
            SectionsPage(
                PageHeader(
                    words("settings.packs"), subtitle: active.map { words("settings.packs.subtitle", ["pack": $0.reference.description]) },
                    secondary: [Action(words("settings.rules"), href: Route.rules(nil).path)]),
                tabs: SettingsTabs.tabs(for: visit), alert: notice, sections: sections), title: words("settings.packs"), status: status)
    }

    /// Checks what was uploaded; without "check only" and without faults it becomes a version with its effective date.
    private func activate(_ visit: Visit) async throws -> Response {
        var files: [String: [UInt8]] = [:]
        for upload in visit.uploads where upload.field == "files" {
            files[upload.fileName] = Array(try Data(contentsOf: upload.url))
        }
        guard !files.isEmpty else {
            return try await list(visit, faults: [Diagnostic(.error, "LT2090", ["directory": "—"])], status: .unprocessableContent)
        }
        try await refuseMarked(files, visit)
        let tenant = try visit.caller.tenant
        var archive = try PackArchive(files: files)
        // A local pack stands on the version in force when it does not carry its base.
        if let base = packs.pack(tenant, on: visit.today), try archive.base == nil, let head = files["pack.yaml"],
            String(decoding: head, as: UTF8.self).contains("extends:")
        {
            archive = try archive.standing(on: try PackArchive(files: base.archive.ownFiles))
        }
        let (pack, diagnostics) = PackLoader.load(archive)
        guard let pack else { return try await list(visit, faults: diagnostics, status: .unprocessableContent) }
        guard visit.form["check"] == nil else {
            return try await list(
                visit, faults: diagnostics, notice: visit.words("settings.packs.sound", ["pack": pack.reference.description]), status: .ok)
        }
        let activated = try await packs.activate(
            archive, effective: visit.form.date("effective"), context: try visit.writeContext, unitOfWork: visit.services.unitOfWork)
        return visit.redirect(
            to: .packs, flash: FlashMessage(.success, "settings.packs.flash.activated", ["pack": activated.reference.description]))
    }

    /// Throws LT4103, with a line in the ledger, when a file's name or text carries a 密級 marking.
    private func refuseMarked(_ files: [String: [UInt8]], _ visit: Visit) async throws {
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            guard let marking = SecrecyMarking.scan(name: name) ?? SecrecyMarking.scan(text: String(decoding: bytes, as: UTF8.self)) else {
                continue
            }
            try await visit.services.unitOfWork.write(try visit.writeContext) { tx in
                tx.record(
                    AuditDraft("file.refuse-classified", "pack", nil, payload: AuditPayload(note: "\(name): \(marking.level.rawValue)")))
            }
            throw AppError("LT4103", .unprocessable, ["level": marking.level.rawValue, "line": marking.line.map(String.init) ?? "-"])
        }
    }

    private func api(_ visit: Visit) async throws -> Response {
        struct Version: Encodable { let pack: String, effective: CivilDate, activatedAt: String, activatedBy: String }
        return try visit.json(
            try await queries.packs(tenant: try visit.caller.tenant).map {
                Version(
                    pack: $0.reference.description, effective: $0.effective, activatedAt: $0.activatedAt.iso8601,
                    activatedBy: $0.activatedBy)
            })
    }
}
