/// Alternatives (units) by criteria, complete and finite, with weights that sum to 1: what the multi-criteria methods work on.
///
/// Values keep their own units of measure; each method says how it makes them comparable. Gaps are settled before, by imputation or by
/// leaving the unit out. Columns are criteria, so `columns[j][i]` is unit i on criterion j.
public struct DecisionMatrix: Sendable, Hashable {
    public let columns: [[Double]]
    /// One weight a criterion, each ≥ 0, together 1 unless they were taken as given.
    public let weights: [Double]
    public let directions: [Direction]

    public var units: Int { columns[0].count }
    public var criteria: Int { columns.count }

    /// Refuses empty or ragged tables, values that are not finite, negative weights and weights that are all zero.
    /// Without weights every criterion weighs the same; without directions more is better. O(units × criteria).
    /// `scalingWeights` false takes weights as a source prints them, although rounding keeps them from summing to 1.
    public init(
        columns: [[Double]], weights: [Double]? = nil, directions: [Direction]? = nil, scalingWeights: Bool = true
    ) throws(MethodError) {
        guard let first = columns.first, !first.isEmpty else { throw .noColumns }
        for (j, column) in columns.enumerated() {
            guard column.count == first.count else { throw .shape(expected: first.count, found: column.count) }
            if let i = column.firstIndex(where: { !$0.isFinite }) { throw .notFinite(column: j, row: i) }
        }
        let weights = weights ?? Array(repeating: 1, count: columns.count)
        let directions = directions ?? Array(repeating: .higherIsBetter, count: columns.count)
        guard weights.count == columns.count else { throw .shape(expected: columns.count, found: weights.count) }
        guard directions.count == columns.count else { throw .shape(expected: columns.count, found: directions.count) }
        self.columns = columns
        let shares = try weights.sharesOfOne()
        self.weights = scalingWeights ? shares : weights
        self.directions = directions
    }

    /// The same from rows, as papers print it.
    public init(
        rows: [[Double]], weights: [Double]? = nil, directions: [Direction]? = nil, scalingWeights: Bool = true
    ) throws(MethodError) {
        guard let first = rows.first else { throw .noColumns }
        for row in rows where row.count != first.count { throw .shape(expected: first.count, found: row.count) }
        try self.init(
            columns: first.indices.map { j in rows.map { $0[j] } }, weights: weights, directions: directions, scalingWeights: scalingWeights
        )
    }

    /// Smallest and largest value of a criterion.
    func range(_ criterion: Int) -> (low: Double, high: Double) {
        var low = columns[criterion][0]
        var high = low
        for value in columns[criterion] {
            low = min(low, value)
            high = max(high, value)
        }
        return (low, high)
    }

    /// Refuses unless every value is above zero.
    func requirePositive() throws(MethodError) {
        for (j, column) in columns.enumerated() {
            if let i = column.firstIndex(where: { $0 <= 0 }) { throw .notPositive(column: j, row: i) }
        }
    }
}

extension [Double] {
    /// Each weight divided by their sum; refuses negative, infinite and all-zero weights.
    func sharesOfOne() throws(MethodError) -> [Double] {
        var sum = 0.0
        for (j, weight) in enumerated() {
            guard weight.isFinite, weight >= 0 else { throw .weight(column: j) }
            sum += weight
        }
        guard sum > 0, sum.isFinite else { throw .weightsSumToZero }
        return map { $0 / sum }
    }
}
