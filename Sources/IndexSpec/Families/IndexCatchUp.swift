import Indicators
import Kernel

/// 追趕 of one indicator: start, target and deadline, the same for all units or read from columns, scored cell by cell.
struct IndexCatchUp: Sendable {
    /// A number of the rule, or the figure of a column in the cell's own unit.
    enum Number: Sendable {
        case fixed(Double)
        case column(String)

        func value(_ panel: Panel, _ unit: Int, _ period: Int) -> Double? {
            switch self {
            case .fixed(let value): return value
            case .column(let code):
                guard let column = panel[code] else { return nil }
                // The figure of the period, else the last one before it.
                return (0...period).reversed().lazy.compactMap { column[panel.cell(unit: unit, period: $0)].number }.first
            }
        }
    }

    let code: String
    let direction: Direction
    let startPeriod: String
    /// Nil reads the unit's own figure of the start period.
    let start: Number?
    let target: Number
    /// The other end of a target range.
    let targetHigh: Number?
    let deadline: Int
    let path: [CatchUp.Observation]
    let mode: CatchUp.Mode
    let level: CatchUp.Level
    let achievementCap: Double
    let tolerance: Double?
    let zeroIsMeaningful: Bool
    /// Days within which the first figure may stand in for a missing start.
    let startWindow: Int
    let maximumAge: Int

    /// The catch-up rule of a unit; nil without a start day. Throws what is inconsistent in it.
    func rule(_ panel: Panel?, _ figures: Column?, unit: Int, period: Int) throws(FamilyError) -> CatchUp? {
        guard let startDay = PeriodDays.last(startPeriod) else { return nil }
        var first: Double?
        var goal: CatchUp.Goal?
        if let panel {
            if let start {
                first = start.value(panel, unit, period)
            } else if let position = panel.period(startPeriod), let figures {
                first = figures[panel.cell(unit: unit, period: position)].number
            }
            if let low = target.value(panel, unit, period) {
                goal = .value(low)
                if let high = targetHigh?.value(panel, unit, period), low <= high { goal = .range(low...high) }
            }
        } else if case .fixed(let value) = target {
            goal = .value(value)
        }
        return try CatchUp(
            direction: direction, start: first.map { CatchUp.Observation(day: startDay, value: $0) },
            startWindow: startWindow > 0 ? startDay...startDay + startWindow : nil,
            target: goal.map { CatchUp.Target(goal: $0, deadline: deadline, path: path) }, mode: mode, level: level,
            achievementCap: achievementCap, tolerance: tolerance, zeroIsMeaningful: zeroIsMeaningful, interval: 1, maximumAge: maximumAge)
    }

    /// Scores over a panel with what there is to say of each.
    func derived(_ figures: Column, _ panel: Panel) -> Step.Derived {
        var result = Step.Derived(Column(missing: panel.cellCount))
        let days = panel.periods.map(PeriodDays.last)
        for period in panel.periods.indices {
            guard let day = days[period] else { continue }
            for unit in panel.units.indices {
                let cell = panel.cell(unit: unit, period: period)
                guard figures[cell] != .notApplicable else { continue }
                guard let rule = try? rule(panel, figures, unit: unit, period: period) else { continue }
                let observations = (0...period).compactMap { past -> CatchUp.Observation? in
                    guard let day = days[past], let value = figures[panel.cell(unit: unit, period: past)].number else { return nil }
                    return CatchUp.Observation(day: day, value: value)
                }
                let outcome = rule.result(observations, on: day)
                if let score = outcome.score { result.column[cell] = .value(score) }
                result.findings.append(finding(outcome, panel.units[unit], panel.periods[period]))
            }
        }
        return result
    }

    private func finding(_ outcome: CatchUp.Result, _ unit: String, _ period: String) -> Finding {
        if let reason = outcome.unscored {
            return Finding(.warning, .unscored, unit: unit, period: period, node: code, ["reason": reason.rawValue])
        }
        func text(_ value: Double?) -> String { value.map { Decimals.round($0, 4).description } ?? "—" }
        let flags = outcome.flags.map(\.rawValue).sorted().joined(separator: " ")
        return Finding(
            .notice, .progress, unit: unit, period: period, node: code,
            [
                "progress": text(outcome.progress), "due": text(outcome.due), "pace": text(outcome.requiredPace),
                "projected": outcome.projectedDay.map { CivilDate(daysSince1970: $0).description } ?? "—",
                "flags": flags.isEmpty ? "—" : flags,
            ])
    }
}
