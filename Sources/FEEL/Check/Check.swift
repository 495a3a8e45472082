/// Finds what can be said of an expression before it is evaluated: names, types, and calls that can only be null.
enum Check {
    /// Findings in the order of the text.
    static func findings(in tree: Node, scope: FEELScope) -> [FEELDiagnostic] {
        var check = Checker(twins: twins(in: scope))
        check.visit(tree)
        return check.findings.sorted { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    }

    /// Variables that another variable resembles but for the Chinese script.
    private static func twins(in scope: FEELScope) -> [String: String] {
        var byFold: [String: String] = [:]
        var twins: [String: String] = [:]
        for variable in scope.variables {
            let folded = ScriptTwins.folded(variable.name)
            if let other = byFold[folded], other != variable.name {
                twins[variable.name] = other
                twins[other] = variable.name
            }
            byFold[folded] = variable.name
        }
        return twins
    }
}

private struct Checker {
    let twins: [String: String]
    var findings: [FEELDiagnostic] = []

    mutating func visit(_ node: Node) {
        switch node.kind {
        case .invalid(let code, let arguments): add(code, node, arguments, .error)
        case .variable(_, let name):
            if let twin = twins[name] { add(.scriptTwin, node, ["name": name, "twin": twin], .warning) }
        case .comparison(let sign, let left, let right): comparison(sign, left, right, node)
        case .between(let value, let low, let high):
            comparison(.lessOrEqual, low, value, node)
            comparison(.lessOrEqual, value, high, node)
        case .arithmetic(let first, let operations): arithmetic(first, operations)
        case .path(let source, let name): path(source, name, node)
        case .call(let function, let arguments): call(function, arguments, node)
        default: break
        }
        for child in node.children { visit(child) }
    }

    private mutating func add(_ code: FEELCode, _ node: Node, _ arguments: [String: String], _ severity: FEELDiagnostic.Severity) {
        findings.append(FEELDiagnostic(code, at: node.range, arguments, severity: severity))
    }

    /// Comparing values of two kinds is null, whatever they are.
    private mutating func comparison(_ sign: Comparison, _ left: Node, _ right: Node, _ node: Node) {
        guard let a = Kind(left.type), let b = Kind(right.type), a != b else { return }
        add(.comparison, node, ["operator": sign.rawValue, "left": left.type.description, "right": right.type.description], .warning)
    }

    private mutating func arithmetic(_ first: Node, _ operations: [Node.Operation]) {
        var left = first.type
        for operation in operations {
            let right = operation.operand.type
            if let a = Kind(left), let b = Kind(right), !Self.combines(operation.sign, a, b) {
                findings.append(
                    FEELDiagnostic(
                        .operands, at: operation.range,
                        ["operator": operation.sign.rawValue, "left": left.description, "right": right.description], severity: .warning))
            }
            left = Typing.arithmetic(left, [operation])
        }
    }

    private static func combines(_ sign: Arithmetic, _ a: Kind, _ b: Kind) -> Bool {
        switch (a, b) {
        case (.plain(.number), .plain(.number)): true
        case (.plain(.string), .plain(.string)): sign == .add
        case (.plain(let a), .plain(let b)) where a.isTemporal || b.isTemporal:
            sign != .power && a != .boolean && b != .boolean && a != .string && b != .string
        default: false
        }
    }

    private mutating func path(_ source: Node, _ name: String, _ node: Node) {
        let type = Typing.element(source.type).base
        if case .context(let entries) = type, !entries.isEmpty, !entries.contains(where: { $0.name == name }) {
            let near = Suggestions.nearest(to: name, among: entries.map(\.name))
            add(
                near.isEmpty ? .noMember : .noMemberNear, node,
                ["name": name, "found": source.type.description, "suggestions": near.joined(separator: ", ")], .warning)
        }
    }

    private mutating func call(_ function: Node, _ arguments: Node.Arguments, _ node: Node) {
        switch (function.kind, arguments) {
        case (.builtin(let builtin), .positional(let nodes)):
            if !builtin.signatures.contains(where: { $0.accepts(nodes.count) }) {
                add(.argumentCount, node, ["function": builtin.name, "expected": builtin.counts, "found": String(nodes.count)], .warning)
            }
        case (.builtin(let builtin), .named(let pairs)):
            let known = Set(builtin.signatures.flatMap { $0.parameters.map(\.name) })
            for pair in pairs where !known.contains(pair.name) {
                add(
                    .unknownParameter, node,
                    ["function": builtin.name, "name": pair.name, "known": known.sorted().joined(separator: ", ")], .warning)
            }
        default:
            if Kind(function.type) != nil, !isFunction(function.type) {
                add(.notFunction, node, ["found": function.type.description], .warning)
            }
        }
    }

    private func isFunction(_ type: FEELType) -> Bool {
        if case .function = type.base { return true }
        return false
    }

    /// A kind of values, when it is known.
    private enum Kind: Equatable {
        case plain(FEELType), list, context, range, function

        init?(_ type: FEELType) {
            switch type.base {
            case .any, .null: return nil
            case .list: self = .list
            case .context: self = .context
            case .range: self = .range
            case .function: self = .function
            case let plain: self = .plain(plain)
            }
        }
    }
}

extension FEELType {
    fileprivate var isTemporal: Bool {
        switch self {
        case .date, .time, .dateTime, .yearMonthDuration, .dayTimeDuration: true
        default: false
        }
    }
}
