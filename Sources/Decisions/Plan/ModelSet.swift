/// A model with all it imports, and where each element is found.
struct ModelSet: Sendable {
    /// The model asked for first, then the imported ones, each once.
    private(set) var models: [Definitions]
    private(set) var findings: [Finding] = []
    /// Model index by its import, one table per model; absent where the import was not found.
    private(set) var imported: [[Int?]] = []

    static let limit = 64

    /// Resolves imports by namespace. `find` answers the file of a namespace; it is asked once per namespace.
    init(_ root: DMNDocument, find: (ModelImport) -> DMNDocument?) {
        models = [root.definitions]
        findings = root.findings
        var index = 0
        while index < models.count {
            var row: [Int?] = []
            for wanted in models[index].imports {
                guard wanted.isModel else {
                    row.append(nil)
                    continue
                }
                if let known = models.firstIndex(where: { $0.namespace == wanted.namespace }) {
                    row.append(known)
                } else if models.count < Self.limit, let found = find(wanted), found.definitions.namespace == wanted.namespace {
                    row.append(models.count)
                    models.append(found.definitions)
                    findings += found.findings
                } else {
                    findings.append(
                        Finding(.error, "LT2311", ["name": wanted.name, "namespace": wanted.namespace], at: wanted.position))
                    row.append(nil)
                }
            }
            imported.append(row)
            index += 1
        }
    }

    /// The model a reference out of `model` points into; nil when it is not there.
    func model(of reference: ElementReference, in model: Int) -> Int? {
        if reference.namespace.isEmpty || reference.namespace == models[model].namespace { return model }
        return models.firstIndex { $0.namespace == reference.namespace }
    }

    /// The prefix under which `model` sees the elements of `other`: empty for its own and for those imported without a name.
    func prefix(of other: Int, in model: Int) -> String {
        guard other != model, let place = imported[model].firstIndex(of: other) else { return "" }
        return models[model].imports[place].name
    }
}
