extension Compiler {
    /// The value of an expression of constants, computed once; nil if it mentions a name, takes long, or has anything to report.
    func constant(_ node: Node) -> FEELValue? {
        if case .literal(let value) = node.kind { return value }
        guard isFoldable(node) else { return nil }
        var limits = FEELLimits()
        limits.steps = 2_000
        limits.memory = 64 << 10
        limits.length = 2_000
        let run = FEELRun(limits: limits, recording: true)
        let value = compute(node)(FEELFrame(run: run))
        return run.diagnostics.isEmpty && run.exceeded == nil ? value : nil
    }

    private func isFoldable(_ node: Node) -> Bool {
        switch node.kind {
        case .literal: true
        case .list(let items): items.allSatisfy(isFoldable)
        case .interval(let interval): [interval.start, interval.end].allSatisfy { $0.map(isFoldable) ?? true }
        case .negate(let operand): isFoldable(operand)
        case .arithmetic(let first, let operations): isFoldable(first) && operations.allSatisfy { isFoldable($0.operand) }
        case .call(let function, .positional(let arguments)):
            if case .builtin(let builtin) = function.kind { builtin.isPure && arguments.allSatisfy(isFoldable) } else { false }
        default: false
        }
    }
}

extension Builtin {
    /// Whether equal arguments always give equal answers.
    fileprivate var isPure: Bool { name != "now" && name != "today" }
}
