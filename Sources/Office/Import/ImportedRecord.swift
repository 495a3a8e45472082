import Exchange
import Kernel
import Operations
import Policy
import Projects

/// One row, read: what it says about a project, whoever that is.
package struct ImportedRecord: Hashable, Sendable {
    package var line: Int
    package var externalCode: String?
    package var name = ""
    package var organization = ""
    package var description: String?
    package var codes: [MappedField: String] = [:]
    package var dates: [MappedField: CivilDate] = [:]
    package var percents: [MappedField: Double] = [:]
    /// Minor units.
    package var amounts: [MappedField: Int64] = [:]
    package var colour: LightColour?
    package var colourText: String?
    /// Every cell by its header.
    package var raw: [String: String] = [:]

    package var headline: Int64? {
        [.approved, .reviewed, .budgetEstimate, .estimate, .contract, .settled, .wholeLife].lazy.compactMap { amounts[$0] }.first
    }
}

/// A mapping laid over the header of one file.
package struct ImportReader: Sendable {
    private let mapping: ImportMapping
    private let header: [String]
    private let columns: [(column: ImportMapping.Column, index: Int, rules: ValueRules)]

    /// `LT4206` for a column the file does not have, `LT4207` for a header that several columns answer to.
    package init(_ mapping: ImportMapping, header: [String]) throws(AppError) {
        var faults: [Diagnostic] = []
        var columns: [(ImportMapping.Column, Int, ValueRules)] = []
        for column in mapping.columns {
            let hits = header.indices.filter { column.match.holds(header[$0], wanted: column.header) }
            // The one that is exactly it goes before those that only begin so.
            let exact = hits.filter { HeaderMatch.exact.holds(header[$0], wanted: column.header) }
            if let index = exact.count == 1 ? exact.first : hits.count == 1 ? hits.first : nil {
                columns.append((column, index, mapping.rules(column)))
            } else {
                let code = hits.isEmpty ? "LT4206" : "LT4207"
                faults.append(
                    Diagnostic(.error, code, ["header": String(column.header.prefix(80)), "field": column.field.rawValue], line: 1))
            }
        }
        guard faults.isEmpty else { throw AppError("LT4200", .unprocessable, diagnostics: faults) }
        (self.mapping, self.header, self.columns) = (mapping, header, columns)
    }

    /// Longest texts the register takes.
    private static let longest: [MappedField: Int] = [.name: 200, .organization: 200, .externalCode: 64, .description: 4000]

    /// The row's record and everything wrong with it, each at its column.
    package func read(_ row: TableRow) -> (record: ImportedRecord, diagnostics: [Diagnostic]) {
        var record = ImportedRecord(line: row.line)
        var found: [Diagnostic] = []
        for (index, name) in header.enumerated() where !row[index].isBlank {
            let text = row[index].original
            record.raw[name] = String(text.prefix(8000))
            if let marking = SecrecyMarking.scan(text: text) {
                found.append(Diagnostic(.error, "LT4220", ["level": marking.level.rawValue], line: row.line, column: name))
            }
        }
        for (column, index, rules) in columns { read(row[index], column, rules, header[index], into: &record, &found) }
        for (field, value) in mapping.defaults where record.codes[field] == nil { record.codes[field] = value }
        for field in MappedField.required where field == .name ? record.name.isEmpty : record.organization.isEmpty {
            found.append(Diagnostic(.error, "LT4211", ["field": field.rawValue], line: row.line, column: headerName(field)))
        }
        if mapping.hasCodes, record.externalCode == nil {
            found.append(Diagnostic(.error, "LT4211", ["field": "externalCode"], line: row.line, column: headerName(.externalCode)))
        }
        if let start = record.dates[.plannedStart], let end = record.dates[.plannedEnd], end < start {
            found.append(
                Diagnostic(
                    .error, "LT4215", ["start": start.description, "end": end.description], line: row.line, column: headerName(.plannedEnd))
            )
        }
        return (record, found)
    }

    /// True for a row that holds none of the mapped columns: a total, a note, a divider.
    package func isEmpty(_ row: TableRow) -> Bool { columns.allSatisfy { row[$0.index].isBlank } }

    package func headerName(_ field: MappedField) -> String? { columns.first { $0.column.field == field }.map { header[$0.index] } }

    private func read(
        _ cell: Cell, _ column: ImportMapping.Column, _ rules: ValueRules, _ name: String, into record: inout ImportedRecord,
        _ found: inout [Diagnostic]
    ) {
        func take<T>(_ parsed: Parsed<T>) -> T? {
            if var diagnostic = parsed.diagnostic {
                (diagnostic.line, diagnostic.column) = (record.line, name)
                found.append(diagnostic)
            }
            return parsed.value
        }
        let field = column.field
        switch field.kind {
        case .text, .code:
            guard var text = take(rules.text(cell)) else { return }
            if !column.values.isEmpty { text = Self.mapped(text, column.values) ?? text }
            if let longest = Self.longest[field], text.count > longest {
                if field == .description {
                    text = String(text.prefix(longest))
                } else {
                    found.append(Diagnostic(.error, "LT4225", ["longest": String(longest)], line: record.line, column: name))
                    return
                }
            }
            switch field {
            case .externalCode: record.externalCode = text
            case .name: record.name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            case .organization: record.organization = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            case .description: record.description = text
            default: record.codes[field] = text
            }
        case .light:
            // The responsible owner's rating goes before the authority's.
            guard let text = take(rules.text(cell)), record.colour == nil || field == .declaredLight else { return }
            let told = Self.mapped(text, column.values) ?? FieldSynonyms.lights[SearchText.folded(text)] ?? text
            guard let colour = LightColour(rawValue: told), colour.isJudgement else {
                found.append(Diagnostic(.error, "LT4212", ["value": String(text.prefix(80))], line: record.line, column: name))
                return
            }
            (record.colour, record.colourText) = (colour, String(text.prefix(200)))
        case .date: record.dates[field] = take(rules.date(cell))
        case .percent:
            guard let number = take(rules.decimal(cell)) else { return }
            // `45%` is read as 0.45; a plain 45 is meant as percent.
            let shown = cell.original.contains("%") || cell.original.contains("％") ? number.shifted(by: 2) : number
            guard let value = Double(shown.description), (0...100).contains(value) else {
                found.append(Diagnostic(.error, "LT4229", ["text": String(cell.original.prefix(40))], line: record.line, column: name))
                return
            }
            record.percents[field] = value
        case .money:
            guard let money = take(rules.money(cell, currency: mapping.currency, power: column.power ?? mapping.power)) else { return }
            guard money.minor >= 0 else {
                found.append(Diagnostic(.error, "LT4224", ["text": String(cell.original.prefix(40))], line: record.line, column: name))
                return
            }
            record.amounts[field] = money.minor
        }
    }

    private static func mapped(_ text: String, _ values: [String: String]) -> String? {
        if let exact = values[text] { return exact }
        let plain = HeaderMatch.plain(text)
        return values.first { HeaderMatch.plain($0.key) == plain }?.value
    }
}
