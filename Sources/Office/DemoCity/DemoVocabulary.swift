import Kernel

/// The words growth is made of: per organization the systems it may have, and the ways a project about one is named and told.
///
/// Text templates hold `{name}` (Chinese), `{en}` (running English), `{En}` (at the start) and named figures.
package struct DemoVocabulary: Sendable, Equatable {
    /// A system an organization may have, with the data it may produce.
    struct Subject: Sendable, Equatable {
        var id: String
        var organization: String
        var pillar: String
        var clause: String?
        var goals: [String]
        var businessItems: [String]
        /// Facility or hosting code.
        var facility: String
        var level: Int
        /// Median cost of building it, in the pack's unit of money.
        var median: Int
        /// Residents or enterprises use it themselves.
        var isPublic: Bool
        /// Could be done without: may stand idle or be retired.
        var isReplaceable: Bool
        /// English in running form: without article, lower case.
        var name: LocalizedText
        var data: Data?
    }

    struct Data: Sendable, Equatable {
        var name: LocalizedText
        var share: String
        var cycle: String
        var flowsTo: [String]
    }

    /// A kind of project about a subject.
    struct Form: Sendable, Equatable {
        var id: String
        var projectClass: String
        /// Where they differ from the subject's.
        var pillar: String?
        var clause: String?
        var goals: [String]
        /// Percent of the subject's median cost.
        var share: Int
        var name: LocalizedText
    }

    /// A milestone of a kind of schedule.
    struct Milestone: Sendable, Equatable {
        var name: LocalizedText
        /// Percent of the work done with it.
        var cumulative: Int
        /// Percent of the time passed at it.
        var at: Int
    }

    /// How orders that rest on a project, system or data resource are worded.
    struct OrderForm: Sendable, Equatable {
        var title: LocalizedText
        var expected: LocalizedText
        var story: LocalizedText
    }

    /// An order that carries out a clause.
    struct ClauseOrder: Sendable, Equatable {
        var clause: String
        var lead: String
        var coUnits: [String]
        var rhythm: String
        var title: LocalizedText
        var expected: LocalizedText
    }

    var subjects: [Subject]
    var forms: [String: Form]
    var stories: [String: [LocalizedText]]
    var milestones: [String: [Milestone]]
    var reasons: [LocalizedText]
    var orderForms: [String: OrderForm]
    var clauseOrders: [ClauseOrder]
}

extension DemoVocabulary {
    /// Reads the `growth_…` lists of the pack's files; throws `LT2900` with located diagnostics.
    ///
    /// References are checked against `city`.
    package static func read(_ files: [DemoFile], for city: DemoCity) throws -> DemoVocabulary {
        let diagnostics = DemoDiagnostics()
        let files = DemoFiles(files, diagnostics: diagnostics)
        let known = DemoKnownIDs(city: city, diagnostics: diagnostics)
        var vocabulary = DemoVocabulary(
            subjects: files.records("growth_subjects").map { subject($0, known) }, forms: [:], stories: [:], milestones: [:],
            reasons: files.records("growth_reasons").map { $0.name() }, orderForms: [:],
            clauseOrders: files.records("growth_clause_orders").map { record in
                ClauseOrder(
                    clause: known.clause(record, "clause"), lead: known.organization(record, "lead"),
                    coUnits: known.organizations(record, "co"), rhythm: record.text("rhythm"), title: record.name("title"),
                    expected: record.localized("expected"))
            })
        for record in files.records("growth_forms") {
            let form = Form(
                id: record.text("id"), projectClass: record.text("class"), pillar: record.optionalText("pillar"),
                clause: record.has("clause") ? known.clause(record, "clause") : nil, goals: known.goals(record),
                share: record.int("share", in: 1...1000), name: record.name())
            vocabulary.forms[form.id] = form
        }
        for record in files.records("growth_stories") { vocabulary.stories[record.text("id"), default: []].append(record.name()) }
        for record in files.records("growth_milestones") {
            let milestone = Milestone(
                name: record.name(), cumulative: record.int("cumulative", in: 1...100), at: record.int("at", in: 0...100))
            vocabulary.milestones[record.text("id"), default: []].append(milestone)
        }
        for record in files.records("growth_orders") {
            vocabulary.orderForms[record.text("id")] = OrderForm(
                title: record.name("title"), expected: record.localized("expected"), story: record.localized("story"))
        }
        guard diagnostics.found.isEmpty else {
            throw AppError("LT2900", .unprocessable, ["count": String(diagnostics.found.count)], diagnostics: diagnostics.found)
        }
        return vocabulary
    }

