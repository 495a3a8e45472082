import Kernel

/// How often progress is reported, in days after which silence is late.
package enum ReportRhythm: String, Sendable, CaseIterable {
    case day, week, halfMonth = "half-month", month, quarter

    package var days: Int {
        switch self {
        case .day: 1
        case .week: 7
        case .halfMonth: 16
        case .month: 31
        case .quarter: 92
        }
    }

    /// The last day on which a report counts as in time on `day`.
    package func lastGood(on day: CivilDate) -> CivilDate { day.adding(days: -days) }
}
