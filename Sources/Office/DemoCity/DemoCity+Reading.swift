import Kernel
import Yams

extension DemoCity {
    /// Reads the pack's files, in any order and split in any way.
    ///
    /// Throws `LT2900` with every located diagnostic: a file that is not YAML, a field that is missing or not of its kind, an
    /// unknown reference or code, amounts that grow or dates out of order.
    package static func read(_ files: [DemoFile]) throws -> DemoCity {
        let diagnostics = DemoDiagnostics()
        let city = DemoCityReader(files: DemoFiles(files, diagnostics: diagnostics)).city()
        guard let city, diagnostics.found.isEmpty else {
            throw AppError("LT2900", .unprocessable, ["count": String(diagnostics.found.count)], diagnostics: diagnostics.found)
        }
        return city
    }
}

/// Turns the lists of the files into records, then checks what holds between them.
struct DemoCityReader {
    let files: DemoFiles
    private var diagnostics: DemoDiagnostics { files.diagnostics }

    init(files: DemoFiles) { self.files = files }

    func city() -> DemoCity? {
        guard let asOf = files.scalar("as_of").flatMap({ CivilDate(iso: $0) }),
            let currency = files.scalar("currency").flatMap({ Currency(code: $0) }),
            let unit = files.scalar("money_unit").flatMap({ Int64($0) }), (1...1_000_000_000).contains(unit),
            let profile = files.record("city"), let rule = files.record("light_rule")
        else {
            if diagnostics.found.isEmpty { diagnostics.add("LT2902", ["field": "as_of, currency, money_unit"], file: nil) }
            return nil
        }
        var minorPerUnit = unit
        for _ in 0..<currency.minorDigits { minorPerUnit *= 10 }
        let amounts = DemoAmountReader(currency: currency, minorPerUnit: minorPerUnit)
        var check = DemoCityCheck(diagnostics: diagnostics)
        let city = DemoCity(
            asOf: asOf, currency: currency, minorPerUnit: minorPerUnit,
            profile: DemoCityProfile(
                id: profile.text("id"), name: profile.name(), level: profile.text("level"),
                residents: profile.int("residents", in: 0...100_000_000), blueprint: profile.localized("blueprint"),
                documentNumber: profile.localized("document_no")),
            pillars: check.noting(files.records("pillars")) {
                DemoPillar(id: $0.text("id"), name: $0.name(), slogan: $0.localized("slogan"))
            },
            labels: labels(),
            organizations: check.noting(files.records("organizations")) {
                DemoOrganization(id: $0.text("id"), name: $0.name(), kind: $0.text("kind"), parent: $0.optionalText("parent"))
            },
            clauses: check.noting(files.records("clauses")) {
                DemoClause(id: $0.text("id"), pillar: $0.text("pillar"), article: $0.localized("article"), text: $0.name("text"))
            },
            goals: check.noting(files.records("goals"), goal),
            facilities: check.noting(files.records("facilities")) { facility($0, amounts) },
            businessItems: check.noting(files.records("business_items")) {
                DemoBusinessItem(id: $0.text("id"), name: $0.name(), organizations: $0.list("orgs"))
            },
            systems: check.noting(files.records("systems")) { system($0, amounts) },
            dataResources: check.noting(files.records("data_resources"), dataResource),
            projects: check.noting(files.records("projects")) { project($0, amounts) },
            instructions: check.noting(files.records("instructions")) {
                DemoInstruction(id: $0.text("id"), by: $0.localized("by"), date: $0.date("date"), text: $0.name("text"))
            },
            orders: check.noting(files.records("orders"), order),
            lightRule: rule.name(),
            expectedLights: files.records("expected_lights").map { record in
                check.places["light " + record.text("id")] = record.place
                return ExpectedLight(
                    id: record.text("id"), declared: declared(record, "declared"), computed: record.code("computed", DemoLight.green))
            })
        check.run(on: city)
        return city
    }

    private func labels() -> [String: [DemoLabel]] {
        guard let record = files.record("labels") else { return [:] }
        var result: [String: [DemoLabel]] = [:]
        for (list, node) in record.fields {
            result[list] = files.records(of: node, list, file: record.place.file).map {
                DemoLabel(id: $0.text("id"), name: $0.name())
            }
        }
        return result
    }

