import Chain
import Kernel
import Localization
import Office

/// A record to read: what it says, and what it is tied to.
package struct RecordPage: Page {
    package static let template = "registers/record"

    let header: PageHeader
    /// The record's own words, where it has some.
    let text: String?
    let progress: ProgressBar?
    let facts: Facts
    let relations: DataTable
}

/// The ties of a record as a table.
enum RelationTable {
    static func table(_ path: ThreadPath?, words: Phrases) -> DataTable {
        // Records tied by a field (a project's clause) are on the thread; stored relations say how they are tied.
        var rows: [(label: NodeLabel, how: String)] = (path?.relations ?? []).map { relation in
            (relation.other, words("registers.relation.\(relation.kind.rawValue).\(relation.isOutgoing ? "out" : "in")"))
        }
        let known = Set(rows.map(\.label.node))
        for kind in ThreadPath.order {
            for label in path?.places[kind] ?? [] where !known.contains(label.node) {
                rows.append((label, words("registers.relation.thread")))
            }
        }
        return DataTable(
            id: "relations", caption: words("registers.relations.caption", ["count": words.number(rows.count)]),
            columns: [
                TableColumn(words("registers.column.record")), TableColumn(words("registers.column.kind")),
                TableColumn(words("registers.column.relation")),
            ],
            rows: rows.prefix(200).map { row in
                TableRow(
                    id: "\(row.label.node.kind.rawValue)-\(row.label.node.id)", name: words(row.label.name),
                    [
                        TableCell(words(row.label.name), href: Route.record(row.label.node)?.path, second: row.label.code),
                        TableCell(words("registers.kind.\(row.label.node.kind.rawValue)")), TableCell(row.how),
                    ])
            },
            empty: EmptyState(words("registers.relations.empty"), words("registers.relations.empty.text")))
    }
}
