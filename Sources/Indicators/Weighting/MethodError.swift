/// Why a weighting or aggregation method cannot answer. Positions are of the columns and rows it was given.
public enum MethodError: Error, Hashable, Sendable {
    case noColumns
    case tooFewRows(needed: Int)
    case negative(column: Int, row: Int)
    case notPositive(column: Int, row: Int)
    /// No column tells any unit from another.
    case allConstant
    case notSquare
    case notReciprocal(row: Int, column: Int)
    case notConverged
    case infeasible
}
