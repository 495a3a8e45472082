import FEEL

/// Compiles the logic of one element. Faults become findings; what cannot be compiled answers null and reports it when evaluated.
struct LogicCompiler {
    let element: String
    /// The type a reference of the element's model means.
    let type: (String?) -> FEELType
    private(set) var findings: [Finding] = []
    /// Slots the whole logic needs.
    private(set) var slotCount = 0
    /// The tables compiled so far, the innermost first.
    var tables: [CompiledTable] = []

    init(element: String, type: @escaping (String?) -> FEELType) { (self.element, self.type) = (element, type) }

    private static let feel = FEELCompiler(.lenient)

    mutating func note(_ finding: Finding) { findings.append(finding) }
    mutating func use(_ scope: FEELScope) { slotCount = max(slotCount, scope.slotCount) }
    mutating func useSlots(_ count: Int) { slotCount = max(slotCount, count) }
    func place(_ position: Position) -> Place { Place(element: element, position: position) }

    // MARK: Expressions

    /// The logic with the type of its values. The result is brought to the type the expression asks for.
    mutating func logic(_ boxed: BoxedExpression?, _ scope: FEELScope) -> (logic: Logic, type: FEELType) {
        guard let boxed else { return ({ _ in .null }, .null) }
        use(scope)
        let (logic, found) = kind(boxed, scope)
        guard boxed.typeRef != nil else { return (logic, found) }
        let wanted = type(boxed.typeRef)
        return wanted == .any ? (logic, found) : (coerced(logic, to: wanted, boxed.position), wanted)
    }

    func coerced(_ logic: @escaping Logic, to type: FEELType, _ position: Position) -> Logic {
        guard type != .any else { return logic }
        let place = place(position)
        return { frame in
            let value = logic(frame)
            if let coerced = type.coerce(value) { return coerced }
            Session.of(frame.run)?.note(.error, "LT2330", ["value": value.excerpt, "type": "\(type)"], place)
            return .null
        }
    }

    private mutating func kind(_ boxed: BoxedExpression, _ scope: FEELScope) -> (Logic, FEELType) {
        switch boxed.kind {
        case .literal(let literal): return self.literal(literal, scope)
        case .invocation(let callee, let bindings): return invocation(callee, bindings, scope, boxed.position)
        case .context(let entries): return context(entries, scope)
        case .list(let items):
            let parts = items.map { logic($0, scope) }
            let logics = parts.map(\.logic)
            return ({ frame in .list(logics.map { $0(frame) }) }, .list(Self.common(parts.map(\.type))))
        case .relation(let columns, let rows): return relation(columns, rows, scope)
        case .function(let function): return self.function(function, scope)
        case .conditional(let condition, let then, let otherwise): return conditional(condition, then, otherwise, scope, boxed.position)
        case .filter(let list, let match): return filter(list, match, scope, boxed.position)
        case .iteration(let iteration): return self.iteration(iteration, scope, boxed.position)
        case .table(let table): return self.table(table, scope, boxed.position)
        }
    }

    private static func common(_ types: [FEELType]) -> FEELType {
        guard let first = types.first, types.allSatisfy({ $0 == first }) else { return .any }
        return first
    }

    private mutating func literal(_ literal: BoxedExpression.Literal, _ scope: FEELScope) -> (Logic, FEELType) {
        if let language = literal.language {
            note(Finding(.error, "LT2313", ["language": language], element: element, at: literal.position))
            return (failing("LT2313", ["language": language], literal.position), .any)
        }
        return expression(literal.text, scope, literal.position)
    }

    /// FEEL text as logic.
    mutating func expression(_ text: String, _ scope: FEELScope, _ position: Position) -> (logic: Logic, type: FEELType) {
        let place = place(position)
        do {
            let program = try Self.feel.expression(text, scope)
            slotCount = max(slotCount, program.slotCount)
            findings += program.diagnostics.map { $0.finding(element: element, at: position) }
            return (
                { frame in
                    let value = program.evaluate(frame)
                    if frame.run.recording { Session.of(frame.run)?.ended(place, text, value) }
                    return value
                }, program.type
            )
        } catch {
            let faults = error.findings(element: element, at: position)
            findings += faults
            let fault = faults.first { $0.severity == .error } ?? Finding(.error, "LT2318", element: element, at: position)
            return (
                { frame in
                    Session.of(frame.run)?.note(
                        .error, fault.code, fault.arguments, Place(element: fault.element, position: fault.position ?? place.position))
                    return .null
                }, .any
            )
        }
    }

    /// Logic that answers null and says why.
    func failing(_ code: String, _ arguments: [String: String], _ position: Position) -> Logic {
        let place = place(position)
        return { frame in
            Session.of(frame.run)?.note(.error, code, arguments, place)
            return .null
        }
    }

    // MARK: Contexts

