import Foundation

/// Sample statistics over present values. Sums are plain and in order, so that they repeat bit by bit.
public enum Statistics {
    /// NaN when empty.
    public static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    }

    /// Divides by n − 1; NaN below two values.
    public static func deviation(_ values: [Double]) -> Double {
        guard values.count > 1 else { return .nan }
        let mean = mean(values)
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }

    /// Sample-adjusted skewness G1; NaN below three values or without spread.
    public static func skewness(_ values: [Double]) -> Double {
        let n = Double(values.count)
        guard n > 2 else { return .nan }
        let (m2, m3, _) = moments(values)
        guard m2 > 0 else { return .nan }
        return (n * (n - 1)).squareRoot() / (n - 2) * m3 / pow(m2, 1.5)
    }

    /// Sample-adjusted excess kurtosis G2; NaN below four values or without spread.
    public static func kurtosis(_ values: [Double]) -> Double {
        let n = Double(values.count)
        guard n > 3 else { return .nan }
        let (m2, _, m4) = moments(values)
        guard m2 > 0 else { return .nan }
        return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6)
    }

    private static func moments(_ values: [Double]) -> (Double, Double, Double) {
        let mean = mean(values)
        var (m2, m3, m4) = (0.0, 0.0, 0.0)
        for value in values {
            let d = value - mean
            m2 += d * d
            m3 += d * d * d
            m4 += d * d * d * d
        }
        let n = Double(values.count)
        return (m2 / n, m3 / n, m4 / n)
    }

    /// The p-th percentile, 0…100, linear between neighbours (type 7); NaN when empty.
    public static func percentile(_ values: [Double], _ p: Double) -> Double {
        guard !values.isEmpty, p.isFinite else { return .nan }
        let sorted = values.sorted()
        let position = min(max(p, 0), 100) / 100 * Double(sorted.count - 1)
        let below = Int(position)
        guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
        return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
    }

    public static func median(_ values: [Double]) -> Double { percentile(values, 50) }

    /// Pearson's correlation over pairs with both present; NaN without spread.
    public static func correlation(_ x: [Double], _ y: [Double]) -> Double {
        var (n, sx, sy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) where !a.isNaN && !b.isNaN {
            n += 1
            sx += a
            sy += b
        }
        guard n > 1 else { return .nan }
        let (mx, my) = (sx / n, sy / n)
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) where !a.isNaN && !b.isNaN {
            xx += (a - mx) * (a - mx)
            yy += (b - my) * (b - my)
            xy += (a - mx) * (b - my)
        }
        return xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : .nan
    }
}
