/// What is different between two versions of a model, down to the cell.
public struct ModelDiff: Sendable {
    public enum Kind: String, Sendable { case added, removed, changed }

    public struct Change: Sendable, Hashable {
        public var kind: Kind
        /// The decision, knowledge model, input or type.
        public var element: String
        /// `rule 3, 評分`, `hit policy`, `logic` …: where in it; empty for the whole.
        public var place: String
        public var old: String
        public var new: String
    }

    public private(set) var changes: [Change] = []

    public init(_ old: Definitions, _ new: Definitions) {
        compare(old.itemDefinitions, new.itemDefinitions, id: \.head) { a, b, note in
            note("type", a.signature, b.signature)
        }
        compare(old.inputData, new.inputData, id: \.head) { a, b, note in note("type", a.typeRef ?? "", b.typeRef ?? "") }
        compare(old.decisions, new.decisions, id: \.head) { a, b, note in
            note("type", a.typeRef ?? "", b.typeRef ?? "")
            note(
                "requirements", a.requirements.map(\.reference.id).sorted().joined(separator: " "),
                b.requirements.map(\.reference.id).sorted().joined(separator: " "))
            Self.compare(a.logic, b.logic, note)
        }
        compare(old.knowledgeModels, new.knowledgeModels, id: \.head) { a, b, note in
            note("type", a.typeRef ?? "", b.typeRef ?? "")
            note(
                "parameters", a.logic?.parameters.map(\.name).joined(separator: ", ") ?? "",
                b.logic?.parameters.map(\.name).joined(separator: ", ") ?? "")
            Self.compare(a.logic?.body, b.logic?.body, note)
        }
        compare(old.services, new.services, id: \.head) { a, b, note in
            let text = { (service: DecisionService) in
                (service.outputDecisions + service.inputDecisions + service.inputData).map(\.id).joined(separator: " ")
            }
            note("parts", text(a), text(b))
        }
    }

    private typealias Note = (_ place: String, _ old: String, _ new: String) -> Void

    /// Pairs elements by id, else by name.
    private mutating func compare<Element>(
        _ old: [Element], _ new: [Element], id head: KeyPath<Element, ElementHead>, _ compare: (Element, Element, Note) -> Void
    ) {
        var taken: Set<Int> = []
        for a in old {
            let name = a[keyPath: head].name
            let id = a[keyPath: head].id
            let match =
                new.indices.first { !taken.contains($0) && !id.isEmpty && new[$0][keyPath: head].id == id }
                ?? new.indices.first { !taken.contains($0) && new[$0][keyPath: head].name == name }
            guard let match else {
                changes.append(Change(kind: .removed, element: name, place: "", old: name, new: ""))
                continue
            }
            taken.insert(match)
            let b = new[match]
            var found: [Change] = []
            let note: Note = { place, old, new in
                guard old != new else { return }
                let kind: Kind = old.isEmpty ? .added : new.isEmpty ? .removed : .changed
                found.append(Change(kind: kind, element: b[keyPath: head].name, place: place, old: old, new: new))
            }
            note("name", name, b[keyPath: head].name)
            compare(a, b, note)
            changes += found
        }
        for index in new.indices where !taken.contains(index) {
            let name = new[index][keyPath: head].name
            changes.append(Change(kind: .added, element: name, place: "", old: "", new: name))
        }
    }

    private static func compare(_ old: BoxedExpression?, _ new: BoxedExpression?, _ note: Note) {
        if case .table(let a)? = old?.kind, case .table(let b)? = new?.kind { return compare(a, b, note) }
        note("logic", (old?.texts ?? []).map(\.trimmed).joined(separator: "\n"), (new?.texts ?? []).map(\.trimmed).joined(separator: "\n"))
    }

    // MARK: Tables

