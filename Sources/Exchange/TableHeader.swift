/// The header of a table as people lay it out: perhaps under a title, perhaps with line breaks or gaps.
package struct TableHeader: Hashable, Sendable {
    /// Index among the rows given, 0-based.
    package let index: Int
    /// One name per column: white space collapsed, empty ones named `#3` by position, repeated ones numbered.
    package let names: [String]

    package init(index: Int, names: [String]) { (self.index, self.names) = (index, names) }

    /// The first of the first twenty rows that is text and nearly as wide as the widest; nil when there is none.
    package static func locate(in rows: some Collection<TableRow>) -> TableHeader? {
        let head = rows.prefix(20)
        let widest = head.map { $0.cells.count { !$0.isBlank } }.max() ?? 0
        for (index, row) in head.enumerated() {
            let filled = row.cells.count { !$0.isBlank }
            let isText = row.cells.allSatisfy { cell in
                switch cell.value {
                case .blank, .text: true
                case .number, .date, .bool: false
                }
            }
            if filled > 0, isText, filled * 10 >= widest * 6 { return TableHeader(index: index, names: names(of: row)) }
        }
        return nil
    }

    private static func names(of row: TableRow) -> [String] {
        var seen: [String: Int] = [:]
        return row.cells.enumerated().map { position, cell in
            let words = cell.value.plainText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let name = words.isEmpty ? "#\(position + 1)" : words
            let count = (seen[name] ?? 0) + 1
            seen[name] = count
            return count == 1 ? name : "\(name) (\(count))"
        }
    }
}
