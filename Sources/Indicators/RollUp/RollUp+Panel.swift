extension RollUp {
    /// A panel with the longer periods and the parent units filled in.
    public struct Result: Sendable {
        public var panel: Panel
        public var findings: [Finding]
        /// Cells made of others, with how many of the expected figures were there.
        public var coverage: [Coverage]

        public struct Coverage: Hashable, Sendable {
            public let unit: String
            public let period: String
            public let column: String
            public let present: Int
            public let expected: Int
        }
    }

    /// Time first, then hierarchy, each parent after its children, under the tree valid at the end of the period.
    ///
    /// A parent's own observation counts beside its children's. O(cells · depth).
    public func callAsFunction(_ panel: Panel, _ hierarchy: UnitHierarchy) -> Result {
        let (overTime, coverage) = rollPeriods(panel)
        var result = Result(panel: overTime, findings: [], coverage: coverage)
        guard !hierarchy.isEmpty else { return result }
        rollUnits(hierarchy, panel: overTime, &result)
        return result
    }

    private func rollPeriods(_ panel: Panel) -> (Panel, [Result.Coverage]) {
        guard !periods.isEmpty else { return (panel, []) }
        let used = Set(periods.values.joined())
        let kept = panel.periods.filter { !used.contains($0) || periods[$0] != nil }
        let all = Set(kept).union(periods.keys).sorted(by: PeriodOrder.precedes)
        var result = Panel(units: panel.units, periods: all)
        var coverage: [Result.Coverage] = []
        for (code, column) in zip(panel.codes, panel.columns) {
            var made = Column(missing: result.cellCount)
            let rule = rules[code] ?? Rule(overPeriods: .none)
            for (position, period) in all.enumerated() {
                for unit in panel.units.indices {
                    let target = result.cell(unit: unit, period: position)
                    guard let sources = periods[period] else {
                        if let old = panel.period(period) { made[target] = column[panel.cell(unit: unit, period: old)] }
                        continue
                    }
                    let within = sources.compactMap(panel.period).sorted()
                    let cells = within.map { column[panel.cell(unit: unit, period: $0)] }
                    var back: [Double] = []
                    if rule.overPeriods == .last, let first = within.first {
                        back = (0..<first).reversed().lazy.compactMap { column[panel.cell(unit: unit, period: $0)].number }.prefix(1).map {
                            $0
                        }
                    }
                    made[target] = Self.combine(cells, rule.overPeriods, rule.gaps, before: back, expected: sources.count)
                    if rule.overPeriods != .none {
                        coverage.append(
                            Result.Coverage(
                                unit: panel.units[unit], period: period, column: code, present: cells.count { $0.number != nil },
                                expected: sources.count))
                    }
                }
            }
            result[code] = made
        }
        return (result, coverage)
    }

    private func rollUnits(_ hierarchy: UnitHierarchy, panel: Panel, _ result: inout Result) {
        let parents = Set(hierarchy.links.map(\.parent)).subtracting(panel.units).sorted()
        var wide = Panel(units: panel.units + parents, periods: panel.periods)
        // Columns that weight others come first, so that their parents' figures are there.
        let weighting = Set(rules.values.compactMap(\.weight))
        for (code, column) in zip(panel.codes, panel.columns).sorted(by: { weighting.contains($0.0) && !weighting.contains($1.0) }) {
            var spread = Column(missing: wide.cellCount)
            for period in panel.periods.indices {
                for unit in panel.units.indices {
                    spread[wide.cell(unit: unit, period: period)] = column[panel.cell(unit: unit, period: period)]
                }
            }
            guard let rule = rules[code], rule.overUnits != .none else {
                wide[code] = spread
                continue
            }
            for (period, name) in panel.periods.enumerated() {
                // The tree valid at the end of what the period is made of.
                let date = periods[name]?.max { PeriodOrder.precedes($0, $1) } ?? name
                let children = hierarchy.children(on: date)
                let (order, cyclic) = hierarchy.order(on: date)
                for unit in cyclic.sorted() where code == panel.codes.first {
                    result.findings.append(Finding(.error, .cyclicHierarchy, unit: unit, period: name))
                }
                for parent in order {
                    guard let position = wide.unit(parent) else { continue }
                    let target = wide.cell(unit: position, period: period)
                    let below = children[parent] ?? []
                    var cells = below.map { child in
                        wide.unit(child).map { spread[wide.cell(unit: $0, period: period)] } ?? .missing
                    }
                    let own = spread[target]
                    if own.number != nil { cells.append(own) }
                    spread[target] = Self.combine(cells, rule.overUnits, rule.gaps, before: [], expected: cells.count)
                    if rule.overUnits == .average, let weight = rule.weight, spread[target].number != nil {
                        spread[target] = weighted(below, spread, by: weight, wide, period, panel)
                    }
                    result.coverage.append(
                        Result.Coverage(
                            unit: parent, period: name, column: code, present: cells.count { $0.number != nil }, expected: cells.count))
                }
            }
            wide[code] = spread
        }
        result.panel = wide
    }

    /// Σwx/Σw over children with both a figure and a weight; the children's weights are rolled up as their own column is.
    private func weighted(_ below: [String], _ figures: Column, by weight: String, _ wide: Panel, _ period: Int, _ panel: Panel) -> Cell {
        let weights = wide[weight]
        var (sum, total) = (0.0, 0.0)
        for child in below {
            guard let position = wide.unit(child) else { continue }
            let cell = wide.cell(unit: position, period: period)
            let own = panel.unit(child).flatMap { panel[weight]?[panel.cell(unit: $0, period: period)].number }
            guard let figure = figures[cell].number, let weight = weights?[cell].number ?? own else { continue }
            sum += figure * weight
            total += weight
        }
        return total == 0 ? .missing : .value(sum / total)
    }

    private static func combine(_ cells: [Cell], _ rule: RollUpOperator, _ gaps: GapStrategy, before: [Double], expected: Int) -> Cell {
        let applicable = cells.filter { $0 != .notApplicable }
        if applicable.isEmpty, !cells.isEmpty { return .notApplicable }
        var values = applicable.compactMap(\.number)
        let missing = expected - (cells.count - applicable.count) - values.count
        if missing > 0 {
            switch gaps {
            case .skipIfAnyMissing: return .missing
            case .skipIfAllMissing: if values.isEmpty, before.isEmpty { return .missing }
            case .neverSkip: values += Array(repeating: 0, count: missing)
            }
        }
        if values.isEmpty { values = before }
        let value = rule(values)
        return value.isNaN ? .missing : .value(value)
    }
}

extension Cell {
    /// The figure; nil when there is none.
    public var number: Double? { if case .value(let value) = self { value } else { nil } }
}