    private mutating func context(_ entries: [BoxedExpression.Entry], _ scope: FEELScope) -> (Logic, FEELType) {
        var scope = scope
        var steps: [(slot: Int, name: String, logic: Logic)] = []
        var types: [FEELType.Entry] = []
        var result: (logic: Logic, type: FEELType)?
        for entry in entries {
            guard let variable = entry.variable, !variable.name.isEmpty else {
                result = logic(entry.value, scope)
                break
            }
            var (logic, found) = self.logic(entry.value, scope)
            let wanted = type(variable.typeRef)
            if wanted != .any {
                logic = coerced(logic, to: wanted, entry.value?.position ?? Position(line: 1, column: 1))
                found = wanted
            }
            let slot = scope.declare(variable.name, found)
            use(scope)
            steps.append((slot, variable.name, logic))
            types.append(FEELType.Entry(variable.name, found))
        }
        let settled = steps
        if let result {
            let last = result.logic
            return (
                { frame in
                    for step in settled { frame[step.slot] = step.logic(frame) }
                    return last(frame)
                }, result.type
            )
        }
        return (
            { frame in
                .context(
                    settled.map { step in
                        let value = step.logic(frame)
                        frame[step.slot] = value
                        return (step.name, value)
                    })
            }, .context(types)
        )
    }

    private mutating func relation(_ columns: [Variable], _ rows: [[BoxedExpression]], _ scope: FEELScope) -> (Logic, FEELType) {
        let types = columns.map { type($0.typeRef) }
        var compiled: [[(name: String, logic: Logic)]] = []
        for row in rows {
            var cells: [(name: String, logic: Logic)] = []
            for (column, cell) in zip(columns.indices, row) {
                cells.append((columns[column].name, coerced(logic(cell, scope).logic, to: types[column], cell.position)))
            }
            compiled.append(cells)
        }
        let settled = compiled
        let row = FEELType.context(zip(columns, types).map { FEELType.Entry($0.name, $1) })
        return ({ frame in .list(settled.map { row in .context(row.map { ($0.name, $0.logic(frame)) }) }) }, .list(row))
    }

    // MARK: Functions

    /// A boxed function: a value that remembers what surrounds it.
    private mutating func function(_ function: FunctionLogic, _ scope: FEELScope) -> (Logic, FEELType) {
        guard function.kind == .feel else {
            note(Finding(.warning, "LT2323", ["kind": function.kind.rawValue], element: element, at: function.position))
            return (failing("LT2323", ["kind": function.kind.rawValue], function.position), .anyFunction)
        }
        var inner = scope
        let parameters = function.parameters.map { FEELFunction.Parameter($0.name, type($0.typeRef)) }
        let slots = parameters.map { inner.declare($0.name, $0.type) }
        use(inner)
        var (body, result) = logic(function.body, inner)
        if function.typeRef != nil {
            let wanted = type(function.typeRef)
            if case .function(_, let declared) = wanted.base { result = declared }
        }
        let settled = body
        return (
            { frame in
                let captured = frame.slots
                return .function(
                    FEELFunction(parameters: parameters) { arguments, run in
                        let inner = FEELFrame(capturing: captured, run: run)
                        for (slot, value) in zip(slots, arguments) { inner[slot] = value }
                        return settled(inner)
                    })
            }, .function(parameters.map(\.type), result)
        )
    }

    private mutating func invocation(
        _ callee: BoxedExpression?, _ bindings: [BoxedExpression.Binding], _ scope: FEELScope, _ position: Position
    ) -> (Logic, FEELType) {
        let (target, type) = logic(callee, scope)
        let arguments = bindings.map { ($0.name, logic($0.value, scope).logic) }
        let place = place(position)
        var result = FEELType.any
        if case .function(_, let declared) = type.base { result = declared }
        return (
            { frame in
                let function = target(frame)
                guard case .function(let callee) = function else {
                    Session.of(frame.run)?.note(.error, "LT2336", ["value": function.excerpt], place)
                    return .null
                }
                let value = callee.call(named: arguments.map { ($0.0, $0.1(frame)) }, frame.run)
                if frame.run.recording { Session.of(frame.run)?.attribute(place) }
                return value
            }, result
        )
    }

    // MARK: Control

    private mutating func conditional(
        _ condition: BoxedExpression?, _ then: BoxedExpression?, _ otherwise: BoxedExpression?, _ scope: FEELScope, _ position: Position
    ) -> (Logic, FEELType) {
        let test = logic(condition, scope).logic
        let (first, firstType) = logic(then, scope)
        let (second, secondType) = logic(otherwise, scope)
        let place = place(position)
        return (
            { frame in
                switch test(frame) {
                case .boolean(true): return first(frame)
                case .boolean(false), .null: return second(frame)
                case let value:
                    Session.of(frame.run)?.note(.error, "LT2339", ["value": value.excerpt], place)
                    return .null
                }
            }, Self.common([firstType, secondType])
        )
    }
}
