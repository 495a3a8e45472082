extension Relations {
    /// One score per row, higher is better.
    static func scores(_ method: Aggregation.Relational, _ columns: [[Double]], weights: [Double]) throws(MethodError) -> [Double] {
        throw .infeasible
    }
}
