import Kernel

/// The quantities a light rule may judge. Each is nil when a fact it needs is unknown.
package enum LightMeasure: String, Sendable, CaseIterable {
    /// Planned minus actual progress, in percentage points.
    case progressGap = "progress-gap"
    /// Natural days past the due date while the work is not complete; 0 before it.
    case overdueDays = "overdue-days"
    /// Natural days past the start date without any progress; 0 once there is some.
    case unstartedDays = "unstarted-days"
    /// Workdays since a report was due by its rhythm; 0 while none is due.
    case silentWorkdays = "silent-workdays"
    /// Months begun since completion without acceptance; 0 in the first.
    case unacceptedMonths = "unaccepted-months"
    /// Contract over approved amount, in percent of the approved amount.
    case contractOverrun = "contract-overrun"
    /// Paid over contract amount, in percent of the contract.
    case paymentOverrun = "payment-overrun"

    /// The placeholders a rule's sentence may use with this measure.
    var placeholders: Set<String> {
        let common: Set<String> = ["value"]
        return switch self {
        case .progressGap: common.union(["planned", "actual"])
        case .overdueDays: common.union(["due"])
        case .unstartedDays: common.union(["start"])
        case .silentWorkdays: common.union(["days"])
        case .unacceptedMonths: common.union(["completed"])
        case .contractOverrun, .paymentOverrun: common
        }
    }

    struct Reading {
        var value: Double
        var arguments: [String: String]
    }

    func reading(_ inputs: LightInputs, calendar: BusinessCalendar, rhythms: [String: Int]) -> Reading? {
        switch self {
        case .progressGap:
            guard let planned = inputs.planned, let actual = inputs.actual, planned.isFinite, actual.isFinite else { return nil }
            return Reading(value: planned - actual, ["planned": planned.figure, "actual": actual.figure])
        case .overdueDays:
            guard let days = inputs.daysOverdue else { return nil }
            return Reading(value: Double(days), ["due": inputs.due?.description ?? "—"])
        case .unstartedDays:
            guard let start = inputs.start, let actual = inputs.actual, actual.isFinite else { return nil }
            let days = actual > 0 ? 0 : max(0, start.days(until: inputs.asOf))
            return Reading(value: Double(days), ["start": start.description])
        case .silentWorkdays:
            guard let days = inputs.daysSinceLastReport, let rhythm = inputs.reportRhythm, let length = rhythms[rhythm] else { return nil }
            let since = min(max(days, 0), 40_000)
            let due = inputs.asOf.adding(days: length - since)
            return Reading(value: Double(calendar.workdays(after: due, through: inputs.asOf)), ["days": String(since)])
        case .unacceptedMonths:
            guard let completed = inputs.completed else { return nil }
            return Reading(value: Double(inputs.monthsUnaccepted(since: completed)), ["completed": completed.description])
        case .contractOverrun:
            return Self.excess(inputs.sums?.contract, over: inputs.sums?.approved)
        case .paymentOverrun:
            return Self.excess(inputs.sums?.paid, over: inputs.sums?.contract)
        }
    }

    private static func excess(_ amount: Int64?, over limit: Int64?) -> Reading? {
        guard let amount, let limit, limit > 0, amount >= 0 else { return nil }
        return Reading(value: (Double(amount) - Double(limit)) / Double(limit) * 100, [:])
    }
}

extension LightMeasure.Reading {
    /// Rounded to hundredths, so that 40.1 − 30.1 is ten points and no hair less.
    fileprivate init(value: Double, _ arguments: [String: String]) {
        let rounded = (value * 100).rounded() / 100
        self.value = rounded
        self.arguments = arguments.merging(["value": rounded.figure]) { own, _ in own }
    }
}

extension LightInputs {
    fileprivate var isComplete: Bool { accepted != nil || (actual.map { $0 >= 100 } ?? false) }

    fileprivate var daysOverdue: Int? {
        if let overdueDays { return overdueDays }
        guard let due else { return nil }
        return isComplete ? 0 : max(0, due.days(until: asOf))
    }

    fileprivate func monthsUnaccepted(since completed: CivilDate) -> Int {
        guard accepted == nil, completed < asOf else { return 0 }
        let months = (asOf.year - completed.year) * 12 + asOf.month - completed.month
        return max(0, completed.adding(months: months) <= asOf ? months : months - 1)
    }
}

extension Double {
    /// At most two decimals, none when whole: `18`, `12.5`.
    fileprivate var figure: String {
        let hundredths = (self * 100).rounded()
        guard hundredths.magnitude < 1e15 else { return String(self) }
        let whole = Int64(hundredths)
        let (units, rest) = (whole.magnitude / 100, whole.magnitude % 100)
        let sign = whole < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(units)" }
        return rest % 10 == 0 ? "\(sign)\(units).\(rest / 10)" : "\(sign)\(units).\(rest < 10 ? "0" : "")\(rest)"
    }
}
