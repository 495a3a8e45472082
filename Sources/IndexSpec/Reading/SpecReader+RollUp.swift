import Indicators
import Policy

extension SpecReader {
    /// `roll-up: {periods: year | {2024: [2024-Q1, …]}, rules: [{columns: …, over-periods: …, over-units: …, gaps: …}]}`.
    func rollUp(_ document: PackNode) -> RollUpRule? {
        guard let node = document["roll-up"], !node.isNull, let fields = PackFields(node, keys: ["periods", "rules"], findings) else {
            return nil
        }
        var result = RollUpRule()
        if let periods = fields.optional("periods") {
            if periods.text == "year" {
                result.byYear = true
            } else if case .map(let entries) = periods.content {
                for entry in entries { result.rollUp.periods[entry.key] = SpecDocument.items(entry.value).compactMap(\.text) }
            } else {
                findings.report("LT2018", ["key": "periods", "value": periods.text ?? "", "allowed": "year, {period: […]}"], at: periods)
            }
        }
        for item in fields.list("rules") {
            guard let rule = PackFields(item, keys: ["columns", "over-periods", "over-units", "gaps", "weight"], findings) else { continue }
            let made = RollUp.Rule(
                overPeriods: rule.optionalChoice("over-periods", RollUpOperator.self) ?? .sum,
                overUnits: rule.optionalChoice("over-units", RollUpOperator.self) ?? .sum,
                gaps: rule.optionalChoice("gaps", GapStrategy.self) ?? .skipIfAllMissing,
                weight: rule.optionalText("weight"))
            for column in codes(rule, "columns") { result.rollUp.rules[column] = made }
        }
        return result
    }
}

/// A roll-up as the file says it; periods by year are known only with the data.
package struct RollUpRule: Sendable {
    package var rollUp = RollUp()
    package var byYear = false

    /// The roll-up over the periods a panel has.
    package func rollUp(over periods: [String]) -> RollUp {
        guard byYear else { return rollUp }
        var result = rollUp
        for period in periods where period.count > 4 {
            let year = String(period.prefix(4))
            if Int(year) != nil { result.periods[year, default: []].append(period) }
        }
        return result
    }
}
