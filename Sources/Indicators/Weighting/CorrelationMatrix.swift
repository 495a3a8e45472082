extension DecisionMatrix {
    /// Pearson correlations of the criteria, row-major; a constant criterion is refused. O(units × criteria²).
    func correlations() throws(MethodError) -> [Double] {
        let standardised = try standardisedColumns()
        let n = criteria
        var result = Array(repeating: 1.0, count: n * n)
        for j in 0..<n {
            for k in 0..<j {
                var sum = 0.0
                for i in 0..<units { sum += standardised[j][i] * standardised[k][i] }
                result[j * n + k] = min(1, max(-1, sum))
                result[k * n + j] = result[j * n + k]
            }
        }
        return result
    }

    /// Each column less its mean, divided by its length, so that products of columns are correlations.
    private func standardisedColumns() throws(MethodError) -> [[Double]] {
        var result: [[Double]] = []
        for (j, column) in columns.enumerated() {
            let (low, high) = range(j)
            guard high > low else { throw .constant(column: j) }
            let mean = column.reduce(0) { $0 + ($1 - low) } / Double(units) + low
            let length = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
            guard length > 0, length.isFinite else { throw .constant(column: j) }
            result.append(column.map { ($0 - mean) / length })
        }
        return result
    }
}