    private func goal(_ record: DemoRecordReader) -> DemoGoal {
        DemoGoal(
            id: record.text("id"), name: record.name(), pillar: record.text("pillar"), family: record.text("family"),
            lead: record.text("lead"), unit: record.localized("unit", englishMayBeEmpty: true), direction: record.code("direction", .up),
            start: record.number("start"), startOn: record.date("start_on"), target: record.number("target"),
            deadline: record.date("deadline"), due: record.number("due"), current: record.number("current"),
            observedOn: record.date("observed_on"), clause: record.text("clause"),
            threshold: record.has("threshold") ? record.number("threshold") : nil)
    }

    private func facility(_ record: DemoRecordReader, _ amounts: DemoAmountReader) -> DemoFacility {
        DemoFacility(
            id: record.text("id"), name: record.name(), kind: record.text("kind"), owner: record.text("owner"),
            shared: record.flag("shared"), capacity: record.number("capacity"), unit: record.localized("unit"),
            used: record.number("used"), target: record.number("target"), yearlyCost: amounts.read("yearly_cost", of: record))
    }

    private func system(_ record: DemoRecordReader, _ amounts: DemoAmountReader) -> DemoSystem {
        DemoSystem(
            id: record.text("id"), name: record.name(), organization: record.text("org"), status: record.text("status"),
            level: record.int("level", in: 1...5), hosting: record.text("hosting"), yearlyCost: amounts.read("om_cost", of: record),
            since: record.int("since", in: 1970...2100), monthlyUsers: record.int("monthly_users", in: 0...1_000_000_000),
            businessItems: record.list("items"), vertical: record.has("vertical") ? record.flag("vertical") : false)
    }

    private func dataResource(_ record: DemoRecordReader) -> DemoDataResource {
        DemoDataResource(
            id: record.text("id"), name: record.name(), owner: record.text("owner"), share: record.text("share"),
            cycle: record.text("cycle"), linked: record.flag("linked"), system: record.text("system"),
            callsInTwelveMonths: record.int("calls_12m", in: 0...1_000_000_000_000), flowsTo: record.list("flows_to"))
    }

    private func project(_ record: DemoRecordReader, _ amounts: DemoAmountReader) -> DemoProject {
        let money = record.record("money")
        func amount(_ field: String) -> Money? {
            guard let money, money.has(field) else { return nil }
            return amounts.read(field, of: money)
        }
        let zero = Money(minor: 0, currency: amounts.currency)
        return DemoProject(
            id: record.text("id"), name: record.name(), projectClass: record.text("class"), pillar: record.text("pillar"),
            organization: record.text("org"), stage: record.text("stage"), state: record.optionalText("state") ?? "normal",
            amounts: DemoAmounts(
                estimate: money.map { amounts.read("estimate", of: $0) } ?? zero, approved: amount("approved"),
                contract: amount("contract"), paid: amount("paid"), forecast: amount("forecast")),
            start: record.has("start") ? record.date("start") : nil, due: record.date("due"),
            planned: record.has("planned") ? record.int("planned", in: 0...100) : nil,
            actual: record.has("actual") ? record.int("actual", in: 0...100) : nil,
            declaredLight: declared(record, "declared_light"), systems: record.list("systems"), dataResources: record.list("data"),
            goals: record.list("goals"), clause: record.optionalText("clause"), facility: record.optionalText("facility"),
            story: record.localized("story"))
    }

    private func order(_ record: DemoRecordReader) -> DemoOrder {
        DemoOrder(
            id: record.text("id"), title: record.name("title"), source: record.text("source"), basis: record.text("basis"),
            lead: record.text("lead"), coUnits: record.list("co"), supervisor: record.text("supervisor"), issued: record.date("issued"),
            deadline: record.date("deadline"), rhythm: record.text("rhythm"), expected: record.localized("expected"),
            status: record.text("status"), planned: record.int("planned", in: 0...100), actual: record.int("actual", in: 0...100),
            declaredLight: declared(record, "declared_light"), links: record.list("links"), story: record.localized("story"))
    }

    /// Absent and `not-reported` are nil.
    private func declared(_ record: DemoRecordReader, _ field: String) -> DemoLight? {
        guard record.has(field), record.fields[field]?.string != "not-reported" else { return nil }
        return record.code(field, DemoLight.green)
    }
}

/// The pack's unit of money, applied to fields.
struct DemoAmountReader {
    let currency: Currency
    let minorPerUnit: Int64

    func read(_ field: String, of record: DemoRecordReader) -> Money {
        record.money(field, currency, minorPerUnit: minorPerUnit)
    }
}
