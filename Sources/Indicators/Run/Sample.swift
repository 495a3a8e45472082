/// The units that make up bounds, means and data-driven weights.
struct Sample: Sendable {
    let unitCount: Int
    /// Nil when every unit belongs to it.
    let members: [Int]?

    init(_ population: Rule.Population, units: [String]) {
        unitCount = units.count
        let out = population.excluded.union(population.outsideSample)
        members = out.isEmpty || out.isDisjoint(with: units) ? nil : units.indices.filter { !out.contains(units[$0]) }
    }

    /// The present values of the sample in `periods`, in cell order.
    func values(_ column: [Double], periods: [Int]) -> [Double] {
        var result: [Double] = []
        for period in periods {
            let start = period * unitCount
            if let members {
                for unit in members where !column[start + unit].isNaN { result.append(column[start + unit]) }
            } else {
                for cell in start..<start + unitCount where !column[cell].isNaN { result.append(column[cell]) }
            }
        }
        return result
    }

    var cells: [Int] { members ?? Array(0..<unitCount) }
}

extension Scope {
    /// The periods that decide over `period`.
    func periods(for period: Int, in panel: Panel) -> [Int] {
        switch self {
        case .period: [period]
        case .allPeriods: Array(panel.periods.indices)
        case .fixedPeriod(let code): panel.period(code).map { [$0] } ?? []
        }
    }

    var crossesPeriods: Bool { self != .period }
}
