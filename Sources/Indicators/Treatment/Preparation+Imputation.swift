extension Preparation {
    func impute(_ rule: Imputation, _ indicator: Indicator, _ result: inout Result) {
        let before = result.column
        let units = panel.units.count
        func fill(_ cell: Int, _ value: Double, _ method: String) {
            if result.column.impute(value, at: cell) {
                result.findings.append(finding(.notice, .imputed, cell, indicator, ["method": method, "value": Finding.text(value)]))
            }
        }
        switch rule {
        case .constant(let value):
            for period in periods { for cell in panel.cells(ofPeriod: period) { fill(cell, value, "constant") } }
        case .worst:
            for period in periods {
                let figures = sample.values(before.values, periods: [period])
                guard let worst = indicator.direction == .higherIsBetter ? figures.min() : figures.max() else { continue }
                for cell in panel.cells(ofPeriod: period) { fill(cell, worst, "worst") }
            }
        case .mean(let group): fillByGroup(group, before, Statistics.mean) { fill($0, $1, "mean") }
        case .median(let group): fillByGroup(group, before, Statistics.median) { fill($0, $1, "median") }
        case .last(let maximumAge):
            for unit in 0..<units {
                var known: (value: Double, period: Int)?
                for period in panel.periods.indices {
                    let cell = panel.cell(unit: unit, period: period)
                    if !before.values[cell].isNaN {
                        known = (before.values[cell], period)
                    } else if let known, period - known.period <= maximumAge {
                        fill(cell, known.value, "last")
                    }
                }
            }
        case .linear:
            for unit in 0..<units {
                var known: Int?
                for period in panel.periods.indices where !before.values[panel.cell(unit: unit, period: period)].isNaN {
                    if let known, period - known > 1 {
                        let start = before.values[panel.cell(unit: unit, period: known)]
                        let end = before.values[panel.cell(unit: unit, period: period)]
                        for between in known + 1..<period {
                            let share = Double(between - known) / Double(period - known)
                            fill(panel.cell(unit: unit, period: between), start + (end - start) * share, "linear")
                        }
                    }
                    known = period
                }
            }
        }
    }

    /// Fills from the present figures of the units of a period that share a group; a group without any stays empty.
    private func fillByGroup(_ attribute: String?, _ before: Column, _ centre: ([Double]) -> Double, _ fill: (Int, Double) -> Void) {
        let groups: [Int?] = attribute.map { directory.groups($0, of: panel.units) } ?? Array(repeating: 0, count: panel.units.count)
        for period in periods {
            var figures: [Int: [Double]] = [:]
            for unit in sample.cells {
                let value = before.values[panel.cell(unit: unit, period: period)]
                if let group = groups[unit], !value.isNaN { figures[group, default: []].append(value) }
            }
            let centres = figures.mapValues(centre)
            for unit in panel.units.indices {
                if let group = groups[unit], let value = centres[group] { fill(panel.cell(unit: unit, period: period), value) }
            }
        }
    }
}
