import Decimal34

extension Compiler {
    /// A chain of operators of equal precedence; constants at its head are folded.
    func arithmetic(_ first: Node, _ operations: [Node.Operation]) -> Code {
        if operations.count == 1 { return single(first, operations[0]) }
        let first = code(first)
        let rest = operations.map { (sign: $0.sign, operand: code($0.operand), range: $0.range) }
        return { frame in
            var value = first(frame)
            for step in rest { value = Operators.arithmetic(step.sign, value, step.operand(frame), at: step.range, frame.run) }
            return value
        }
    }

    private func single(_ first: Node, _ operation: Node.Operation) -> Code {
        let (sign, range) = (operation.sign, operation.range)
        let right = code(operation.operand)
        let left = code(first)
        if case .number(let constant)? = self.constant(operation.operand) {
            return { frame in
                let value = left(frame)
                if case .number(let number) = value { return Operators.number(sign, number, constant, at: range, frame.run) }
                return Operators.arithmetic(sign, value, .number(constant), at: range, frame.run)
            }
        }
        return { frame in Operators.arithmetic(sign, left(frame), right(frame), at: range, frame.run) }
    }
}
