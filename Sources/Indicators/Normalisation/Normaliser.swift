/// Works out the scale of a prepared column.
struct Normaliser {
    let panel: Panel
    let sample: Sample
    /// Periods to be scored.
    let periods: [Int]

    struct Result {
        var scale: Scale
        /// Per period of the panel; nil where the method has none.
        var bounds: [Bounds?]
        var findings: [Finding] = []
        /// Per period, whether a value is absent.
        var hasGaps: [Bool]
    }

    /// O(cells), or O(cells · log units) for rank methods.
    func scale(_ column: Column, _ rule: Normalisation, _ direction: Direction, node: String) -> Result {
        let values = column.values
        let count = panel.periods.count
        var result = Result(
            scale: .affine(Array(repeating: .identity, count: count)), bounds: Array(repeating: nil, count: count),
            hasGaps: Array(repeating: true, count: count))
        let extremes = extremes(values)
        for period in periods { result.hasGaps[period] = extremes.all[period].hasGaps }
        switch rule.method {
        case .none: clip(&result, rule)
        case .minMax, .zScore, .fractionOfMaximum: affine(values, rule, direction, node, extremes, &result)
        case .rank, .percentileRank, .borda: result.scale = .table(ranked(values, rule, direction))
        case .optimum(let innerLow, let innerHigh, let outerLow, let outerHigh):
            result.scale = .table(
                values.map { x in
                    let share =
                        x < innerLow
                        ? (innerLow > outerLow ? (x - outerLow) / (innerLow - outerLow) : 0)
                        : x > innerHigh ? (outerHigh > innerHigh ? (outerHigh - x) / (outerHigh - innerHigh) : 0) : x.isNaN ? x : 1
                    return rule.floor + (rule.ceiling - rule.floor) * (share.isNaN ? share : max(0, share))
                })
        case .bands(let bands):
            let sorted = bands.sorted { $0.from < $1.from }
            result.scale = .table(values.map { x in x.isNaN ? x : sorted.last { $0.from <= x }?.score ?? rule.floor })
        case .given(let scores):
            result.scale = .table(scores.count == values.count ? scores : Array(repeating: .nan, count: values.count))
            for period in periods { result.hasGaps[period] = true }
        case .computed(let body):
            let derived = body(column, panel)
            result.scale = .table(
                derived.column.count == values.count ? derived.column.values : Array(repeating: .nan, count: values.count))
            result.findings += derived.findings
            for period in periods { result.hasGaps[period] = true }
        }
        return result
    }

    private func clip(_ result: inout Result, _ rule: Normalisation) {
        guard rule.clip != .none, case .affine(var scales) = result.scale else { return }
        for period in periods {
            if rule.clip.holdsLow { scales[period].least = min(rule.floor, rule.ceiling) }
            if rule.clip.holdsHigh { scales[period].greatest = max(rule.floor, rule.ceiling) }
        }
        result.scale = .affine(scales)
    }

    private struct PeriodExtremes {
        var all: [Extremes]
        var sample: [Extremes]
    }

    private func extremes(_ values: [Double]) -> PeriodExtremes {
        let units = panel.units.count
        let all = values.withUnsafeBufferPointer { buffer in
            panel.periods.indices.map { Extremes.of(UnsafeBufferPointer(rebasing: buffer[$0 * units..<($0 + 1) * units])) }
        }
        guard let members = sample.members else { return PeriodExtremes(all: all, sample: all) }
        let own = panel.periods.indices.map { period in
            var extremes = Extremes()
            for unit in members { extremes.take(values[period * units + unit]) }
            return extremes
        }
        return PeriodExtremes(all: all, sample: own)
    }

