import Foundation

/// What outlier treatment did to one column in one scope.
public struct OutlierTreatment: Hashable, Sendable {
    public enum Outcome: String, Sendable {
        /// Within the limits as it was.
        case untouched
        case winsorised
        case logarithm
        /// Neither helped; the figures stay as they were.
        case failed
    }
    public let outcome: Outcome
    /// Figures above are held at it; nil when none was.
    public let greatest: Double?
    public let least: Double?

    /// The treatment the figures of a sample call for.
    ///
    /// One extreme with its ties is pulled in at a time, at the end skewness points to. O(points · n).
    public static func of(_ values: [Double], _ rule: OutlierRule) -> OutlierTreatment {
        guard fails(values, rule) else { return OutlierTreatment(outcome: .untouched, greatest: nil, least: nil) }
        var current = values
        var (greatest, least): (Double?, Double?) = (nil, nil)
        var points = 0
        while points < rule.maximumPoints {
            if Statistics.skewness(current) > 0 {
                guard let top = current.max(), let next = current.filter({ $0 < top }).max() else { break }
                for index in current.indices where current[index] == top { current[index] = next }
                greatest = next
            } else {
                guard let bottom = current.min(), let next = current.filter({ $0 > bottom }).min() else { break }
                for index in current.indices where current[index] == bottom { current[index] = next }
                least = next
            }
            points += 1
            if !fails(current, rule) { return OutlierTreatment(outcome: .winsorised, greatest: greatest, least: least) }
        }
        if rule.logarithm, let shift = LogarithmShift(values), !fails(values.map(shift.callAsFunction), rule) {
            return OutlierTreatment(outcome: .logarithm, greatest: nil, least: nil)
        }
        return OutlierTreatment(outcome: .failed, greatest: nil, least: nil)
    }

    private static func fails(_ values: [Double], _ rule: OutlierRule) -> Bool {
        abs(Statistics.skewness(values)) >= rule.skewness && Statistics.kurtosis(values) >= rule.kurtosis
    }
}

/// ln(x − min + 0.01 · range) of a sample.
struct LogarithmShift {
    let least: Double
    let offset: Double

    init?(_ values: [Double]) {
        guard let least = values.min(), let greatest = values.max(), greatest > least else { return nil }
        (self.least, offset) = (least, 0.01 * (greatest - least))
    }

    func callAsFunction(_ x: Double) -> Double { x - least + offset > 0 ? log(x - least + offset) : .nan }
}
