import Decimal34

/// Evaluates an expression in a frame.
typealias Code = @Sendable (FEELFrame) -> FEELValue
/// Evaluates a condition in a frame: true, false, or nil for null.
typealias Truth = @Sendable (FEELFrame) -> Bool?

/// Turns trees into closures. Variables are slots, constants are folded, comparisons and conditions skip `FEELValue`.
struct Compiler {
    /// The code of a node; of constants, their value.
    func code(_ node: Node) -> Code {
        if let value = constant(node) { return { _ in value } }
        return compute(node)
    }

    /// The code that computes a node.
    func compute(_ node: Node) -> Code {
        switch node.kind {
        case .literal(let value): return { _ in value }
        case .invalid(let code, let arguments):
            let range = node.range
            return { $0.run.report(code, at: range, severity: .error, arguments) }
        case .variable(let slot, _): return { $0.slots[slot] }
        case .member(let items, let name, let otherwise): return member(items, name, otherwise)
        case .builtin(let builtin):
            let function = FEELValue.function(FEELFunction(builtin))
            return { _ in function }
        case .list(let items): return list(items, at: node.range)
        case .context(let entries): return context(entries, at: node.range)
        case .interval(let interval): return self.interval(interval, at: node.range)
        case .negate(let operand):
            let operand = code(operand)
            let range = node.range
            return { Operators.negate(operand($0), at: range, $0.run) }
        case .arithmetic(let first, let operations): return arithmetic(first, operations)
        case .comparison, .between, .all, .any, .membership, .instance, .unaryTests:
            let truth = self.truth(node)
            return { truth($0).map(FEELValue.boolean) ?? .null }
        case .quantified(let some, let iterators, let body): return quantified(some, iterators, body, at: node.range)
        case .conditional(let branches, let otherwise): return conditional(branches, otherwise)
        case .loop(let iterators, let partial, let body): return loop(iterators, partial: partial, body, at: node.range)
        case .filter(let source, let item, let condition): return filter(source, item: item, condition, at: node.range)
        case .path(let source, let name):
            let source = code(source)
            let range = node.range
            return { Paths.member(name, of: source($0), at: range, $0.run) }
        case .call(let function, let arguments): return call(function, arguments, at: node.range)
        case .function(let parameters, let base, let body): return function(parameters, base, body, at: node.range)
        case .external:
            let range = node.range
            return { $0.run.report(.externalFunction, at: range) }
        }
    }

    private func member(_ items: [Int], _ name: String, _ otherwise: Node?) -> Code {
        let otherwise = code(otherwise ?? Node(.literal(.null), .origin, .null))
        if items.count == 1 {
            let slot = items[0]
            return { frame in
                if case .context(let context) = frame.slots[slot], let value = context[name] { return value }
                return otherwise(frame)
            }
        }
        return { frame in
            for slot in items {
                if case .context(let context) = frame.slots[slot], let value = context[name] { return value }
            }
            return otherwise(frame)
        }
    }

    private func list(_ items: [Node], at range: FEELSourceRange) -> Code {
        let codes = items.map(code)
        return { frame in
            guard frame.run.charge(items: codes.count, at: range) else { return .null }
            var values: [FEELValue] = []
            values.reserveCapacity(codes.count)
            for code in codes { values.append(code(frame)) }
            return frame.run.checked(.list(values), at: range)
        }
    }

    private func context(_ entries: [Node.Entry], at range: FEELSourceRange) -> Code {
        if Set(entries.map(\.key)).count < entries.count {
            var seen = Set<String>()
            let key = entries.first { !seen.insert($0.key).inserted }?.key ?? ""
            return { $0.run.report(.duplicateKey, at: range, ["name": key]) }
        }
        let shape = FEELContext.Shape(entries.map(\.key))
        let parts = entries.map { ($0.slot, code($0.value)) }
        return { frame in
            guard frame.run.charge(items: parts.count, at: range) else { return .null }
            var values: [FEELValue] = []
            values.reserveCapacity(parts.count)
            for (slot, code) in parts {
                let value = code(frame)
                frame.slots[slot] = value
                values.append(value)
            }
            return frame.run.checked(.context(FEELContext(shape: shape, values: values)), at: range)
        }
    }

    private func interval(_ interval: Node.Interval, at range: FEELSourceRange) -> Code {
        let start = interval.start.map(code)
        let end = interval.end.map(code)
        let (startIncluded, endIncluded, form) = (interval.startIncluded, interval.endIncluded, interval.form)
        return { frame in
            Ranges.make(
                start: start?(frame), startIncluded: startIncluded, end: end?(frame), endIncluded: endIncluded, form: form, at: range,
                frame.run)
        }
    }

    private func conditional(_ branches: [Node.Branch], _ otherwise: Node) -> Code {
        let otherwise = code(otherwise)
        if branches.count == 1 {
            let condition = condition(branches[0].condition)
            let value = code(branches[0].value)
            return { frame in condition(frame) ? value(frame) : otherwise(frame) }
        }
        let parts = branches.map { (condition($0.condition), code($0.value)) }
        return { frame in
            for (condition, value) in parts where condition(frame) { return value(frame) }
            return otherwise(frame)
        }
    }

    /// A condition of `if`: anything but true chooses `else`; anything but a boolean is noted.
    private func condition(_ node: Node) -> @Sendable (FEELFrame) -> Bool {
        if isTruth(node) {
            let truth = self.truth(node)
            return { truth($0) ?? false }
        }
        let value = code(node)
        let range = node.range
        return { frame in
            switch value(frame) {
            case .boolean(let value): return value
            case .null: return false
            case let other:
                frame.run.report(.notBoolean, at: range, severity: .notice, ["found": other.typeName])
                return false
            }
        }
    }
}
