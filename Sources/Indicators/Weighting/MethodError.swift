/// Why a weighting or aggregation method cannot answer. Positions are of the columns and rows it was given.
public enum MethodError: Error, Hashable, Sendable {
    case noColumns
    case tooFewRows(needed: Int)
    /// A column, a row or the weights are not as long as the rest.
    case shape(expected: Int, found: Int)
    case notFinite(column: Int, row: Int)
    case negative(column: Int, row: Int)
    case notPositive(column: Int, row: Int)
    /// The column does not discriminate and the method needs a spread.
    case constant(column: Int)
    /// No column tells any unit from another.
    case allConstant
    /// A weight is negative or not finite.
    case weight(column: Int)
    case weightsSumToZero
    case notSquare
    case notReciprocal(row: Int, column: Int)
    case notConverged
    case infeasible
    /// An exact search over that many units would not end in reasonable time.
    case tooLarge(found: Int, limit: Int)
    /// A parameter outside its range.
    case parameter(String)
    /// The solver stopped without an answer; the text is its status.
    case solver(String)
}
