import Accounts
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import NIOCore
import Operations

/// The audit ledger, for auditors only: newest first, filters in the address, older pages by position.
package struct AuditPage: Page {
    package static let template = "settings/list"
    let header: PageHeader
    let tabs: Tabs
    let filter: FilterBar
    let table: DataTable
}

package struct AuditEndpoints: EndpointCollection {
    private let queries: any AuditQueries
    private static let pageSize = 50
    private static let exportLimit = 5000

    package init(queries: any AuditQueries) { self.queries = queries }

    package var endpoints: [Endpoint] {
        [
            .get("/settings/audit", .action(.auditRead), list),
            .get("/settings/audit/export", .action(.auditRead), export),
            .get(
                "/api/audit", .action(.auditRead),
                operation: Operation(
                    "listAudit",
                    query: [
                        .init("action"), .init("object"), .init("id", .id), .init("from", .date), .init("until", .date), .init("before"),
                    ],
                    answer: AuditEntryResource.shape), api),
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let caller = try visit.caller
        let words = visit.words
        var filter = Self.filter(visit)
        filter.limit = Self.pageSize + 1
        let found = try await queries.entries(tenant: caller.tenant, matching: filter)
        let shown = found.prefix(Self.pageSize)
        var older: String?
        if found.count > Self.pageSize, let last = shown.last {
            older = Route.audit(visit.query.replacing("before", Self.text(of: last.entry))).path
        }
        let page = AuditPage(
            header: PageHeader(words("settings.audit"), subtitle: words("settings.audit.subtitle")), tabs: SettingsTabs.tabs(for: visit),
            filter: bar(visit),
            table: DataTable(
                id: "audit", caption: words("settings.audit"),
                columns: ["time", "actor", "act", "object", "change"].map { TableColumn(words("settings.audit.column.\($0)")) },
                rows: shown.map { Self.row($0, visit) },
                empty: EmptyState(words("settings.audit.empty"), words("settings.audit.empty.text")),
                pager: Pager(
                    shown: shown.count, total: shown.count,
                    previous: visit.query["before"] == nil ? nil : Route.audit(visit.query.replacing("before", nil)).path, next: older,
                    words: words)))
        return try visit.page(page, title: words("settings.audit"), watermarked: true)
    }

    private func bar(_ visit: Visit) -> FilterBar {
        let words = visit.words
        func options(_ name: String, _ values: [String]) -> [FieldOption] {
            [FieldOption(words("settings.audit.any"), value: "", isSelected: visit.query.text(name) == nil)]
                + values.map { FieldOption(Self.told($0, name, words), value: $0, isSelected: visit.query.text(name) == $0) }
        }
        let chips = ["action", "object", "id", "from", "until"].compactMap { name in
            visit.query.text(name).map {
                FilterChip(
                    "\(words("settings.audit.filter.\(name)")) \(Self.told($0, name, words))",
                    without: Route.audit(visit.query.replacing(name, nil)).path)
            }
        }
        return FilterBar(
            action: Route.audit().path, label: words("settings.audit.filter"),
            selects: [
                FilterSelect(name: "action", label: words("settings.audit.filter.action"), options("action", Self.actions)),
                FilterSelect(name: "object", label: words("settings.audit.filter.object"), options("object", Self.objects)),
                FilterSelect(
                    name: "from", label: words("settings.audit.filter.from"),
                    [1, 7, 30, 180].reduce(into: [FieldOption(words("settings.audit.any"), value: "")]) { options, days in
                        let day = visit.today.adding(days: -days).description
                        options.append(
                            FieldOption(words("settings.audit.days", count: days), value: day, isSelected: visit.query.text("from") == day))
                    }),
            ], chips: chips, reset: Route.audit().path,
            exports: [Action("CSV", href: Route.auditExport(visit.query.replacing("before", nil)).path, icon: "download")])
    }

    static let actions = Phrases.acts
    private static func told(_ value: String, _ filter: String, _ words: Phrases) -> String {
        switch filter {
        case "action": words.act(value)
        case "object": words.auditObject(value)
        default: value
        }
    }

    static let objects = ["project", "order", "account", "person", "organization", "pack", "file", "backup", "job", "tenant"]

    private static func row(_ record: AuditRecord, _ visit: Visit) -> TableRow {
        let entry = record.entry
        let place = "\(entry.lane):\(entry.sequence)"
        let changes = record.payload?.changes.prefix(4).map { "\($0.field): \($0.before ?? "—") → \($0.after ?? "—")" } ?? []
        let detail = record.payload.map { ($0.note.map { [$0] } ?? []) + changes } ?? [visit.words("settings.audit.erased")]
        let words = visit.words
        let kind = words.auditObject(entry.objectKind)
        let object = entry.objectID.map { "\(kind) \($0)" } ?? kind
        return TableRow(
            id: place, name: place,
            [
                TableCell(visit.words.time(entry.at, offsetMinutes: visit.services.settings.offsetMinutes), second: place),
                TableCell(entry.actorName, second: entry.origin), TableCell(words.act(entry.action), second: entry.packVersion),
                TableCell(object, href: entry.objectKind == "project" ? entry.objectID.map { Route.project(ProjectID($0)).path } : nil),
                TableCell(String(detail.joined(separator: "；").prefix(300))),
            ])
    }

    private func export(_ visit: Visit) async throws -> Response {
        let caller = try visit.caller
        var filter = Self.filter(visit)
        filter.limit = 200
        var writer = CSVWriter(
            columns: ["lane", "sequence", "time", "actor", "origin", "action", "object", "id", "pack", "changes"].map { Column($0) })
        var written = 0
        while written < Self.exportLimit {
            let records = try await queries.entries(tenant: caller.tenant, matching: filter)
            for record in records {
                let entry = record.entry
                let changes = record.payload?.changes.map { "\($0.field): \($0.before ?? "") → \($0.after ?? "")" } ?? []
                writer.append(
                    [
                        String(entry.lane), String(entry.sequence), entry.at.iso8601, entry.actorName, entry.origin, entry.action,
                        entry.objectKind, entry.objectID.map(String.init) ?? "", entry.packVersion, changes.joined(separator: "; "),
                    ].map { Cell.text($0) })
            }
            written += records.count
            guard records.count == filter.limit, let last = records.last?.entry else { break }
            filter.before = AuditPosition(at: last.at, lane: last.lane, sequence: last.sequence)
        }
        return visit.download(ByteBuffer(bytes: writer.drain()), name: "audit-\(visit.today).csv", contentType: "text/csv; charset=utf-8")
    }

    private func api(_ visit: Visit) async throws -> Response {
        var filter = Self.filter(visit)
        filter.limit = 100
        let found = try await queries.entries(tenant: try visit.caller.tenant, matching: filter)
        return try visit.json(found.map(AuditEntryResource.init))
    }

    private static func filter(_ visit: Visit) -> AuditFilter {
        var filter = AuditFilter()
        filter.action = visit.query.text("action")
        filter.objectKind = visit.query.text("object")
        filter.objectID = visit.query.int("id").map(Int64.init)
        let offset = Int64(visit.services.settings.offsetMinutes) * 60_000_000
        func instant(_ day: CivilDate) -> Instant { Instant(microseconds: Int64(day.daysSince1970) * 86_400_000_000 - offset) }
        filter.from = visit.query.date("from").map(instant)
        filter.until = visit.query.date("until").map { instant($0.adding(days: 1)) }
        if let parts = visit.query.text("before")?.split(separator: "-").compactMap({ Int64($0) }), parts.count == 3 {
            filter.before = AuditPosition(at: Instant(microseconds: parts[0]), lane: Int(clamping: parts[1]), sequence: parts[2])
        }
        return filter
    }

    private static func text(of entry: AuditEntry) -> String { "\(entry.at.microseconds)-\(entry.lane)-\(entry.sequence)" }
}

/// An entry as the API tells it.
struct AuditEntryResource: Encodable {
    let lane: Int, sequence: String, at: String, actor: String, origin: String, action: String, object: String, id: String?
    let pack: String, changes: [AuditPayload.Change]?

    init(_ record: AuditRecord) {
        let entry = record.entry
        (lane, sequence, at) = (entry.lane, String(entry.sequence), entry.at.iso8601)
        (actor, origin, action, object) = (entry.actorName, entry.origin, entry.action, entry.objectKind)
        (id, pack, changes) = (entry.objectID.map(String.init), entry.packVersion, record.payload?.changes)
    }
}

extension FormData {
    /// These fields with every `name` replaced by one value, or gone when it is nil.
    func replacing(_ name: String, _ value: String?) -> FormData {
        var copy = FormData(fields.filter { $0.name != name })
        if let value { copy.append(name, value) }
        return copy
    }
}
