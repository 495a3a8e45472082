/// max c·x subject to low ≤ A·x ≤ high and x ≥ 0.
public struct LinearProgram: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        public let coefficients: [Double]
        public let bounds: ClosedRange<Double>
    }

    public enum Outcome: Sendable, Hashable {
        case optimal(value: Double, point: [Double])
        case infeasible
        case unbounded
    }

    public let objective: [Double]
    public private(set) var rows: [Row] = []

    public init(maximize objective: [Double]) { self.objective = objective }

    /// Adds low ≤ coefficients·x ≤ high; either bound may be infinite.
    public mutating func require(_ coefficients: [Double], in bounds: ClosedRange<Double>) {
        rows.append(Row(coefficients: coefficients, bounds: bounds))
    }
}

/// What solves linear programs; the engine has none of its own.
public protocol LinearProgramSolver: Sendable {
    /// Throws when the solver stops without an answer.
    func solve(_ program: LinearProgram) throws -> LinearProgram.Outcome
}