    private static func subject(_ record: DemoRecordReader, _ known: DemoKnownIDs) -> Subject {
        var data: Data?
        if record.has("data"), let inner = record.record("data") {
            data = Data(
                name: inner.name(), share: known.code(inner, "share", "share_types"), cycle: known.code(inner, "cycle", "cycles"),
                flowsTo: known.organizations(inner, "flows_to"))
        }
        return Subject(
            id: record.text("id"), organization: known.organization(record, "org"), pillar: known.pillar(record, "pillar"),
            clause: record.has("clause") ? known.clause(record, "clause") : nil, goals: known.goals(record),
            businessItems: known.items(record), facility: known.hosting(record, "facility"), level: record.int("level", in: 1...5),
            median: record.int("median", in: 1...1_000_000), isPublic: record.flag("public"),
            isReplaceable: record.flag("replaceable"), name: record.name(), data: data)
    }
}

/// Reads references and checks them against a city at once.
struct DemoKnownIDs {
    private let organizationIDs: Set<String>, clauseIDs: Set<String>, goalIDs: Set<String>, itemIDs: Set<String>
    private let pillarIDs: Set<String>, hostingIDs: Set<String>
    private let labels: [String: Set<String>]
    private let diagnostics: DemoDiagnostics

    init(city: DemoCity, diagnostics: DemoDiagnostics) {
        organizationIDs = Set(city.organizations.map(\.id))
        clauseIDs = Set(city.clauses.map(\.id))
        goalIDs = Set(city.goals.map(\.id))
        itemIDs = Set(city.businessItems.map(\.id))
        pillarIDs = Set(city.pillars.map(\.id))
        labels = city.labels.mapValues { Set($0.map(\.id)) }
        hostingIDs = Set(city.facilities.map(\.id)).union(labels["hosting"] ?? [])
        self.diagnostics = diagnostics
    }

    private func checked(_ ids: [String], _ known: Set<String>, _ record: DemoRecordReader, _ field: String) -> [String] {
        for id in ids where !known.contains(id) {
            diagnostics.add(
                "LT2904", ["id": record.id ?? "-", "field": field, "value": id], file: record.place.file,
                line: record.place.line, column: field)
        }
        return ids
    }

    private func one(_ known: Set<String>, _ record: DemoRecordReader, _ field: String) -> String {
        let id = record.text(field)
        return checked([id], known, record, field).first ?? id
    }

    func organization(_ record: DemoRecordReader, _ field: String) -> String { one(organizationIDs, record, field) }
    func clause(_ record: DemoRecordReader, _ field: String) -> String { one(clauseIDs, record, field) }
    func pillar(_ record: DemoRecordReader, _ field: String) -> String { one(pillarIDs, record, field) }
    func hosting(_ record: DemoRecordReader, _ field: String) -> String { one(hostingIDs, record, field) }
    func code(_ record: DemoRecordReader, _ field: String, _ list: String) -> String { one(labels[list] ?? [], record, field) }
    func goals(_ record: DemoRecordReader) -> [String] { checked(record.list("goals"), goalIDs, record, "goals") }
    func items(_ record: DemoRecordReader) -> [String] { checked(record.list("items"), itemIDs, record, "items") }
    func organizations(_ record: DemoRecordReader, _ field: String) -> [String] {
        checked(record.list(field), organizationIDs, record, field)
    }
}
