import Accounts
import Exchange
import Hummingbird
import Kernel
import Localization
import NIOCore
import Office
import Projects

extension ProjectEndpoints {
    /// Rows one export may carry; a larger one is for the backup.
    static let exportLimit = 50_000

    /// The list as shown — filters, order, columns — with exact figures; restricted rows bring a watermark.
    func export(_ visit: Visit) async throws -> Response {
        guard let kind = visit.parameters.get("kind").flatMap({ TableWriter(rawValue: $0) }) else { throw AppError("LT1003", .notFound) }
        let caller = try visit.caller
        let words = try await services.words(visit)
        let query = ProjectListQuery(visit.query, today: visit.today)
        let sight = ProjectSight(visit.permissions.visible(for: .projectExport))
        var table = Table(columns: Self.columns(query, words))
        var isRestricted = false
        var filter = query.filter
        (filter.after, filter.before, filter.limit) = (nil, nil, 200)
        repeat {
            try Task.checkCancellation()
            let page = try await services.projects.page(tenant: caller.tenant, matching: filter, sight: sight)
            for project in page.projects {
                isRestricted = isRestricted || project.isRestricted
                table.rows.append(Self.row(project, query, words))
            }
            filter.after = page.next
        } while filter.after != nil && table.rows.count < Self.exportLimit
        let mark = isRestricted ? words("projects.export.mark", ["name": caller.name, "date": visit.today.description]) : nil
        let name = "\(words("projects.title"))-\(visit.today)"
        switch kind {
        case .csv:
            // A text file has no watermark: the level stands in a column of its own.
            if let mark { table.columns.append(Column(mark)) }
            return visit.download(ByteBuffer(bytes: CSVWriter.data(table)), name: "\(name).csv", contentType: kind.mediaType)
        case .xlsx:
            var options = XLSXWriter.Options()
            (options.header, options.footer, options.watermark) = (words("projects.title"), "\(caller.name) \(visit.today)", mark)
            let data = try XLSXWriter.data([(words("projects.title"), table)], options: options).data
            return visit.download(ByteBuffer(bytes: data), name: "\(name).xlsx", contentType: kind.mediaType)
        }
    }

    private static func columns(_ query: ProjectListQuery, _ words: ProjectWords) -> [Column] {
        [Column(words.field("name"))]
            + query.columns.flatMap { column -> [Column] in
                let label = words("projects.column.\(column.rawValue)")
                switch column {
                case .lights: return LightSource.allCases.map { Column(words.source($0)) }
                case .amount, .paid: return [Column(label, .money(digits: 2)), Column(words.field("currency"))]
                case .progress: return [Column(words.field("planned-progress"), .decimal(digits: 1)), Column(label, .decimal(digits: 1))]
                case .end, .forecast: return [Column(label, .date)]
                default: return [Column(label)]
                }
            }
    }

    private static func row(_ project: Project, _ query: ProjectListQuery, _ words: ProjectWords) -> [Cell] {
        let fields = project.fields
        func text(_ value: String?) -> Cell { value.map { Cell.text($0) } ?? .blank }
        func date(_ value: CivilDate?) -> Cell { value.map { Cell.date($0) } ?? .blank }
        func money(_ minor: Int64?) -> [Cell] {
            guard let minor else { return [.blank, .blank] }
            return [.money(Money(minor: minor, currency: fields.currency)), .text(fields.currency.code)]
        }
        func percent(_ value: Double?) -> Cell { value.map { Cell.number(String($0)) } ?? .blank }
        return [.text(words.name(project))]
            + query.columns.flatMap { column -> [Cell] in
                switch column {
                case .code: [.text(fields.code)]
                case .unit: [.text(words.unit(fields.organization))]
                case .pillar: [text(fields.pillar.map(words.pillar))]
                case .stage: [.text(words.stage(fields.stage))]
                case .state: [text(fields.state.map(words.state))]
                case .class: [.text(words.projectClass(fields.projectClass))]
                case .lights: LightSource.allCases.map { .text(words.light(project.lights[$0]).word) }
                case .amount: money(project.money.headline)
                case .paid: money(project.money[.paid])
                case .progress: [percent(fields.plannedProgress), percent(fields.actualProgress)]
                case .end: [date(fields.plannedEnd)]
                case .forecast: [date(fields.forecastEnd)]
                case .updated: [.text(words.words.time(project.updatedAt))]
                }
            }
    }
}
