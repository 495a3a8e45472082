/// A day of the proleptic Gregorian calendar, years −999,999,999…999,999,999; year 0 is the one before 1.
public struct FEELDate: Sendable, Hashable {
    public let year: Int
    private let packed: UInt16

    /// 1…12.
    public var month: Int { Int(packed >> 8) }
    /// 1…31.
    public var day: Int { Int(packed & 0xFF) }

    public static let years = -999_999_999...999_999_999

    /// `nil` when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year: year) else {
            return nil
        }
        self.init(checked: year, month, day)
    }

    init(checked year: Int, _ month: Int, _ day: Int) {
        self.year = year
        packed = UInt16(truncatingIfNeeded: month << 8 | day)
    }

    /// The day a number of days after 1970-01-01; `nil` outside the range of years.
    public init?(epochDay: Int64) {
        guard epochDay >= -365_243_219_162, epochDay <= 365_241_780_471 else { return nil }
        // Days are counted in eras of 400 years from 0000-03-01, so that the leap day is the last of its year.
        let shifted = epochDay + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(checked: Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
    }

    /// Days since 1970-01-01.
    public var epochDay: Int64 {
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension FEELDate: Comparable {
    public static func < (left: FEELDate, right: FEELDate) -> Bool { (left.year, left.packed) < (right.year, right.packed) }
}

extension FEELDate {
    public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// 28…31.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// 1 (Monday)…7 (Sunday).
    public var weekday: Int { Int(((epochDay + 3) % 7 + 7) % 7) + 1 }

    /// 1…366.
    public var dayOfYear: Int { Int(epochDay - FEELDate(checked: year, 1, 1).epochDay) + 1 }

    /// The ISO 8601 week, 1…53: week 1 has the year's first Thursday.
    public var weekOfYear: Int {
        let week = (dayOfYear - weekday + 10) / 7
        if week < 1 { return Self.weeks(inYear: year - 1) }
        return week > Self.weeks(inYear: year) ? 1 : week
    }

    /// 28…31.
    public var lastDayOfMonth: Int { Self.length(ofMonth: month, year: year) }

    /// The English names `day of week` and `month of year` answer with.
    public var weekdayName: String { Self.weekdayNames[weekday - 1] }
    public var monthName: String { Self.monthNames[month - 1] }

    static let weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    private static func weeks(inYear year: Int) -> Int {
        let first = FEELDate(checked: year, 1, 1).weekday
        return first == 4 || first == 3 && isLeap(year) ? 53 : 52
    }
}
