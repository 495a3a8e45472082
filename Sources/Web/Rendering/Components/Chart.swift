import Localization

/// A chart drawn by the browser, with the same figures as a table beneath it. Without scripts the table is what one sees.
package struct Chart: Component {
    package enum Kind: String, Sendable, Encodable {
        case bar, stackedBar = "stacked-bar", horizontalBar = "horizontal-bar", line, pie
    }

    /// A line of figures, one for each category.
    package struct Series: Sendable, Encodable {
        /// What the colour means; a light's colour is fixed, others follow the palette.
        package enum Tone: String, Sendable, Encodable { case green, yellow, red, unrated, ink, cinnabar }
        let name: String
        let values: [Double?]
        let tone: Tone?
        /// Where a click on each category leads.
        let links: [String?]?

        /// Values that are not finite are left out.
        package init(_ name: String, _ values: [Double?], tone: Tone? = nil, links: [String?]? = nil) {
            self.name = name
            self.values = values.map { $0.flatMap { $0.isFinite ? $0 : nil } }
            self.tone = tone
            self.links = links
        }
    }

    private struct Specification: Encodable {
        let kind: Kind
        let title: String
        let unit: String
        let categories: [String]
        let series: [Series]
    }

    let id: String
    let title: String
    let summary: String?
    let island: DataIsland
    let table: DataTable
    let isTall: Bool

    /// - Parameters:
    ///   - summary: what the chart says, in one sentence.
    ///   - unit: of all values; goes into tooltips and the table's caption.
    package init(
        id: String, _ kind: Kind, title: String, summary: String? = nil, unit: String = "", categoryLabel: String, categories: [String],
        series: [Series], decimals: Int = 0, isTall: Bool = false, words: Phrases
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.isTall = isTall
        island = DataIsland(
            id: "\(id)-data", Specification(kind: kind, title: title, unit: unit, categories: categories, series: series))
        let unitSuffix = unit.isEmpty ? "" : words("table.unit", ["unit": unit])
        table = DataTable(
            id: "\(id)-table", caption: title + unitSuffix,
            columns: [TableColumn(categoryLabel)] + series.map { TableColumn($0.name, .number) },
            rows: categories.enumerated().map { index, category in
                TableRow(
                    id: "\(id)-\(index)", name: category,
                    [TableCell(category)]
                        + series.map { line in
                            let value = index < line.values.count ? line.values[index] : nil
                            let href = line.links.flatMap { index < $0.count ? $0[index] : nil }
                            return TableCell(value.map { words.number($0, decimals: decimals) } ?? "–", href: href)
                        })
            },
            empty: EmptyState(words("table.empty"), ""))
    }
}
