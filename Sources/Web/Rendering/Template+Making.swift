/// Puts a template together from its source, its layout and its partials.
///
/// The notation is Mustache's: `{{name}}`, `{{#name}}…{{/name}}`, `{{^name}}…{{/name}}`, `{{>partial}}`, and a layout as
/// `{{<layout}}{{$block}}…{{/block}}{{/layout}}`, whose `{{$block}}…{{/block}}` it fills. Nothing prints unescaped but `Markup`.
struct TemplateMaker {
    let sources: [String: [TemplateNode]]

    /// The faults are all there are; an absent partial and one that holds itself.
    func make(_ name: String, faults: inout [TemplateFault]) -> Template {
        Template(parts: parts(sources[name] ?? [], [:], within: [name], &faults))
    }

    private func parts(
        _ nodes: [TemplateNode], _ blocks: [String: [Template.Part]], within: [String], _ faults: inout [TemplateFault]
    ) -> [Template.Part] {
        var parts: [Template.Part] = []
        for node in nodes {
            switch node {
            case .literal(let text):
                if case .literal(let before)? = parts.last {
                    parts[parts.count - 1] = .literal(before + text)
                } else {
                    parts.append(.literal(text))
                }
            case .value(let name): parts.append(.value(.init(name)))
            case .section(let name, let inner): parts.append(.section(.init(name), self.parts(inner, blocks, within: within, &faults)))
            case .inverted(let name, let inner): parts.append(.inverted(.init(name), self.parts(inner, blocks, within: within, &faults)))
            case .block(let name, let standard): parts += blocks[name] ?? self.parts(standard, blocks, within: within, &faults)
            case .partial(let name): parts += partial(name, [:], within, &faults)
            case .layout(let name, let inner):
                var filled: [String: [Template.Part]] = [:]
                for case .block(let block, let content) in inner { filled[block] = self.parts(content, blocks, within: within, &faults) }
                parts += partial(name, filled, within, &faults)
            }
        }
        return parts
    }

    private func partial(
        _ name: String, _ blocks: [String: [Template.Part]], _ within: [String], _ faults: inout [TemplateFault]
    ) -> [Template.Part] {
        guard let nodes = sources[name] else {
            faults.append(.missingTemplate(name))
            return []
        }
        guard !within.contains(name) else {
            faults.append(.unparsable(template: name, reason: "holds itself"))
            return []
        }
        return [.partial(name, parts(nodes, blocks, within: within + [name], &faults))]
    }
}

/// A template's source as a tree.
indirect enum TemplateNode {
    case literal(String)
    case value(String)
    case section(String, [TemplateNode])
    case inverted(String, [TemplateNode])
    case partial(String)
    case layout(String, [TemplateNode])
    case block(String, [TemplateNode])

    /// Throws where a tag is not closed, or closed by another's name.
    static func parse(_ source: String) throws(TemplateSyntaxError) -> [TemplateNode] {
        var parser = TemplateParser(source)
        return try parser.nodes(until: nil)
    }
}

struct TemplateSyntaxError: Error {
    let line: Int
    let reason: String
}

private struct TemplateParser {
    private let source: String
    private var rest: Substring

    init(_ source: String) { (self.source, rest) = (source, source[...]) }

    mutating func nodes(until end: String?) throws(TemplateSyntaxError) -> [TemplateNode] {
        var nodes: [TemplateNode] = []
        while let open = rest.firstRange(of: "{{") {
            let before = rest[..<open.lowerBound]
            let startsLine = open.lowerBound == source.startIndex || source[source.index(before: open.lowerBound)] == "\n"
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else { throw fault("{{ without }}") }
            let tag = rest[open.upperBound..<close.lowerBound]
            if !before.isEmpty { nodes.append(.literal(String(before))) }
            rest = rest[close.upperBound...]
            let name = String(tag.dropFirst())
            let sign = tag.first
            // What stands alone on its line leaves no empty line behind.
            if let sign, "#^/><$".contains(sign), startsLine, rest.first == "\n" { rest = rest.dropFirst() }
            switch sign {
            case "#": nodes.append(.section(name, try self.nodes(until: name)))
            case "^": nodes.append(.inverted(name, try self.nodes(until: name)))
            case "<": nodes.append(.layout(name, try self.nodes(until: name)))
            case "$": nodes.append(.block(name, try self.nodes(until: name)))
            case ">": nodes.append(.partial(name))
            case "/":
                guard name == end else { throw fault("{{/\(name)}} closes nothing") }
                return nodes
            case let letter? where letter.isLetter: nodes.append(.value(String(tag)))
            default: throw fault("{{\(tag)}} is no tag")
            }
        }
        guard end == nil else { throw fault("{{/\(end ?? "")}} is missing") }
        if !rest.isEmpty { nodes.append(.literal(String(rest))) }
        rest = rest[rest.endIndex...]
        return nodes
    }

    private func fault(_ reason: String) -> TemplateSyntaxError {
        TemplateSyntaxError(line: source[..<rest.startIndex].count { $0 == "\n" } + 1, reason: reason)
    }
}
