import Indicators
import Kernel
import Policy

/// The nodes of a rule as they are read: nested `children`, or a flat list with `parent`, or both.
struct SpecTree {
    let reader: SpecReader
    let defaults: Defaults
    let indicators: [String: Bool]
    var nodes: [Node] = []
    var places: [String: PackNode] = [:]

    init(reader: SpecReader, defaults: Defaults, indicators: [String: Bool]) {
        (self.reader, self.defaults, self.indicators) = (reader, defaults, indicators)
    }

    static let keys = [
        "code", "title", "parent", "weight", "indicator", "children", "weighting", "aggregate", "coverage", "missing", "normalise",
        "digits",
    ]

    mutating func read(_ item: PackNode, parent: String?) {
        if let code = item.text {
            guard indicators[code] != nil else {
                reader.findings.report(
                    "LT2403", ["value": code, "suggestion": code.nearest(in: indicators.keys.sorted()) ?? "—"], at: item)
                return
            }
            add(Node(code, parent: parent, indicator: code, absence: defaults.absence), at: item)
            return
        }
        guard let fields = PackFields(item, keys: Self.keys, reader.findings) else { return }
        guard let code = fields.optionalText("code") ?? fields.optionalText("indicator") else {
            reader.findings.report("LT2012", ["key": "code"], at: item)
            return
        }
        let children = fields.optionalList("children")
        var indicator = fields.optionalText("indicator")
        if indicator == nil, children.isEmpty, indicators[code] != nil { indicator = code }
        if let indicator, indicators[indicator] == nil {
            reader.findings.report(
                "LT2403", ["value": indicator, "suggestion": indicator.nearest(in: indicators.keys.sorted()) ?? "—"],
                at: fields.optional("indicator") ?? item)
            return
        }
        var node = Node(
            code, parent: parent ?? fields.optionalText("parent"), indicator: indicator, weighting: defaults.weighting,
            aggregation: defaults.aggregation, coverage: defaults.coverage, absence: defaults.absence)
        if let weight = reader.optionalNumber(fields, "weight") { node.weight = weight }
        if let value = fields.optional("weighting") { node.weighting = reader.weighting(value) ?? node.weighting }
        if let value = fields.optional("aggregate") { node.aggregation = reader.aggregation(value) ?? node.aggregation }
        if let value = fields.optional("coverage") { node.coverage = reader.coverage(value) ?? node.coverage }
        if let value = fields.optional("missing") { node.absence = reader.absence(value) ?? node.absence }
        if let value = fields.optional("normalise") {
            var direction = Direction.higherIsBetter
            node.normalisation = reader.normalisation(value, &direction)
        }
        node.digits = fields.optionalInteger("digits", in: 0...12)
        add(node, at: item)
        for child in children { read(child, parent: code) }
    }

    private mutating func add(_ node: Node, at item: PackNode) {
        if let first = places[node.code] {
            reader.findings.report("LT2021", ["id": node.code, "first": String(first.line)], at: item)
            return
        }
        places[node.code] = item
        nodes.append(node)
    }

    /// Faults of the whole: one root, every parent there, nothing empty, no circle, weights that can be shared.
    func check(_ document: PackNode) {
        let codes = Set(nodes.map(\.code))
        let children = Dictionary(grouping: nodes.filter { $0.parent != nil }) { $0.parent ?? "" }
        for node in nodes {
            guard let place = places[node.code] else { continue }
            if let parent = node.parent, !codes.contains(parent) {
                reader.findings.report("LT2403", ["value": parent, "suggestion": parent.nearest(in: codes.sorted()) ?? "—"], at: place)
            }
            if node.indicator == nil, children[node.code] == nil { reader.findings.report("LT2410", ["code": node.code], at: place) }
            if node.indicator != nil, children[node.code] != nil { reader.findings.report("LT2411", ["code": node.code], at: place) }
            if node.weight < 0 { reader.findings.report("LT2412", ["code": node.code, "value": node.weight.description], at: place) }
            if case .given = node.weighting, let own = children[node.code], own.reduce(0, { $0 + $1.weight }) == 0 {
                // A group may be switched off in a version by its weights.
                reader.findings.report("LT2413", ["code": node.code], at: place, severity: .warning)
            }
            if isOnCircle(node.code) { reader.findings.report("LT2414", ["code": node.code], at: place) }
        }
        let roots = nodes.filter { $0.parent == nil }
        if roots.count != 1, !nodes.isEmpty {
            let place = roots.last.flatMap { places[$0.code] } ?? document
            reader.findings.report("LT2409", ["codes": roots.map(\.code).joined(separator: ", ")], at: place)
        }
    }

    private func isOnCircle(_ code: String) -> Bool {
        let parents = Dictionary(nodes.map { ($0.code, $0.parent) }) { first, _ in first }
        var seen: Set<String> = []
        var next = parents[code] ?? nil
        while let current = next {
            if current == code { return true }
            guard seen.insert(current).inserted else { return false }
            next = parents[current] ?? nil
        }
        return false
    }
}
