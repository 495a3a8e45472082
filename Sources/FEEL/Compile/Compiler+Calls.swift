extension Compiler {
    func call(_ function: Node, _ arguments: Node.Arguments, at range: FEELSourceRange) -> Code {
        if case .builtin(let builtin) = function.kind { return call(builtin, arguments, at: range) }
        let callee = code(function)
        switch arguments {
        case .positional(let nodes):
            let codes = nodes.map(code)
            return { frame in
                let function = callee(frame)
                let run = frame.run
                return Invocation.call(function, codes.map { $0(frame) }, at: range, run)
            }
        case .named(let pairs):
            let codes = pairs.map { (name: $0.name, code: code($0.value)) }
            return { frame in
                let function = callee(frame)
                return Invocation.call(function, named: codes.map { ($0.name, $0.code(frame)) }, at: range, frame.run)
            }
        }
    }

    private func call(_ builtin: Builtin, _ arguments: Node.Arguments, at range: FEELSourceRange) -> Code {
        switch arguments {
        case .positional(let nodes):
            let codes = nodes.map(code)
            return { frame in builtin.call(codes.map { $0(frame) }, at: range, frame.run) }
        case .named(let pairs):
            let codes = pairs.map { (name: $0.name, code: code($0.value)) }
            return { frame in builtin.call(named: codes.map { ($0.name, $0.code(frame)) }, at: range, frame.run) }
        }
    }

    /// A function literal keeps what its body mentions of what surrounds it; a call adds its arguments.
    func function(_ parameters: [Node.Parameter], _ base: Int, _ body: Node, at range: FEELSourceRange) -> Code {
        let bodyType = body.type
        let mentioned = body.mentionedSlots.filter { $0 < base }.sorted()
        let body = code(body)
        let slots = parameters.map(\.slot)
        let signature = parameters.map { FEELFunction.Parameter($0.name, $0.type) }
        return { frame in
            let count = frame.slots.count
            let captured = mentioned.map { frame.slots[$0] }
            guard frame.run.charge(items: captured.count, at: range) else { return .null }
            let function = FEELFunction(parameters: signature, bodyType: bodyType, captured: captured) { arguments, run in
                var inside = ContiguousArray<FEELValue>(repeating: .null, count: count)
                for (slot, value) in zip(mentioned, captured) { inside[slot] = value }
                for (slot, value) in zip(slots, arguments) { inside[slot] = value }
                return body(FEELFrame(capturing: inside, run: run))
            }
            return frame.run.checked(.function(function), at: range)
        }
    }
}

/// Calls of values.
enum Invocation {
    static func call(_ callee: FEELValue, _ arguments: [FEELValue], at range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        guard case .function(let function) = callee else { return notFunction(callee, range, run) }
        if let builtin = function.builtin { return builtin.call(arguments, at: range, run) }
        guard arguments.count == function.parameters.count else {
            return run.report(
                .argumentCount, at: range,
                [
                    "function": function.name ?? "function", "expected": String(function.parameters.count),
                    "found": String(arguments.count),
                ])
        }
        return invoke(function, arguments, at: range, run)
    }

    static func call(
        _ callee: FEELValue, named arguments: [(name: String, value: FEELValue)], at range: FEELSourceRange, _ run: FEELRun
    ) -> FEELValue {
        guard case .function(let function) = callee else { return notFunction(callee, range, run) }
        if let builtin = function.builtin { return builtin.call(named: arguments, at: range, run) }
        var placed = [FEELValue](repeating: .null, count: function.parameters.count)
        var taken = Set<Int>()
        for (name, value) in arguments {
            guard let position = function.parameters.firstIndex(where: { $0.name == name }), taken.insert(position).inserted else {
                return run.report(
                    .unknownParameter, at: range,
                    [
                        "function": function.name ?? "function", "name": name,
                        "known": function.parameters.map(\.name).joined(separator: ", "),
                    ])
            }
            placed[position] = value
        }
        guard taken.count == placed.count else {
            return run.report(
                .argumentCount, at: range,
                ["function": function.name ?? "function", "expected": String(placed.count), "found": String(taken.count)])
        }
        return invoke(function, placed, at: range, run)
    }

    private static func invoke(_ function: FEELFunction, _ arguments: [FEELValue], at range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        var fitted = arguments
        for (position, parameter) in function.parameters.enumerated() {
            if parameter.type == .any { continue }
            guard run.charge(walking: arguments[position], at: range) else { return .null }
            guard let value = parameter.type.coerce(arguments[position]) else {
                return run.report(
                    .argumentType, at: range,
                    [
                        "function": function.name ?? "function", "parameter": parameter.name,
                        "expected": parameter.type.description, "found": arguments[position].typeName,
                    ])
            }
            fitted[position] = value
        }
        guard run.invocations < run.limits.invocationDepth else {
            return run.report(.invocationDepth, at: range, ["limit": String(run.limits.invocationDepth)])
        }
        guard run.charge(steps: 4, at: range) else { return .null }
        run.invocations += 1
        defer { run.invocations -= 1 }
        let value = function.body(fitted, run)
        if function.result == .any { return value }
        guard run.charge(walking: value, at: range), let result = function.result.coerce(value) else {
            return run.report(
                .coercion, at: range, ["expected": function.result.description, "found": value.typeName])
        }
        return result
    }

    private static func notFunction(_ callee: FEELValue, _ range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        run.report(.notFunction, at: range, ["found": callee.typeName])
    }
}

extension FEELFunction {
    /// Calls with positional arguments, fitted to the parameters as a call in an expression would.
    public func call(_ arguments: [FEELValue], _ run: FEELRun, at range: FEELSourceRange = .origin) -> FEELValue {
        Invocation.call(.function(self), arguments, at: range, run)
    }

    /// Calls with named arguments.
    public func call(named arguments: [(name: String, value: FEELValue)], _ run: FEELRun, at range: FEELSourceRange = .origin) -> FEELValue
    {
        Invocation.call(.function(self), named: arguments, at: range, run)
    }
}
