import FEEL

/// The types of a model set: item definitions as types of the language, with their constraints.
struct TypeTable {
    private let set: ModelSet
    private var known: [Key: FEELType] = [:]
    private var open: Set<Key> = []
    private var complained: Set<Key> = []
    private(set) var findings: [Finding] = []

    private struct Key: Hashable {
        let model: Int
        let name: String
    }

    init(_ set: ModelSet) { self.set = set }

    /// The type of a reference as `model` writes it; Any for none and, with a finding, for one that leads nowhere.
    mutating func type(_ reference: String?, in model: Int, element: String = "", at position: Position? = nil) -> FEELType {
        guard let reference, !reference.isEmpty else { return .any }
        if let type = named(reference, in: model) { return type }
        if let type = FEELType(named: reference) { return type }
        if complained.insert(Key(model: model, name: reference)).inserted {
            findings.append(Finding(.error, "LT2312", ["type": reference], element: element, at: position))
        }
        return .any
    }

    /// All named types as `model` may write them.
    mutating func names(in model: Int) -> [(String, FEELType)] {
        var names = set.models[model].itemDefinitions.compactMap { definition in
            named(definition.head.name, in: model).map { (definition.head.name, $0) }
        }
        for (place, other) in set.imported[model].enumerated() {
            guard let other else { continue }
            let prefix = set.models[model].imports[place].name
            for definition in set.models[other].itemDefinitions {
                guard let type = named(definition.head.name, in: other) else { continue }
                names.append((prefix.isEmpty ? definition.head.name : prefix + "." + definition.head.name, type))
            }
        }
        return names
    }

    private mutating func named(_ name: String, in model: Int) -> FEELType? {
        let key = Key(model: model, name: name)
        if let type = known[key] { return type }
        if let definition = set.models[model].itemDefinitions.first(where: { $0.head.name == name }) {
            guard open.count < 64, open.insert(key).inserted else {
                if complained.insert(key).inserted {
                    findings.append(Finding(.error, "LT2324", ["type": name], element: name, at: definition.head.position))
                }
                return .any
            }
            let type = type(of: definition, in: model, depth: 0)
            open.remove(key)
            known[key] = type
            return type
        }
        // An imported type: the import's name, a dot, the type's name; or an import without a name.
        for (place, other) in set.imported[model].enumerated() {
            guard let other else { continue }
            let prefix = set.models[model].imports[place].name
            let rest = prefix.isEmpty ? name : name.hasPrefix(prefix + ".") ? String(name.dropFirst(prefix.count + 1)) : nil
            if let rest, set.models[other].itemDefinitions.contains(where: { $0.head.name == rest }) { return named(rest, in: other) }
        }
        return nil
    }

    private mutating func type(of definition: ItemDefinition, in model: Int, depth: Int) -> FEELType {
        let head = definition.head
        var base: FEELType
        if let function = definition.function {
            base = .function(
                function.parameters.map { type($0.typeRef, in: model, element: head.name, at: head.position) },
                type(function.outputTypeRef, in: model, element: head.name, at: head.position))
        } else if !definition.components.isEmpty {
            base = .context(
                definition.components.map { FEELType.Entry($0.head.name, type(of: $0, in: model, depth: depth + 1)) })
        } else {
            base = type(definition.typeRef, in: model, element: head.name, at: head.position)
        }
        base = constrained(base, by: definition.allowedValues, head)
        if definition.isCollection { base = .list(base) }
        return constrained(base, by: definition.typeConstraint, head)
    }

    private mutating func constrained(_ type: FEELType, by constraint: Constraint?, _ head: ElementHead) -> FEELType {
        guard let constraint else { return type }
        do {
            let tests = try FEELCompiler(.lenient).unaryTests(constraint.text, input: type)
            return .constrained(
                FEELType.Constraint(name: head.name, base: type) { value in tests.matches(value, FEELFrame(run: FEELRun())) == true })
        } catch {
            findings += error.findings(element: head.name, at: constraint.position)
            return type
        }
    }
}
