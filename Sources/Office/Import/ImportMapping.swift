import Exchange
import Kernel

/// How the columns of a source are read as projects: saved, so that the next file is read the same way.
package struct ImportMapping: Hashable, Sendable {
    package struct Column: Hashable, Sendable {
        package var field: MappedField
        package var header: String
        package var match: HeaderMatch
        /// Beside the mapping's own: how this column is read.
        package var dateOrder: ValueRules.DateOrder?
        package var periodEdge: ValueRules.PeriodEdge?
        /// The column's unit as a power of ten of the currency; the mapping's when nil.
        package var power: Int?
        package var missing: [String]
        /// What a cell says → what the register says: `Red` → `red`. Compared without width, case and script.
        package var values: [String: String]

        package init(
            _ field: MappedField, _ header: String, _ match: HeaderMatch = .exact, dateOrder: ValueRules.DateOrder? = nil,
            periodEdge: ValueRules.PeriodEdge? = nil, power: Int? = nil, missing: [String] = [], values: [String: String] = [:]
        ) {
            (self.field, self.header, self.match) = (field, header, match)
            (self.dateOrder, self.periodEdge, self.power) = (dateOrder, periodEdge, power)
            (self.missing, self.values) = (missing, values)
        }
    }

    package var id: String
    package var title: LocalizedText?
    package var attribution: String
    package var currency: Currency
    /// Money cells count in 10^power of the currency: 4 for 萬元, 6 for millions.
    package var power: Int
    /// 1-based line of the header; found by itself when nil.
    package var headerLine: Int?
    /// 0-based sheet of a workbook.
    package var sheet: Int
    /// Who gives the external codes; the portfolio's code when nil.
    package var issuer: String?
    package var fiscalYearEnd: ValueRules.MonthDay?
    package var decimalComma: Bool
    package var missing: [String]
    /// What a row without its own says: `stage`, `projectClass`, `pillar`.
    package var defaults: [MappedField: String]
    package var columns: [Column]
    /// The day a sample's figures are of; told with each import otherwise.
    package var asOf: CivilDate?

    package init(
        id: String, title: LocalizedText? = nil, attribution: String = "", currency: Currency = .cny, power: Int = 0,
        headerLine: Int? = nil, sheet: Int = 0, issuer: String? = nil, fiscalYearEnd: ValueRules.MonthDay? = nil,
        decimalComma: Bool = false, missing: [String] = [], defaults: [MappedField: String] = [:], columns: [Column] = []
    ) {
        (self.id, self.title, self.attribution, self.currency, self.power) = (id, title, attribution, currency, power)
        (self.headerLine, self.sheet, self.issuer, self.fiscalYearEnd) = (headerLine, sheet, issuer, fiscalYearEnd)
        (self.decimalComma, self.missing, self.defaults, self.columns) = (decimalComma, missing, defaults, columns)
    }

    package func rules(_ column: Column) -> ValueRules {
        ValueRules(
            dateOrder: column.dateOrder, periodEdge: column.periodEdge ?? (column.field == .plannedStart ? .first : .last),
            fiscalYearEnd: fiscalYearEnd, decimalComma: decimalComma, missing: missing + column.missing)
    }

    /// Projects are told apart by a code of their issuer; without one, by unit and name.
    package var hasCodes: Bool { columns.contains { $0.field == .externalCode } }

    /// What a mapping may not exceed: bytes of its text, columns, entries of one list.
    package static let limits = (bytes: 256 * 1024, columns: 200, entries: 500)
}
