import FEEL

extension LogicCompiler {
    mutating func table(_ table: DecisionTable, _ scope: FEELScope, _ position: Position) -> (Logic, FEELType) {
        let compiled = compiled(table, scope, position)
        tables.append(compiled)
        let types = compiled.outputs.map(\.type)
        let one: FEELType =
            types.count == 1 ? types[0] : .context(zip(table.outputs, types).map { FEELType.Entry($0.name ?? "", $1) })
        let type: FEELType
        switch table.hitPolicy {
        case .unique, .first, .any, .priority: type = one
        case .ruleOrder, .outputOrder: type = .list(one)
        case .collect: type = table.aggregation == nil ? .list(one) : table.aggregation == .count ? .number : one
        }
        return ({ compiled.evaluate($0) }, type)
    }

    mutating func compiled(_ table: DecisionTable, _ scope: FEELScope, _ position: Position) -> CompiledTable {
        use(scope)
        let columns = table.inputs.enumerated().map { at, input in column(table, at, input, scope) }
        let outputs = table.outputs.enumerated().map { at, output in self.output(table, at, output, scope) }
        if [.priority, .outputOrder].contains(table.hitPolicy), outputs.allSatisfy(\.priorities.isEmpty) {
            note(Finding(.error, "LT2322", ["policy": table.hitPolicy.rawValue], element: element, at: position))
        }
        return CompiledTable(
            policy: table.hitPolicy, aggregation: table.aggregation, columns: columns, outputs: outputs, ruleCount: table.rules.count,
            place: place(position), rulePositions: table.rules.map(\.position),
            label: table.outputLabel)
    }

    private mutating func column(
        _ table: DecisionTable, _ at: Int, _ input: DecisionTable.Input, _ scope: FEELScope
    ) -> CompiledTable.Column {
        var (logic, found) = expression(input.expression.text, scope, input.expression.position)
        let declared = type(input.typeRef)
        let inputType = found == .any ? declared : found
        var allowedTests: FEELUnaryTests?
        if let allowed = input.allowedValues, !allowed.isAny, let tests = tests(allowed, inputType, scope) {
            allowedTests = tests
            let checked = logic
            let place = place(allowed.position)
            let text = allowed.text.trimmed
            logic = { frame in
                let value = checked(frame)
                if frame.run.recording, !value.isNull, tests.matches(value, frame) != true {
                    Session.of(frame.run)?.note(.warning, "LT2338", ["value": value.excerpt, "allowed": text], place)
                }
                return value
            }
        }
        var cells: [FEELUnaryTests?] = []
        var shapes: [FEELUnaryTests.Shape] = []
        // Equal cells are compiled once: a large table has few different ones.
        var known: [String: FEELUnaryTests] = [:]
        for rule in table.rules {
            let cell = rule.inputs[at]
            let text = cell.text.trimmed.isEmpty ? "-" : cell.text
            let tests = known[text] ?? self.tests(DecisionTable.Cell(text, at: cell.position), inputType, scope)
            known[text] = tests
            cells.append(tests)
            shapes.append(tests?.shape ?? .expression)
        }
        let frame = FEELFrame(run: FEELRun())
        frame.reserve(slotCount)
        let settled = cells
        return CompiledTable.Column(
            name: input.name.trimmed, input: logic,
            index: ColumnIndex(shapes) { settled[$0]?.matches(.null, frame) == true }, cells: cells, shapes: shapes,
            texts: table.rules.map { $0.inputs[at].text.trimmed }, allowed: allowedTests, type: inputType)
    }

    private mutating func tests(_ cell: DecisionTable.Cell, _ type: FEELType, _ scope: FEELScope) -> FEELUnaryTests? {
        do {
            let tests = try FEELCompiler(.lenient).unaryTests(cell.text, input: type, scope)
            for diagnostic in tests.diagnostics { note(diagnostic.finding(element: element, at: cell.position)) }
            useSlots(tests.slotCount)
            return tests
        } catch {
            for finding in error.findings(element: element, at: cell.position) { note(finding) }
            return nil
        }
    }

    private mutating func output(
        _ table: DecisionTable, _ at: Int, _ output: DecisionTable.Output, _ scope: FEELScope
    ) -> CompiledTable.Output {
        var known: [String: Logic] = [:]
        var cells: [Logic] = []
        for rule in table.rules {
            let cell = rule.outputs[at]
            // Places matter only to what can fail: equal literals share their logic.
            let logic = known[cell.text] ?? expression(cell.text.trimmed.isEmpty ? "null" : cell.text, scope, cell.position).logic
            if cell.text.first == "\"" || cell.text.first?.isNumber == true { known[cell.text] = logic }
            cells.append(logic)
        }
        let otherwise = output.defaultEntry.flatMap { entry in
            entry.text.trimmed.isEmpty ? nil : expression(entry.text, scope, entry.position).logic
        }
        return CompiledTable.Output(
            name: output.name, cells: cells, texts: table.rules.map { $0.outputs[at].text.trimmed }, otherwise: otherwise,
            priorities: priorities(output, scope), type: type(output.typeRef))
    }

    /// The values of `outputValues` in their order; without, those the output's type allows.
    private mutating func priorities(_ output: DecisionTable.Output, _ scope: FEELScope) -> [FEELValue] {
        guard let allowed = output.allowedValues, !allowed.isAny else { return [] }
        guard let program = try? FEELCompiler(.lenient).expression("[" + allowed.text + "]", scope) else { return [] }
        let frame = FEELFrame(run: FEELRun())
        frame.reserve(program.slotCount)
        return program.evaluate(frame).items ?? []
    }
}
