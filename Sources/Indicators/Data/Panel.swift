/// Units × periods × indicators, one column per indicator. Immutable columns are shared, never copied.
public struct Panel: Sendable {
    public let units: [String]
    /// In time order.
    public let periods: [String]
    public private(set) var codes: [String]
    public private(set) var columns: [Column]
    private var positions: [String: Int]
    private let unitPositions: [String: Int]
    private let periodPositions: [String: Int]

    /// An empty panel; codes used twice keep their first place.
    public init(units: [String], periods: [String]) {
        self.units = units
        self.periods = periods
        (codes, columns, positions) = ([], [], [:])
        unitPositions = Dictionary(units.enumerated().map { ($1, $0) }) { first, _ in first }
        periodPositions = Dictionary(periods.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// Cells of a column.
    public var cellCount: Int { units.count * periods.count }

    public func cell(unit: Int, period: Int) -> Int { period * units.count + unit }

    public func unit(_ code: String) -> Int? { unitPositions[code] }
    public func period(_ code: String) -> Int? { periodPositions[code] }

    /// Cells of one period, unit by unit.
    public func cells(ofPeriod period: Int) -> Range<Int> { period * units.count..<(period + 1) * units.count }

    public subscript(code: String) -> Column? {
        get { positions[code].map { columns[$0] } }
        set {
            guard let newValue, newValue.count == cellCount else { return }
            if let position = positions[code] {
                columns[position] = newValue
            } else {
                positions[code] = columns.count
                codes.append(code)
                columns.append(newValue)
            }
        }
    }
}
