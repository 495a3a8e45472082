import Foundation

extension Weights {
    /// 熵權: p = x/Σx, e = −Σ p·ln p / ln n with 0·ln 0 = 0, w = (1−e)/Σ(1−e). A constant column weighs 0.
    public static func entropy(_ columns: [[Double]]) throws(MethodError) -> [Double] {
        let rows = try rows(columns, atLeast: 2)
        var raw: [Double] = []
        for (index, column) in columns.enumerated() {
            if let row = column.firstIndex(where: { $0 < 0 }) { throw .negative(column: index, row: row) }
            let total = column.reduce(0, +)
            guard total > 0, column.contains(where: { $0 != column[0] }) else {
                raw.append(0)
                continue
            }
            let entropy = -column.reduce(0) { $1 > 0 ? $0 + $1 / total * log($1 / total) : $0 } / log(Double(rows))
            raw.append(max(0, 1 - entropy))
        }
        return try shares(raw)
    }

    /// C = sd · Σₖ(1 − rⱼₖ) over min–max scaled columns; a constant column weighs 0.
    public static func critic(_ columns: [[Double]]) throws(MethodError) -> [Double] {
        _ = try rows(columns, atLeast: 2)
        let scaled = columns.map { column -> [Double]? in
            guard let low = column.min(), let high = column.max(), high > low else { return nil }
            return column.map { ($0 - low) / (high - low) }
        }
        return try shares(
            scaled.map { column in
                guard let column else { return 0 }
                return Statistics.deviation(column)
                    * scaled.reduce(0.0) { sum, other in
                        guard let other else { return sum }
                        let r = Statistics.correlation(column, other)
                        return sum + (1 - (r.isNaN ? 0 : r))
                    }
            })
    }

    /// Sample standard deviations as shares.
    public static func standardDeviation(_ columns: [[Double]]) throws(MethodError) -> [Double] {
        _ = try rows(columns, atLeast: 2)
        return try shares(columns.map { column in column.contains { $0 != column.first } ? Statistics.deviation(column) : 0 })
    }

    /// The mean over judges of the share each gave to a column. Judges who gave nothing are left out.
    public static func budget(_ judges: [[Double]]) throws(MethodError) -> [Double] {
        guard let count = judges.first?.count, count > 0 else { throw .noColumns }
        var sums = Array(repeating: 0.0, count: count)
        for (row, judge) in judges.enumerated() {
            guard judge.count == count else { throw .notSquare }
            if let column = judge.firstIndex(where: { !($0 >= 0) }) { throw .negative(column: column, row: row) }
            let total = judge.reduce(0, +)
            guard total > 0 else { continue }
            for column in judge.indices { sums[column] += judge[column] / total }
        }
        return try shares(sums)
    }

    /// Equal-length, non-empty columns of at least `atLeast` rows; answers the rows.
    static func rows(_ columns: [[Double]], atLeast needed: Int) throws(MethodError) -> Int {
        guard let first = columns.first else { throw .noColumns }
        guard first.count >= needed, columns.allSatisfy({ $0.count == first.count }) else { throw .tooFewRows(needed: needed) }
        return first.count
    }

    /// Parts of their sum; an error when there is nothing to share.
    static func shares(_ raw: [Double]) throws(MethodError) -> [Double] {
        let total = raw.reduce(0, +)
        guard total > 0, total.isFinite else { throw .allConstant }
        return raw.map { $0 / total }
    }
}
