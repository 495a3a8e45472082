/// Collects long-form observations and lays them out in columns.
public struct PanelBuilder: Sendable {
    /// Two observations of one cell that do not agree.
    public struct Conflict: Hashable, Sendable {
        public let unit: String, period: String, indicator: String
    }

    private var units = Numbering()
    private var periods = Numbering()
    private var indicators = Numbering()
    private var observations: [(unit: Int32, period: Int32, indicator: Int32, value: Double)] = []
    private var notApplicable: [Int] = []

    public init() {}

    /// Remembers a unit without a value, so that it is listed and its gaps are seen.
    public mutating func declare(unit: String) { _ = units.number(unit) }
    public mutating func declare(period: String) { _ = periods.number(period) }
    public mutating func declare(indicator: String) { _ = indicators.number(indicator) }

    public mutating func add(unit: String, period: String, indicator: String, _ cell: Cell) {
        let value: Double
        switch cell {
        case .value(let number): value = number
        case .missing: value = .nan
        case .notApplicable:
            value = .nan
            notApplicable.append(observations.count)
        }
        observations.append(
            (
                Int32(truncatingIfNeeded: units.number(unit)), Int32(truncatingIfNeeded: periods.number(period)),
                Int32(truncatingIfNeeded: indicators.number(indicator)), value
            ))
    }

    /// The panel: units in order of appearance, periods in time order (`PeriodOrder`) unless `periods` gives it.
    ///
    /// A cell observed twice keeps the last value; cells where the two differ are named. O(observations).
    public func build() -> (panel: Panel, conflicts: [Conflict]) {
        let order = periods.codes.indices.sorted { PeriodOrder.precedes(periods.codes[$0], periods.codes[$1]) }
        var place = Array(repeating: 0, count: order.count)
        for (position, period) in order.enumerated() { place[period] = position }
        var panel = Panel(units: units.codes, periods: order.map { periods.codes[$0] })
        var values = Array(repeating: [Double](), count: indicators.codes.count)
        for index in values.indices { values[index] = Array(repeating: .nan, count: panel.cellCount) }
        var conflicts: [Conflict] = []
        for observation in observations {
            let cell = panel.cell(unit: Int(observation.unit), period: place[Int(observation.period)])
            let indicator = Int(observation.indicator)
            let before = values[indicator][cell]
            if !before.isNaN, before != observation.value {
                conflicts.append(
                    Conflict(
                        unit: units.codes[Int(observation.unit)], period: periods.codes[Int(observation.period)],
                        indicator: indicators.codes[indicator]))
            }
            values[indicator][cell] = observation.value
        }
        for (code, values) in zip(indicators.codes, values) { panel[code] = Column(values) }
        for position in notApplicable {
            let observation = observations[position]
            let code = indicators.codes[Int(observation.indicator)]
            let cell = panel.cell(unit: Int(observation.unit), period: place[Int(observation.period)])
            guard var column = panel[code], column[cell] == .missing else { continue }
            column[cell] = .notApplicable
            panel[code] = column
        }
        return (panel, conflicts)
    }

    private struct Numbering: Sendable {
        private(set) var codes: [String] = []
        private var numbers: [String: Int] = [:]

        mutating func number(_ code: String) -> Int {
            if let number = numbers[code] { return number }
            let number = codes.count
            numbers[code] = number
            codes.append(code)
            return number
        }
    }
}
