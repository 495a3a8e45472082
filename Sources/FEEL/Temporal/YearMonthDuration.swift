import Decimal34

/// A duration of years and months.
public struct YearMonthDuration: Sendable, Hashable {
    /// All of it in months.
    public let months: Int64

    public init(months: Int64) { self.months = months }

    /// The `years` property: whole years, with the duration's sign.
    public var years: Int64 { months / 12 }
    /// The `months` property: what is left after whole years, −11…11.
    public var monthsOfYear: Int64 { months % 12 }
    /// The `value` property: all months.
    public var value: Decimal34 { Decimal34(months) }

    /// Whole months from one day to another, by the days alone.
    public init(from: FEELDate, to: FEELDate) {
        var months = Int64(to.year - from.year) * 12 + Int64(to.month - from.month)
        if months > 0, to.day < from.day { months -= 1 }
        if months < 0, to.day > from.day { months += 1 }
        self.months = months
    }

    /// `nil` when there is no such duration (overflow).
    public var negated: YearMonthDuration? { months == .min ? nil : YearMonthDuration(months: -months) }
    public var magnitude: YearMonthDuration? { months < 0 ? negated : self }

    public func adding(_ other: YearMonthDuration) -> YearMonthDuration? {
        let (sum, overflow) = months.addingReportingOverflow(other.months)
        return overflow ? nil : YearMonthDuration(months: sum)
    }

    public func subtracting(_ other: YearMonthDuration) -> YearMonthDuration? {
        let (difference, overflow) = months.subtractingReportingOverflow(other.months)
        return overflow ? nil : YearMonthDuration(months: difference)
    }

    /// The product in whole months, the fraction dropped; `nil` when too long.
    public func multiplied(by factor: Decimal34) -> YearMonthDuration? {
        Decimal34(months).multiplied(by: factor)?.truncated.int64.map(YearMonthDuration.init)
    }

    /// The quotient in whole months, the fraction dropped; `nil` when divided by zero or too long.
    public func divided(by divisor: Decimal34) -> YearMonthDuration? {
        Decimal34(months).divided(by: divisor)?.truncated.int64.map(YearMonthDuration.init)
    }

    /// How many times the other fits; `nil` when it is empty.
    public func divided(by other: YearMonthDuration) -> Decimal34? { Decimal34(months).divided(by: Decimal34(other.months)) }
}

extension YearMonthDuration: Comparable {
    public static func < (left: YearMonthDuration, right: YearMonthDuration) -> Bool { left.months < right.months }
}
