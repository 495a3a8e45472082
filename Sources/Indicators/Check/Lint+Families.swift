extension Lint {
    /// A baseline before it is activated: `zero` and `block` need an authority clause and two people.
    public static func findings(_ baseline: Baseline, authority: String?, activatedBy people: Set<String>) -> [Finding] {
        var findings: [Finding] = []
        switch baseline.veto {
        case .cap: break
        case .zero, .block:
            if authority?.contains(where: { !$0.isWhitespace }) != true {
                findings.append(Finding(.error, .noAuthority, node: baseline.item, ["reason": ""]))
            }
            if people.count < 2 { findings.append(Finding(.error, .oneActivation, node: baseline.item, ["count": String(people.count)])) }
        }
        return findings
    }

    /// A catch-up item: does its target lie ahead, and if not, can keeping it be measured?
    public static func findings(_ item: CatchUp, named code: String) -> [Finding] {
        guard let start = item.start, let target = item.targets.last else { return [] }
        let bound = target.goal.bound(nearest: start.value)
        guard item.direction.sign(of: target.goal, start: start.value) * (bound - start.value) <= 0 else { return [] }
        var findings = [
            Finding(.warning, .directionInDoubt, node: code, ["start": start.value.description, "target": bound.description])
        ]
        if item.tolerance == nil { findings.append(Finding(.error, .noTolerance, node: code)) }
        return findings
    }

    /// Items that so many have taken up that they are an innovation no longer.
    public static func findings(_ rules: Innovation, _ items: [Innovation.Item]) -> [Finding] {
        items.compactMap { item in
            guard rules.comparableUnits >= 3, item.role.adoption >= rules.saturation else { return nil }
            return Finding(
                .notice, .becameCommon, node: item.id, ["share": Decimals.round(item.role.adoption * 100, 1).description])
        }
    }
}
