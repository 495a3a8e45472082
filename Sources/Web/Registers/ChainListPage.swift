import Chain
import Kernel
import Localization

/// One ledger of the chain.
package struct ChainListPage: Page {
    package static let template = "registers/list"

    let header: PageHeader
    let tabs: Tabs?
    let filter: FilterBar
    let hint: String?
    let table: DataTable

    init(_ ledger: ChainLedger, kind: NodeKind, query: FormData, pack: PackWords) {
        let words = pack.words
        let text = query.text("q") ?? "", isUnlinked = query["unlinked"] == "1"
        header = PageHeader(words("registers.chain.title"), subtitle: words("registers.chain.subtitle"))
        tabs = Tabs(
            label: words("registers.chain.tabs"),
            ChainLedger.kinds.map { tab in
                Tabs.Tab(
                    words("registers.kinds.\(tab.rawValue)"), href: Route.chain(tab).path, isCurrent: tab == kind,
                    count: words.number(ledger.records[tab]?.count ?? 0))
            })
        hint = nil
        let shown = ledger.records(of: kind, text: text, unlinkedOnly: isUnlinked)
        let isData = kind == .dataResource
        filter = FilterBar(
            action: Route.chain(kind).path, label: words("registers.kinds.\(kind.rawValue)"),
            search: SearchBox(value: text, label: words("registers.chain.search")),
            selects: isData
                ? [
                    FilterSelect(
                        name: "unlinked", label: words("registers.filter.unlinked"),
                        [
                            FieldOption(words("registers.filter.any"), value: "", isSelected: !isUnlinked),
                            FieldOption(words("registers.filter.yes"), value: "1", isSelected: isUnlinked),
                        ])
                ] : [],
            chips: (text.isEmpty ? [] : [FilterChip("“\(text)”", without: Route.chain(kind).path)])
                + (isUnlinked ? [FilterChip(words("registers.filter.unlinked"), without: Route.chain(kind).path)] : []),
            reset: Route.chain(kind).path)
        let columns = ChainColumns(kind)
        table = DataTable(
            id: "chain",
            caption: words(
                "registers.chain.caption", ["kind": words("registers.kinds.\(kind.rawValue)"), "count": words.number(shown.count)]),
            columns: [TableColumn(words("registers.column.name")), TableColumn(words("registers.column.unit"))]
                + columns.names.map { TableColumn(words("registers.column.\($0.name)"), $0.kind) },
            rows: shown.prefix(500).map { record in
                TableRow(
                    id: String(record.node.id), name: words(record.name),
                    [
                        TableCell(words(record.name), href: Route.chainRecord(record.node).path, second: record.code),
                        TableCell(record.units.map { words($0) }.joined(separator: words("registers.list-separator"))),
                    ] + columns.values(record, pack).map { TableCell($0) })
            },
            empty: EmptyState(words("registers.chain.empty"), words("registers.chain.empty.text")))
    }
}
