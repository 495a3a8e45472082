/// How columns of figures go together. Gaps (NaN) are left out pair by pair.
///
/// Source: OECD/JRC Handbook (2008), section 4 (multivariate analysis).
public enum Association {
    /// Pearson's r, −1…1; nil with fewer than three pairs or a constant column. O(units).
    public static func pearson(_ a: [Double], _ b: [Double]) -> Double? {
        let (x, y) = complete(a, b)
        guard x.count >= 3, let covariance = covariance(x, y), let u = self.covariance(x, x), let v = self.covariance(y, y), u > 0, v > 0
        else { return nil }
        return min(1, max(-1, covariance / (u.squareRoot() * v.squareRoot())))
    }

    /// Spearman's ρ: Pearson's r of the ranks, ties at their mean rank. O(units·log units).
    public static func spearman(_ a: [Double], _ b: [Double]) -> Double? {
        let (x, y) = complete(a, b)
        return pearson(meanRanks(x), meanRanks(y))
    }

    /// Cronbach's α of a group, k/(k − 1)·(1 − Σ variances/Σ covariances): internal consistency, at most 1.
    ///
    /// Covariances are pairwise complete. Nil with fewer than two columns, a pair that is never observed together, or no common variance.
    public static func cronbachAlpha(_ columns: [[Double]]) -> Double? {
        let k = Double(columns.count)
        guard columns.count >= 2 else { return nil }
        var (own, all) = (0.0, 0.0)
        for (j, column) in columns.enumerated() {
            for (l, other) in columns.enumerated() {
                let (x, y) = complete(column, other)
                guard let value = covariance(x, y) else { return nil }
                all += value
                if j == l { own += value }
            }
        }
        guard all > 0 else { return nil }
        return k / (k - 1) * (1 - own / all)
    }

    private static func complete(_ a: [Double], _ b: [Double]) -> ([Double], [Double]) {
        var (x, y) = ([Double](), [Double]())
        for (u, v) in zip(a, b) where u.isFinite && v.isFinite {
            x.append(u)
            y.append(v)
        }
        return (x, y)
    }

    /// Divisor n − 1; nil with fewer than two pairs.
    private static func covariance(_ x: [Double], _ y: [Double]) -> Double? {
        guard x.count >= 2 else { return nil }
        let count = Double(x.count)
        let (mx, my) = (x.reduce(0) { $0 + $1 / count }, y.reduce(0) { $0 + $1 / count })
        // A constant column has no variance, whatever rounding says of its mean.
        guard x.contains(where: { $0 != x[0] }), y.contains(where: { $0 != y[0] }) else { return 0 }
        return zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) } / (count - 1)
    }

    private static func meanRanks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = Array(repeating: 0.0, count: values.count)
        var at = 0
        while at < order.count {
            var end = at
            while end + 1 < order.count, values[order[end + 1]] == values[order[at]] { end += 1 }
            for position in at...end { ranks[order[position]] = Double(at + end) / 2 + 1 }
            at = end + 1
        }
        return ranks
    }
}
