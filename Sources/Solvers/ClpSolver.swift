// Module in charge of solving linear programs with COIN-OR's Clp; the engines see only `LinearProgramSolver`.
import CClp
import Indicators

/// COIN-OR linear programming (dual simplex). Stateless; every program has a model of its own.
public struct ClpSolver: LinearProgramSolver {
    /// What Clp says when it stops without an answer.
    public struct Stopped: Error, Sendable, CustomStringConvertible {
        public let status: Int32
        public var description: String { "clp status \(status)" }
    }

    public init() {}

    /// Zero coefficients are left out; tolerances are Clp's own (1e-7). Coefficients must be finite.
    public func solve(_ program: LinearProgram) throws -> LinearProgram.Outcome {
        guard let model = Clp_newModel() else { throw Stopped(status: -1) }
        defer { Clp_deleteModel(model) }
        Clp_setLogLevel(model, 0)
        var starts: [Int32] = [0]
        var indices: [Int32] = []
        var values: [Double] = []
        for column in program.objective.indices {
            for (at, row) in program.rows.enumerated() where column < row.coefficients.count && row.coefficients[column] != 0 {
                indices.append(Int32(at))
                values.append(row.coefficients[column])
            }
            starts.append(Int32(indices.count))
        }
        let low = program.rows.map { $0.bounds.lowerBound.isFinite ? $0.bounds.lowerBound : -Double.greatestFiniteMagnitude }
        let high = program.rows.map { $0.bounds.upperBound.isFinite ? $0.bounds.upperBound : Double.greatestFiniteMagnitude }
        Clp_loadProblem(
            model, Int32(program.objective.count), Int32(program.rows.count), starts, indices, values, nil, nil, program.objective, low,
            high)
        Clp_setOptimizationDirection(model, -1)
        Clp_initialSolve(model)
        switch Clp_status(model) {
        case 0:
            guard let solution = Clp_getColSolution(model) else { throw Stopped(status: 0) }
            let point = Array(UnsafeBufferPointer(start: solution, count: program.objective.count))
            let value = zip(program.objective, point).reduce(0) { $0 + $1.0 * $1.1 }
            return .optimal(value: value, point: point)
        case 1: return .infeasible
        case 2: return .unbounded
        case let status: throw Stopped(status: status)
        }
    }
}