    private static func compare(_ old: DecisionTable, _ new: DecisionTable, _ note: Note) {
        note("hit policy", old.policyText, new.policyText)
        let inputs = pairs(old.inputs.map { $0.expression.text.trimmed }, new.inputs.map { $0.expression.text.trimmed })
        let outputs = pairs(old.outputs.map { $0.name ?? "" }, new.outputs.map { $0.name ?? "" })
        for (a, b) in inputs {
            note("input", a.map { old.inputs[$0].name } ?? "", b.map { new.inputs[$0].name } ?? "")
            if let a, let b {
                note(
                    "allowed values of \(new.inputs[b].name)", old.inputs[a].allowedValues?.text ?? "",
                    new.inputs[b].allowedValues?.text ?? "")
            }
        }
        for (a, b) in outputs {
            note("output", a.map { old.outputs[$0].title } ?? "", b.map { new.outputs[$0].title } ?? "")
            if let a, let b {
                let title = new.outputs[b].title
                note("allowed values of \(title)", old.outputs[a].allowedValues?.text ?? "", new.outputs[b].allowedValues?.text ?? "")
                note("default of \(title)", old.outputs[a].defaultEntry?.text ?? "", new.outputs[b].defaultEntry?.text ?? "")
            }
        }
        for (a, b) in rules(old, new) {
            guard let a, let b else {
                note("rule \((b ?? a ?? 0) + 1)", a.map { old.rules[$0].summary } ?? "", b.map { new.rules[$0].summary } ?? "")
                continue
            }
            for (x, y) in inputs {
                guard let x, let y else { continue }
                note("rule \(b + 1), \(new.inputs[y].name)", old.rules[a].inputs[x].shown, new.rules[b].inputs[y].shown)
            }
            for (x, y) in outputs {
                guard let x, let y else { continue }
                note("rule \(b + 1), \(new.outputs[y].title)", old.rules[a].outputs[x].shown, new.rules[b].outputs[y].shown)
            }
        }
    }

    /// Equal keys in pairs, then what is left by its place, then what is only on one side.
    private static func pairs(_ old: [String], _ new: [String]) -> [(Int?, Int?)] {
        var partner: [Int: Int] = [:]
        var taken: Set<Int> = []
        for a in old.indices {
            if let b = new.indices.first(where: { !taken.contains($0) && new[$0] == old[a] }) {
                partner[a] = b
                taken.insert(b)
            }
        }
        for a in old.indices where partner[a] == nil && a < new.count && !taken.contains(a) {
            partner[a] = a
            taken.insert(a)
        }
        return old.indices.map { ($0, partner[$0]) } + new.indices.filter { !taken.contains($0) }.map { (nil, $0) }
    }

    /// Rules in pairs: the same id, else the same text in the same order, else what stands between two pairs one by one.
    private static func rules(_ old: DecisionTable, _ new: DecisionTable) -> [(Int?, Int?)] {
        var partner: [Int: Int] = [:]
        var places: [String: Int] = [:]
        for (at, rule) in new.rules.enumerated() { if let id = rule.id, !id.isEmpty { places[id] = at } }
        for (at, rule) in old.rules.enumerated() { if let id = rule.id, let match = places[id] { partner[at] = match } }
        var taken = Set(partner.values)
        var byText: [String: [Int]] = [:]
        for at in new.rules.indices.reversed() where !taken.contains(at) { byText[new.rules[at].summary, default: []].append(at) }
        for at in old.rules.indices where partner[at] == nil {
            if let match = byText[old.rules[at].summary]?.popLast() {
                partner[at] = match
                taken.insert(match)
            }
        }
        var free = new.rules.indices.filter { !taken.contains($0) }[...]
        for at in old.rules.indices where partner[at] == nil {
            // Only rules that still share a cell are versions of each other.
            if let match = free.first(where: { new.rules[$0].sharesCell(with: old.rules[at]) }) {
                partner[at] = match
                taken.insert(match)
                free.removeAll { $0 == match }
            }
        }
        return old.rules.indices.map { ($0, partner[$0]) } + new.rules.indices.filter { !taken.contains($0) }.map { (nil, $0) }
    }
}

extension DecisionTable {
    var policyText: String { aggregation.map { hitPolicy.letter + $0.sign } ?? hitPolicy.rawValue }
}

extension DecisionTable.Output {
    var title: String { name ?? label ?? "output" }
}

extension DecisionTable.Cell {
    var shown: String { isAny ? "-" : text.trimmed }
}

extension DecisionTable.Rule {
    var summary: String { inputs.map(\.shown).joined(separator: " | ") + " → " + outputs.map(\.shown).joined(separator: " | ") }

    fileprivate func sharesCell(with other: Self) -> Bool {
        zip(inputs + outputs, other.inputs + other.outputs).contains { !$0.isAny && $0.shown == $1.shown }
    }
}

extension ItemDefinition {
    /// The type written out.
    var signature: String {
        var text = typeRef ?? ""
        if !components.isEmpty { text = "{" + components.map { "\($0.head.name): \($0.signature)" }.joined(separator: ", ") + "}" }
        if let function {
            text =
                "function(\(function.parameters.map { $0.typeRef ?? "Any" }.joined(separator: ", "))): \(function.outputTypeRef ?? "Any")"
        }
        if isCollection { text = "list<\(text)>" }
        for constraint in [allowedValues, typeConstraint].compactMap({ $0 }) { text += " [\(constraint.text.trimmed)]" }
        return text
    }
}
