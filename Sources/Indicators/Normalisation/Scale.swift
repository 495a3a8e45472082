/// How the figures of one column become scores.
enum Scale: Sendable {
    /// Per period of the panel: y = base + span · (x − worst) / range, held between `least` and `greatest`.
    case affine([Affine])
    /// Scores worked out beforehand, one per cell.
    case table([Double])

    struct Affine: Sendable {
        var base: Double
        var span: Double
        var worst: Double
        var range: Double
        var least = -Double.infinity
        var greatest = Double.infinity
        /// Left out: as if the column were not in the tree in this period.
        var isExcluded = false

        static let identity = Affine(base: 0, span: 1, worst: 0, range: 1)

        var isClipped: Bool { least > -.infinity || greatest < .infinity }

        @inline(__always) func score(_ x: Double) -> Double {
            var y = base + span * ((x - worst) / range)
            if y < least { y = least }
            if y > greatest { y = greatest }
            return y
        }
    }
}

/// The bounds a column was scaled by in one period.
public struct Bounds: Hashable, Sendable {
    public let low: Double
    public let high: Double
}
