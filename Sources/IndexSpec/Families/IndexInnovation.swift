import Indicators

/// 創新: accepted innovations of units, credited as points on a node for every period they count in.
package struct IndexInnovation: Sendable {
    package struct Claim: Sendable {
        let unit: String
        let item: Innovation.Item
    }

    let node: String
    let rule: Innovation
    let claims: [Claim]
    /// The score with bonus is at most this.
    let maximum: Double

    /// The bonus as interventions over the periods of the data; refused claims come as findings.
    package func interventions(periods: [String]) -> ([Intervention], [Finding]) {
        var interventions: [Intervention] = []
        var findings: [Finding] = []
        for period in periods {
            guard let day = PeriodDays.last(period) else { continue }
            for (unit, own) in Dictionary(grouping: claims, by: \.unit).sorted(by: { $0.key < $1.key }) {
                let bonus = rule.bonus(own.map(\.item), on: day)
                for credit in bonus.credits where credit.refused != nil && credit.refused != .notYet {
                    findings.append(
                        Finding(
                            .notice, .init("LT2449"), unit: unit, period: period, node: node,
                            ["item": credit.item, "reason": credit.refused?.rawValue ?? ""]))
                }
                guard bonus.points > 0 else { continue }
                let items = bonus.credits.filter { $0.counted > 0 }.map { "\($0.item) +\(Decimals.round($0.counted, 4))" }
                interventions.append(
                    Intervention(
                        node: node, units: [unit], periods: [period], effect: .add(bonus.points), reason: items.joined(separator: ", ")))
                interventions.append(
                    Intervention(node: node, units: [unit], periods: [period], effect: .cap(maximum), reason: "≤ \(maximum)"))
            }
        }
        return (interventions, findings)
    }
}

extension IndexSpec {
    /// The scheme with what depends on the periods of the data.
    package func scheme(over periods: [String]) -> (scheme: Scheme, findings: [Finding]) {
        guard let innovation else { return (scheme, []) }
        let (bonuses, findings) = innovation.interventions(periods: periods)
        var bound = scheme
        for index in bound.versions.indices { bound.versions[index].rule.interventions += bonuses }
        return (bound, findings)
    }
}
