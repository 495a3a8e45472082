import Accounts
import Exchange
import Foundation
import Kernel
import Policy

/// The opening workbook: read from a file, or written as a template and for the demonstration city.
package struct SetupWorkbook: Sendable {
    /// One row, by the keys of its sheet.
    package struct Record: Sendable {
        package let line: Int
        package var cells: [String: Cell]
        package init(line: Int, cells: [String: Cell]) { (self.line, self.cells) = (line, cells) }
    }

    package var sheets: [SetupSheet: [Record]]
    package init(sheets: [SetupSheet: [Record]] = [:]) { self.sheets = sheets }

    /// Writes the workbook in one language; columns of codes offer what the pack knows.
    package func xlsx(_ locale: LocaleTag, pack: PolicyPack) throws -> Data {
        let writer = try XLSXWriter()
        for sheet in SetupSheet.allCases {
            let fields = sheet.fields
            try writer.beginSheet(
                sheet.title.text(in: locale),
                columns: fields.map {
                    Column(
                        $0.header.text(in: locale) + ($0.isRequired ? " *" : ""), $0.format,
                        choices: sheet.choices($0.key, pack).map { $0.name.text(in: locale) })
                })
            for record in sheets[sheet, default: []] { try writer.append(fields.map { record.cells[$0.key] ?? .blank }) }
        }
        return try writer.finish().data
    }

    /// Reads a workbook by its sheets' and columns' names in any of the three languages; missing ones are `LT4302` and `LT4303`.
    package static func read(_ data: Data, locale: LocaleTag) throws -> (workbook: SetupWorkbook, diagnostics: [Diagnostic]) {
        let file = try TableFile(data, limits: ImportSource.limits)
        var workbook = SetupWorkbook()
        var found: [Diagnostic] = []
        for sheet in SetupSheet.allCases {
            let names = [sheet.title.zhHans, sheet.title.zhHant, sheet.title.en].map(HeaderMatch.plain)
            guard let index = file.sheetNames.firstIndex(where: { names.contains(HeaderMatch.plain($0)) }) else {
                // A city may come without a ledger; without its units nothing can enter.
                found.append(
                    Diagnostic(sheet == .organizations ? .error : .notice, "LT4302", ["sheet": sheet.title.text(in: locale)]))
                continue
            }
            let (rows, faults) = try file.rows(sheet: index)
            found += faults
            guard let header = rows.first else { continue }
            let places = sheet.fields.map { field -> Int? in
                let wanted = [field.header.zhHans, field.header.zhHant, field.header.en].map(HeaderMatch.plain)
                return header.cells.firstIndex { cell in
                    let name = HeaderMatch.plain(cell.original)
                    return wanted.contains(name.hasSuffix("*") ? String(name.dropLast()) : name)
                }
            }
            for (field, place) in zip(sheet.fields, places) where place == nil && field.isRequired {
                found.append(
                    Diagnostic(.error, "LT4303", ["column": field.header.text(in: locale)], file: file.sheetNames[index], line: header.line)
                )
            }
            workbook.sheets[sheet] = rows.dropFirst().map { row in
                var cells: [String: Cell] = [:]
                for (field, place) in zip(sheet.fields, places) { if let place, !row[place].isBlank { cells[field.key] = row[place] } }
                return Record(line: row.line, cells: cells)
            }
        }
        return (workbook, found)
    }
}

extension SetupWorkbook {
    /// The demonstration city's own workbook.
    package init(_ city: DemoCity) {
        func text(_ text: String?) -> Cell { .text(text ?? "") }
        func money(_ money: Money?) -> Cell {
            money.flatMap { ExactDecimal(canonical: $0.decimalString) }.map { .number($0.shifted(by: -4).description) } ?? .blank
        }
        func date(_ date: CivilDate?) -> Cell { date.map { .date($0) } ?? .blank }
        func names(_ name: LocalizedText) -> [String: Cell] {
            ["name": text(name.zhHans), "name-hant": text(name.zhHant), "name-en": text(name.en)]
        }
        func records(_ rows: [[String: Cell]]) -> [Record] { rows.enumerated().map { Record(line: $0.offset + 2, cells: $0.element) } }
        func with(_ name: LocalizedText, _ cells: [String: Cell]) -> [String: Cell] { names(name).merging(cells) { first, _ in first } }
        func flag(_ value: Bool) -> Cell { .text(value ? "是" : "否") }
        self.init(sheets: [
            .organizations: records(
                city.organizations.map { with($0.name, ["code": text($0.id), "kind": text($0.kind), "parent": text($0.parent)]) }),
            .people: records(
                DemoAccount.all.filter { !$0.role.duty.isAdministrator }.map {
                    [
                        "code": text($0.name), "name": text($0.post.zhHans), "unit": text($0.organization), "role": text($0.role.rawValue),
                        "title": text($0.post.zhHans),
                    ]
                }),
            .clauses: records(
                city.clauses.map {
                    [
                        "code": text($0.id), "document": text(city.profile.documentNumber.zhHans), "article": text($0.article.zhHans),
                        "text": text($0.text.zhHans), "pillar": text($0.pillar),
                    ]
                }),
            .goals: records(
                city.goals.map {
                    with(
                        $0.name,
                        [
                            "code": text($0.id), "pillar": text($0.pillar), "unit": text($0.lead), "clause": text($0.clause),
                            "measure": text($0.unit.zhHans), "start": .number(String($0.start)), "start-on": date($0.startOn),
                            "target": .number(String($0.target)), "deadline": date($0.deadline),
                        ])
                }),
            .systems: records(
                city.systems.map {
                    with(
                        $0.name,
                        [
                            "code": text($0.id), "unit": text($0.organization), "state": text($0.status), "level": .number($0.level),
                            "hosting": text($0.hosting), "cost": money($0.yearlyCost), "since": .number($0.since),
                            "users": .number($0.monthlyUsers), "vertical": flag($0.vertical),
                        ])
                }),
            .dataResources: records(
                city.dataResources.map {
                    with(
                        $0.name,
                        [
                            "code": text($0.id), "unit": text($0.owner), "share": text($0.share), "cycle": text($0.cycle),
                            "linked": flag($0.linked), "calls": .number($0.callsInTwelveMonths),
                        ])
                }),
            .projects: records(
                city.projects.map { project in
                    with(
                        project.name,
                        [
                            "code": text(project.id), "unit": text(project.organization), "class": text(project.projectClass),
                            "pillar": text(project.pillar), "stage": text(project.stage), "clause": text(project.clause),
                            "no-clause": text(project.clause == nil ? "年度运行维护" : nil), "need": text(project.story.zhHans),
                            "start": date(project.start), "end": date(project.due), "estimate": money(project.amounts.estimate),
                            "approved": money(project.amounts.approved), "contract": money(project.amounts.contract),
                            "paid": money(project.amounts.paid), "progress": project.actual.map { .number($0) } ?? .blank,
                        ])
                }),
        ])
    }
}
