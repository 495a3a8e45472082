extension CompiledModel {
    /// The tables that are the whole logic of a decision, by the decision's name.
    public var tableNames: [String] { nodes.filter { $0.table != nil }.map(\.name) }

    public func analysis(of decision: String) -> TableAnalysis? {
        nodes.first { $0.name == decision && $0.table != nil }?.table.map { TableAnalysis($0) }
    }

    /// Everything to say about the model: its faults, and what its tables' rules do together.
    public func check() -> [Finding] {
        var found = findings
        for node in nodes { if let table = node.table { found += TableAnalysis(table).findings(node.name, table) } }
        return found
    }
}

extension TableAnalysis {
    /// The issues as findings. What UNIQUE or ANY forbid is an error.
    func findings(_ element: String, _ table: CompiledTable) -> [Finding] {
        func position(_ rule: Int) -> Position {
            rule >= 1 && rule <= table.rulePositions.count ? table.rulePositions[rule - 1] : table.place.position
        }
        var found = issues.map { issue -> Finding in
            switch issue {
            case .gap(let example):
                return Finding(.warning, "LT2350", ["example": example.text], element: element, at: table.place.position)
            case .conflict(let rule, let other, let example):
                return Finding(
                    .error, "LT2351",
                    ["rule": String(rule), "other": String(other), "policy": table.policy.rawValue, "example": example.text],
                    element: element,
                    at: position(other))
            case .overlap(let rule, let other, let example):
                return Finding(
                    .notice, "LT2352",
                    ["rule": String(rule), "other": String(other), "policy": table.policy.rawValue, "example": example.text],
                    element: element,
                    at: position(other))
            case .unreachable(let rule, let by):
                if by.isEmpty { return Finding(.warning, "LT2354", ["rule": String(rule)], element: element, at: position(rule)) }
                return Finding(
                    .warning, "LT2353", ["rule": String(rule), "by": by.map(String.init).joined(separator: ", ")], element: element,
                    at: position(rule))
            case .subsumed(let rule, let by):
                return Finding(.notice, "LT2355", ["rule": String(rule), "by": String(by)], element: element, at: position(rule))
            }
        }
        if !opaqueRules.isEmpty {
            found.append(
                Finding(
                    .notice, "LT2356", ["rules": opaqueRules.prefix(20).map(String.init).joined(separator: ", ")], element: element,
                    at: table.place.position))
        }
        if isTruncated { found.append(Finding(.notice, "LT2357", element: element, at: table.place.position)) }
        return found
    }
}
