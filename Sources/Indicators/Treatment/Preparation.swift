/// Carries out the steps of indicators on their columns.
struct Preparation: Sendable {
    let panel: Panel
    let directory: UnitDirectory
    let sample: Sample
    /// Periods to be scored; steps of a period's scope look at no other.
    let periods: [Int]

    /// A column after some steps, with what happened on the way.
    struct Result: Sendable {
        var column: Column
        var findings: [Finding] = []
    }

    /// Position after the last imputation: what comes before completes the data, what comes after treats it.
    static func completion(_ indicator: Indicator) -> Int {
        (indicator.steps.lastIndex { if case .impute = $0 { true } else { false } } ?? -1) + 1
    }

    func source(_ indicator: Indicator) -> Result {
        guard let column = panel[indicator.source] else {
            if let first = indicator.steps.first, case .derive = first { return Result(column: Column(missing: panel.cellCount)) }
            return Result(
                column: Column(missing: panel.cellCount),
                findings: [Finding(.warning, .noColumn, node: indicator.code, ["source": indicator.source])])
        }
        return Result(column: column)
    }

    func run(_ steps: ArraySlice<Step>, of indicator: Indicator, on result: inout Result) {
        for step in steps { run(step, of: indicator, on: &result) }
    }

    private func run(_ step: Step, of indicator: Indicator, on result: inout Result) {
        switch step {
        case .derive(let formula):
            let derived = formula(panel)
            if derived.column.count == panel.cellCount { result.column = derived.column }
            result.findings += derived.findings
        case .divide(let by, let factor): divide(by, factor, indicator, &result)
        case .transform(let transform): pointwise(indicator, &result, .noTransform) { transform($0) }
        case .round(let digits, let mode): pointwise(indicator, &result, .noTransform) { Decimals.round($0, digits, mode) }
        case .missing(let codes):
            for cell in result.column.values.indices where codes.contains(result.column.values[cell]) { result.column[cell] = .missing }
        case .cap(let low, let high, let scope): cap(low, high, scope, &result)
        case .impute(let rule): impute(rule, indicator, &result)
        case .treatOutliers(let rule): treat(rule, indicator, &result)
        }
    }

    private func pointwise(_ indicator: Indicator, _ result: inout Result, _ kind: Finding.Kind, _ body: (Double) -> Double) {
        let before = result.column.values
        result.column = result.column.mapping(body)
        let after = result.column.values
        for cell in before.indices where after[cell].isNaN && !before[cell].isNaN {
            result.findings.append(finding(.warning, kind, cell, indicator, ["value": Finding.text(before[cell])]))
        }
    }

    private func divide(_ code: String, _ factor: Double, _ indicator: Indicator, _ result: inout Result) {
        guard let denominator = panel[code] else {
            result.findings.append(Finding(.error, .noColumn, node: indicator.code, ["source": code]))
            result.column = Column(missing: panel.cellCount)
            return
        }
        var values = result.column.values
        for cell in values.indices where !values[cell].isNaN {
            let divisor = denominator.values[cell]
            if divisor.isNaN || divisor == 0 {
                result.findings.append(finding(.warning, .noDenominator, cell, indicator, ["source": code]))
                values[cell] = .nan
            } else {
                values[cell] = factor == 1 ? values[cell] / divisor : values[cell] / divisor * factor
            }
        }
        result.column = result.column.replacing(values)
    }

    private func cap(_ low: Bound?, _ high: Bound?, _ scope: Scope, _ result: inout Result) {
        let normaliser = Normaliser(panel: panel, sample: sample, periods: periods)
        let before = result.column.values
        var values = before
        for period in low?.isFixed ?? true && high?.isFixed ?? true ? Array(panel.periods.indices) : periods {
            let deciding = scope.periods(for: period, in: panel)
            let least = low.map { normaliser.bound($0, before, deciding, nil) } ?? -.infinity
            let greatest = high.map { normaliser.bound($0, before, deciding, nil) } ?? .infinity
            for cell in panel.cells(ofPeriod: period) {
                if values[cell] < least { values[cell] = least }
                if values[cell] > greatest { values[cell] = greatest }
            }
        }
        result.column = result.column.replacing(values)
    }

    private func treat(_ rule: OutlierRule, _ indicator: Indicator, _ result: inout Result) {
        let before = result.column.values
        var values = before
        let groups: [(deciding: [Int], scored: [Int])] =
            rule.scope == .period ? periods.map { ([$0], [$0]) } : [(rule.scope.periods(for: periods.first ?? 0, in: panel), periods)]
        for group in groups {
            let figures = sample.values(before, periods: group.deciding)
            let treatment = OutlierTreatment.of(figures, rule)
            let shift = treatment.outcome == .logarithm ? LogarithmShift(figures) : nil
            if treatment.outcome == .failed {
                result.findings.append(
                    Finding(
                        .warning, .treated, period: rule.scope == .period ? panel.periods[group.scored.first ?? 0] : nil,
                        node: indicator.code,
                        ["outcome": treatment.outcome.rawValue, "value": "", "replacement": ""]))
            }
            for period in group.scored {
                for cell in panel.cells(ofPeriod: period) where !values[cell].isNaN {
                    if let shift { values[cell] = shift(values[cell]) }
                    if let greatest = treatment.greatest, values[cell] > greatest { values[cell] = greatest }
                    if let least = treatment.least, values[cell] < least { values[cell] = least }
                    guard values[cell] != before[cell] else { continue }
                    result.findings.append(
                        finding(
                            .notice, .treated, cell, indicator,
                            [
                                "outcome": treatment.outcome.rawValue, "value": Finding.text(before[cell]),
                                "replacement": Finding.text(values[cell]),
                            ]))
                }
            }
        }
        result.column = result.column.replacing(values)
    }

    func finding(_ severity: Finding.Severity, _ kind: Finding.Kind, _ cell: Int, _ indicator: Indicator, _ arguments: [String: String])
        -> Finding
    {
        let units = panel.units.count
        return Finding(
            severity, kind, unit: panel.units[cell % units], period: panel.periods[cell / units], node: indicator.code, arguments)
    }
}
