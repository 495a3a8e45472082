import Kernel
import Policy
import Projects

/// A list's address: filters, order, columns and place, read from a query and written back.
struct ProjectListQuery: Hashable, Sendable {
    var filter = ProjectFilter()
    /// Only those not shown by themselves are in the address.
    var columns = ProjectColumn.standard

    init() {}

    /// Reads leniently: what makes no sense is left out, so that an old bookmark still opens.
    init(_ query: FormData, today: CivilDate) {
        func list(_ name: String) -> [String] { query.all(name).filter { !$0.isEmpty }.prefix(40).map { String($0.prefix(64)) } }
        filter.text = String((query.text("q") ?? "").prefix(200))
        filter.pillars = list("pillar")
        filter.stages = list("stage")
        filter.classes = list("class")
        filter.organizations = list("unit").compactMap { OrganizationID($0) }
        for source in LightSource.allCases {
            let colours = list(source.rawValue).compactMap { LightColour(rawValue: $0) }
            if !colours.isEmpty { filter.lights[source] = colours }
        }
        filter.divergentOnly = query["divergent"] == "1"
        filter.vanishedOnly = query["vanished"] == "1"
        filter.overdueOn = query["overdue"] == "1" ? today : nil
        switch query.text("portfolio") {
        case "all": filter.portfolio = .any
        case let text?: if let id = PortfolioID(text) { filter.portfolio = .one(id) }
        case nil: break
        }
        let least = query.text("min").flatMap(Self.minor), most = query.text("max").flatMap(Self.minor)
        if least != nil || most != nil {
            let lower = max(0, least ?? 0)
            filter.amounts = lower...max(lower, most ?? .max)
        }
        filter.goal = query.id("goal")
        filter.clause = query.id("clause")
        if let text = query.text("sort") {
            let name = text.hasPrefix("-") ? String(text.dropFirst()) : text
            if let sort = ProjectSort(rawValue: name) { (filter.sort, filter.descending) = (sort, text.hasPrefix("-")) }
        }
        filter.after = query["after"].flatMap { ProjectCursor($0) }
        filter.before = query["before"].flatMap { ProjectCursor($0) }
        let chosen = query.all("columns").compactMap { ProjectColumn(rawValue: $0) }
        if !chosen.isEmpty { columns = ProjectColumn.allCases.filter { chosen.contains($0) } }
    }

    /// The query that reads back as this; what is usual is left out.
    var form: FormData {
        var form = FormData()
        func add(_ name: String, _ value: String?) { if let value, !value.isEmpty { form.append(name, value) } }
        add("q", filter.text)
        for value in filter.pillars { add("pillar", value) }
        for value in filter.stages { add("stage", value) }
        for value in filter.classes { add("class", value) }
        for value in filter.organizations { add("unit", value.description) }
        for source in LightSource.allCases { for colour in filter.lights[source] ?? [] { add(source.rawValue, colour.rawValue) } }
        if filter.divergentOnly { add("divergent", "1") }
        if filter.vanishedOnly { add("vanished", "1") }
        if filter.overdueOn != nil { add("overdue", "1") }
        switch filter.portfolio {
        case .own: break
        case .any: add("portfolio", "all")
        case .one(let id): add("portfolio", id.description)
        }
        if let amounts = filter.amounts {
            if amounts.lowerBound > 0 { add("min", Self.tenThousands(amounts.lowerBound)) }
            if amounts.upperBound < .max { add("max", Self.tenThousands(amounts.upperBound)) }
        }
        add("goal", filter.goal?.description)
        add("clause", filter.clause?.description)
        if filter.sort != .updated || !filter.descending { add("sort", (filter.descending ? "-" : "") + filter.sort.rawValue) }
        if columns != ProjectColumn.standard { for column in columns { add("columns", column.rawValue) } }
        add("after", filter.after?.text)
        add("before", filter.before?.text)
        return form
    }

    /// The same list changed and read from its start.
    func with(_ change: (inout ProjectListQuery) -> Void) -> ProjectListQuery {
        var copy = self
        (copy.filter.after, copy.filter.before) = (nil, nil)
        change(&copy)
        return copy
    }

    var route: Route { .projects(form) }

    /// 萬 of the main unit, as people filter by: `1234.5`.
    private static func minor(_ text: String) -> Int64? {
        Double(text).flatMap { Money(tenThousands: $0)?.minor }
    }

    private static func tenThousands(_ minor: Int64) -> String {
        let value = Double(minor) / 1_000_000
        return value == value.rounded() && value < 1e12 ? String(Int64(value)) : String(value)
    }
}

/// What a list of projects may show beside name and lights.
enum ProjectColumn: String, CaseIterable, Sendable, Hashable {
    case code, unit, pillar, stage, state, `class`, lights, amount, paid, progress, end, forecast, updated

    static let standard: [ProjectColumn] = [.code, .unit, .stage, .lights, .amount, .progress, .end]

    var sort: ProjectSort? {
        switch self {
        case .code: .code
        case .amount: .amount
        case .end: .end
        case .updated: .updated
        default: nil
        }
    }

    var kind: TableColumn.Kind {
        switch self {
        case .amount, .paid: .number
        case .end, .forecast, .updated: .date
        case .lights: .light
        default: .text
        }
    }
}
