/// Benefit of the doubt: each unit is judged by the weights that suit it best.
///
/// max Σ w·I(c) subject to Σ w·I(k) ≤ 1 for every unit k, w ≥ 0, and bounds on what one criterion may weigh or contribute.
/// Source: OECD/JRC Handbook (2008), section 5.1 and box 6, table 19 (weights between 10 and 15 %); Cherchye et al. (2007), Social
/// Indicators Research 82:111–145 (contributions).
/// Values are normalised beforehand, higher is better, none negative; scores are 0…1, and 1 means that no unit beats this one on its own
/// terms. The linear programs go to whatever solver the caller hands over.
public struct BenefitOfDoubt: Sendable, Hashable {
    /// What keeps a unit from resting on one criterion alone.
    public enum Bounds: Sendable, Hashable {
        case none
        /// L·Σw ≤ w(j) ≤ U·Σw for every criterion j.
        case weights(ClosedRange<Double>)
        /// L·Σw·I(c) ≤ w(j)·I(c,j) ≤ U·Σw·I(c): shares of the unit's own total. With L > 0 a unit that has a 0 anywhere scores 0.
        case contributions(ClosedRange<Double>)

        var shares: ClosedRange<Double>? {
            switch self {
            case .none: nil
            case .weights(let shares), .contributions(let shares): shares
            }
        }
    }

    public let scores: [Double]
    /// weights[unit][criterion] of the solution found; other weights may give the same score.
    public let weights: [[Double]]

    /// Refuses negative values, bounds that cannot hold together, and units that no weights within the bounds can serve.
    /// One linear program of `criteria` variables and `units + 2·criteria` rows a unit.
    public init(_ matrix: DecisionMatrix, bounds: Bounds = .none, solver: any LinearProgramSolver) throws(MethodError) {
        let n = matrix.criteria
        for (j, column) in matrix.columns.enumerated() {
            if let i = column.firstIndex(where: { $0 < 0 }) { throw .negative(column: j, row: i) }
        }
        if let shares = bounds.shares,
            shares.lowerBound < 0 || shares.lowerBound * Double(n) > 1 + 1e-12 || shares.upperBound * Double(n) < 1 - 1e-12
        {
            throw .parameter("shares")
        }
        let rows = (0..<matrix.units).map { i in matrix.columns.map { $0[i] } }
        var scores: [Double] = []
        var weights: [[Double]] = []
        for own in rows {
            var program = LinearProgram(maximize: own)
            for row in rows { program.require(row, in: -.infinity...1) }
            let measure: [Double]
            switch bounds {
            case .none: measure = []
            case .weights: measure = own.map { _ in 1 }
            case .contributions: measure = own
            }
            if let shares = bounds.shares {
                for j in measure.indices {
                    // Part(j) − L·total ≥ 0 and part(j) − U·total ≤ 0, in weights or in points.
                    var low = measure.map { -shares.lowerBound * $0 }
                    low[j] += measure[j]
                    program.require(low, in: 0 ... .infinity)
                    var high = measure.map { -shares.upperBound * $0 }
                    high[j] += measure[j]
                    program.require(high, in: -.infinity...0)
                }
            }
            let solution: LinearProgram.Outcome
            do { solution = try solver.solve(program) } catch { throw .solver(String(describing: error)) }
            switch solution {
            case .optimal(let value, let point):
                scores.append(value)
                weights.append(point)
            case .infeasible, .unbounded:
                // A criterion that is 0 for everybody leaves its weight open; the score is still bounded by the others.
                throw .infeasible
            }
        }
        (self.scores, self.weights) = (scores, weights)
    }
}
