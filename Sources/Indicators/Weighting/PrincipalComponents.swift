/// Principal component weights: the loadings of the first component of the correlation matrix.
///
/// Source: OECD/JRC Handbook (2008), section 5.1; as the reference package COINr prints them, loadings are the unit eigenvector, neither
/// squared nor scaled. The sign is chosen so that they sum to at least 0. **Loadings may be negative**: an indicator that runs against
/// the others then lowers the index; the check refuses this unless it is acknowledged.
public struct PrincipalComponents: Sendable, Hashable {
    /// First loadings, one a criterion.
    public let loadings: [Double]
    /// All eigenvalues, largest first; they sum to the number of criteria.
    public let eigenvalues: [Double]
    /// Share of the variance that the first component explains, 0…1.
    public var explained: Double { eigenvalues[0] / Double(eigenvalues.count) }
    public var negative: [Int] { loadings.indices.filter { loadings[$0] < 0 } }

    /// Refuses constant criteria and fewer than three units. Costs are turned round first. O(units × criteria² + criteria³).
    public init(_ matrix: DecisionMatrix) throws(MethodError) {
        guard matrix.units >= 3 else { throw .shape(expected: 3, found: matrix.units) }
        let eigen = try SymmetricEigen(matrix.withoutCosts.correlations(), size: matrix.criteria)
        (loadings, eigenvalues) = (eigen.vectors[0], eigen.values)
    }
}

extension DecisionMatrix {
    /// Costs negated, so that more is better everywhere.
    var withoutCosts: DecisionMatrix {
        DecisionMatrix(
            columns: zip(columns, directions).map { $1 == .higherIsBetter ? $0 : $0.map { -$0 } }, shares: weights,
            directions: directions.map { _ in .higherIsBetter })
    }

    /// For tables already checked.
    private init(columns: [[Double]], shares: [Double], directions: [Direction]) {
        self.columns = columns
        self.weights = shares
        self.directions = directions
    }
}
