import Decisions
import Localization

/// What each decision of a model needs, drawn from left to right: inputs round, decisions square. The list beside it says the same.
struct RuleGraph {
    private struct Box {
        let id: String
        let name: String
        let isInput: Bool
        let needs: [String]
        var column = 0
        var row = 0
    }

    private static let (width, height, columnStep, rowStep) = (148, 40, 208, 56)
    private var boxes: [Box] = []

    init(_ definitions: Definitions) {
        boxes = definitions.inputData.map { Box(id: $0.head.id, name: $0.head.name, isInput: true, needs: []) }
        boxes += definitions.knowledgeModels.map {
            Box(id: $0.head.id, name: $0.head.name, isInput: false, needs: Self.needs($0.requirements))
        }
        boxes += definitions.decisions.map { Box(id: $0.head.id, name: $0.head.name, isInput: false, needs: Self.needs($0.requirements)) }
        let places = Dictionary(boxes.enumerated().map { ($1.id, $0) }) { first, _ in first }
        // Once per box at most: a cycle, which a checked model has not, ends here too.
        for _ in boxes {
            var isChanged = false
            for index in boxes.indices {
                let column = (boxes[index].needs.compactMap { places[$0].map { boxes[$0].column } }.max() ?? -1) + 1
                if column > boxes[index].column, column < boxes.count {
                    boxes[index].column = column
                    isChanged = true
                }
            }
            if !isChanged { break }
        }
        var rows: [Int: Int] = [:]
        for index in boxes.indices {
            boxes[index].row = rows[boxes[index].column, default: 0]
            rows[boxes[index].column, default: 0] += 1
        }
    }

    private static func needs(_ requirements: [Requirement]) -> [String] {
        requirements.filter { $0.kind != .authority }.map(\.reference.id)
    }

    /// A sentence for each box that needs others.
    func sentences(_ words: Phrases) -> [String] {
        let names = Dictionary(boxes.map { ($0.id, $0.name) }) { first, _ in first }
        return boxes.filter { !$0.needs.isEmpty }.map { box in
            words(
                "settings.rules.needs",
                ["decision": box.name, "needs": box.needs.compactMap { names[$0] }.joined(separator: words("settings.rules.and"))])
        }
    }

    func markup(title: String, describedBy: String) -> Markup {
        let rows = (boxes.map(\.row).max() ?? 0) + 1
        let columns = (boxes.map(\.column).max() ?? 0) + 1
        let counts = Dictionary(grouping: boxes, by: \.column).mapValues(\.count)
        func x(_ box: Box) -> Int { box.column * Self.columnStep + 2 }
        // Short columns stand in the middle of long ones.
        func y(_ box: Box) -> Int { box.row * Self.rowStep + (rows - (counts[box.column] ?? 1)) * Self.rowStep / 2 + 2 }
        let (width, height) = ((columns - 1) * Self.columnStep + Self.width + 4, (rows - 1) * Self.rowStep + Self.height + 4)
        var html = Markup()
        html.raw("<svg class=\"lt-rulegraph\" role=\"img\" aria-label=\"")
        html.text(title)
        html.raw("\" aria-describedby=\"")
        html.text(describedBy)
        html.raw("\" width=\"")
        html.number(width)
        html.raw("\" height=\"")
        html.number(height)
        html.raw("\" viewBox=\"0 0 ")
        html.number(width)
        html.raw(" ")
        html.number(height)
        html.raw("\">")
        let places = Dictionary(boxes.map { ($0.id, $0) }) { first, _ in first }
        for box in boxes {
            for source in box.needs.compactMap({ places[$0] }) {
                Self.line(from: (x(source) + Self.width, y(source) + Self.height / 2), to: (x(box), y(box) + Self.height / 2), &html)
            }
        }
        for box in boxes {
            html.raw("<rect class=\"")
            if box.isInput { html.raw("is-input") } else { html.raw("is-decision") }
            html.raw("\" x=\"")
            html.number(x(box))
            html.raw("\" y=\"")
            html.number(y(box))
            html.raw("\" width=\"")
            html.number(Self.width)
            html.raw("\" height=\"")
            html.number(Self.height)
            html.raw("\" rx=\"")
            html.number(box.isInput ? Self.height / 2 : 3)
            html.raw("\"/><text x=\"")
            html.number(x(box) + Self.width / 2)
            html.raw("\" y=\"")
            html.number(y(box) + Self.height / 2 + 5)
            html.raw("\" text-anchor=\"middle\">")
            html.text(box.name.count > 9 ? box.name.prefix(8) + "…" : box.name)
            html.raw("</text>")
        }
        html.raw("</svg>")
        return html
    }

    private static func line(from: (x: Int, y: Int), to: (x: Int, y: Int), _ html: inout Markup) {
        let middle = (from.x + to.x) / 2
        html.raw("<path d=\"M")
        for (index, number) in [from.x, from.y, middle, from.y, middle, to.y, to.x, to.y].enumerated() {
            if index == 2 { html.raw(" C") } else if index > 0 { html.raw(" ") }
            html.number(number)
        }
        html.raw("\"/>")
    }
}
