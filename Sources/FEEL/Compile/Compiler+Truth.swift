import Decimal34

extension Compiler {
    /// Whether the node answers a truth value without detour.
    func isTruth(_ node: Node) -> Bool {
        switch node.kind {
        case .comparison, .between, .all, .any, .membership, .instance, .unaryTests: true
        default: false
        }
    }

    /// The node as a term of `and` and `or`: anything but true and false is null there.
    func truth(_ node: Node) -> Truth {
        switch node.kind {
        case .comparison(let sign, let left, let right): return comparison(sign, left, right, at: node.range)
        case .between(let value, let low, let high): return between(value, low, high, at: node.range)
        case .all(let terms): return all(terms)
        case .any(let terms): return any(terms)
        case .membership(let value, let tests): return membership(code(value), tests, inputType: value.type, at: node.range)
        case .unaryTests(let tests): return unaryTests(tests, at: node.range)
        case .instance(let value, let type):
            let value = code(value)
            let wanted = type.unconstrained
            return { frame in
                let value = value(frame)
                guard frame.run.charge(walking: value) else { return nil }
                return value.isNull ? wanted == .null : wanted != .null && wanted.admits(value)
            }
        default:
            let value = code(node)
            let range = node.range
            return { frame in
                switch value(frame) {
                case .boolean(let value): return value
                case .null: return nil
                case let other:
                    frame.run.report(.notBoolean, at: range, severity: .notice, ["found": other.typeName])
                    return nil
                }
            }
        }
    }

    private func comparison(_ sign: Comparison, _ left: Node, _ right: Node, at range: FEELSourceRange) -> Truth {
        let leftCode = code(left)
        let rightCode = code(right)
        if case .number(let constant)? = self.constant(right) {
            let test = numberTest(sign, constant)
            if case .variable(let slot, _) = left.kind {
                return { frame in
                    if case .number(let number) = frame.slots[slot] { return test(number) }
                    return Operators.compare(sign, frame.slots[slot], .number(constant), at: range, frame.run)
                }
            }
            return { frame in
                let value = leftCode(frame)
                if case .number(let number) = value { return test(number) }
                return Operators.compare(sign, value, .number(constant), at: range, frame.run)
            }
        }
        return { frame in Operators.compare(sign, leftCode(frame), rightCode(frame), at: range, frame.run) }
    }

    private func numberTest(_ sign: Comparison, _ constant: Decimal34) -> @Sendable (Decimal34) -> Bool {
        switch sign {
        case .equal: { $0 == constant }
        case .unequal: { $0 != constant }
        case .less: { $0 < constant }
        case .lessOrEqual: { $0 <= constant }
        case .greater: { $0 > constant }
        case .greaterOrEqual: { $0 >= constant }
        }
    }

    private func between(_ value: Node, _ low: Node, _ high: Node, at range: FEELSourceRange) -> Truth {
        let (value, low, high) = (code(value), code(low), code(high))
        return { frame in
            let value = value(frame)
            let above = Operators.compare(.greaterOrEqual, value, low(frame), at: range, frame.run)
            let below = Operators.compare(.lessOrEqual, value, high(frame), at: range, frame.run)
            guard let above, let below else { return nil }
            return above && below
        }
    }

    /// False as soon as a term is false; null if a term is null and none is false.
    private func all(_ terms: [Node]) -> Truth {
        let terms = terms.map(truth)
        if terms.count == 2 {
            let (first, second) = (terms[0], terms[1])
            return { frame in
                let a = first(frame)
                if a == false { return false }
                let b = second(frame)
                if b == false { return false }
                return a == nil || b == nil ? nil : true
            }
        }
        return { frame in
            var unknown = false
            for term in terms {
                switch term(frame) {
                case false?: return false
                case nil: unknown = true
                default: break
                }
            }
            return unknown ? nil : true
        }
    }

    /// True as soon as a term is true; null if a term is null and none is true.
    private func any(_ terms: [Node]) -> Truth {
        let terms = terms.map(truth)
        return { frame in
            var unknown = false
            for term in terms {
                switch term(frame) {
                case true?: return true
                case nil: unknown = true
                default: break
                }
            }
            return unknown ? nil : false
        }
    }
}