    private func affine(
        _ values: [Double], _ rule: Normalisation, _ direction: Direction, _ node: String, _ extremes: PeriodExtremes,
        _ result: inout Result
    ) {
        guard case .affine(var scales) = result.scale else { return }
        var known: [[Int]: (Double, Double)] = [:]
        var reported: Set<[Int]> = []
        for period in periods {
            let deciding = rule.scope.periods(for: period, in: panel)
            let (low, high): (Double, Double)
            if let found = known[deciding] {
                (low, high) = found
            } else {
                (low, high) = bounds(values, rule, deciding, extremes.sample)
                known[deciding] = (low, high)
            }
            let isEmpty = extremes.all[period].isEmpty
            if !isEmpty { result.bounds[period] = Bounds(low: low, high: high) }
            let (worst, best) = direction == .higherIsBetter ? (low, high) : (high, low)
            var scale = Scale.Affine(base: rule.floor, span: rule.ceiling - rule.floor, worst: worst, range: best - worst)
            if case .zScore(let mean, let deviation) = rule.method {
                scale = Scale.Affine(base: mean, span: deviation, worst: low, range: (high - low) * direction.sign)
            } else if case .fractionOfMaximum = rule.method {
                scale.worst = 0
                scale.range = high
                if direction == .lowerIsBetter {
                    result.scale = .table(values.map { $0 == 0 ? .nan : rule.floor + (rule.ceiling - rule.floor) * low / $0 })
                    return
                }
            }
            if !(scale.range.isFinite && scale.worst.isFinite) || scale.range == 0 {
                if !isEmpty {
                    let isConstant = scale.range == 0
                    if reported.insert(deciding).inserted {
                        result.findings.append(
                            Finding(
                                rule.constant == .error || !isConstant ? .error : .notice, isConstant ? .constantColumn : .noBounds,
                                period: rule.scope == .period ? panel.periods[period] : nil, node: node,
                                isConstant ? ["value": Finding.text(low), "rule": rule.constant.rawValue] : [:]))
                    }
                }
                let middle: Double = if case .zScore(let mean, _) = rule.method { mean } else { (rule.floor + rule.ceiling) / 2 }
                let isNeutral = rule.constant == .neutral && scale.range == 0
                scale = Scale.Affine(base: isNeutral ? middle : .nan, span: 0, worst: 0, range: 1, isExcluded: !isNeutral)
                if !isNeutral { result.hasGaps[period] = true }
            }
            if rule.clip.holdsLow { scale.least = min(rule.floor, rule.ceiling) }
            if rule.clip.holdsHigh { scale.greatest = max(rule.floor, rule.ceiling) }
            scales[period] = scale
        }
        result.scale = .affine(scales)
    }

    /// The bounds over `deciding` periods; for the z-score the mean and the mean plus one deviation.
    private func bounds(_ values: [Double], _ rule: Normalisation, _ deciding: [Int], _ extremes: [Extremes]) -> (Double, Double) {
        var together = Extremes()
        for period in deciding { together.merge(extremes[period]) }
        if case .zScore = rule.method {
            let sample = sample.values(values, periods: deciding)
            let mean = Statistics.mean(sample)
            return together.least == together.greatest ? (mean, mean) : (mean, mean + Statistics.deviation(sample))
        }
        return (
            bound(rule.low, values, deciding, together), bound(rule.high, values, deciding, together)
        )
    }

    func bound(_ bound: Bound, _ values: [Double], _ deciding: [Int], _ extremes: Extremes?) -> Double {
        func all() -> [Double] { sample.values(values, periods: deciding) }
        switch bound {
        case .fixed(let value): return value
        case .minimum: return extremes.map { $0.isEmpty ? .nan : $0.least } ?? all().min() ?? .nan
        case .maximum: return extremes.map { $0.isEmpty ? .nan : $0.greatest } ?? all().max() ?? .nan
        case .percentile(let p): return Statistics.percentile(all(), p)
        case .meanOfLargest(let n): return Statistics.mean(Array(all().sorted(by: >).prefix(max(1, n))))
        case .meanOfSmallest(let n): return Statistics.mean(Array(all().sorted().prefix(max(1, n))))
        case .mean: return Statistics.mean(all())
        case .deviations(let k):
            let sample = all()
            return Statistics.mean(sample) + k * Statistics.deviation(sample)
        case .unit(let code):
            guard let unit = panel.unit(code), let period = deciding.last(where: { !values[panel.cell(unit: unit, period: $0)].isNaN })
            else { return .nan }
            return values[panel.cell(unit: unit, period: period)]
        }
    }

    private func ranked(_ values: [Double], _ rule: Normalisation, _ direction: Direction) -> [Double] {
        var result = Array(repeating: Double.nan, count: values.count)
        let units = panel.units.count
        let groups: [[Int]] = rule.scope == .allPeriods ? [periods] : periods.map { [$0] }
        for group in groups {
            let cells = group.flatMap { period in sample.cells.map { period * units + $0 } }.filter { !values[$0].isNaN }
            let sorted = cells.map { values[$0] * direction.sign }.sorted()
            guard !sorted.isEmpty else { continue }
            for period in group {
                for cell in period * units..<(period + 1) * units where !values[cell].isNaN {
                    // Ranks are places in the sample; a unit outside it takes the place its figure would have.
                    let below = Double(sorted.partitionPoint { $0 < values[cell] * direction.sign })
                    switch rule.method {
                    case .rank: result[cell] = below + 1
                    case .borda: result[cell] = below
                    default:
                        let share = sorted.count > 1 ? below / Double(sorted.count - 1) : 0.5
                        result[cell] = rule.floor + (rule.ceiling - rule.floor) * min(1, share)
                    }
                }
            }
        }
        return result
    }
}

extension [Double] {
    /// How many leading elements satisfy `precedes`, which must hold for a prefix only. O(log n).
    func partitionPoint(_ precedes: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
