import Kernel

/// Day counts of spreadsheets: 1900-01-01 is 1, and 1900 is counted as a leap year, which it was not.
package enum SpreadsheetDate {
    package enum System: Sendable { case from1900, from1904 }

    /// The day of a serial; nil for negatives, for 60 (29 February 1900, which never was) and beyond year 9999.
    package static func date(serial: Int, system: System = .from1900) -> CivilDate? {
        guard serial >= 0 else { return nil }
        switch system {
        case .from1904: return serial <= 2_957_003 ? CivilDate(daysSince1970: serial - 24_107) : nil
        case .from1900:
            guard serial >= 1, serial != 60, serial <= 2_958_465 else { return nil }
            return CivilDate(daysSince1970: serial < 60 ? serial - 25_568 : serial - 25_569)
        }
    }

    /// The serial of a day from 1900-03-01 on; nil before, where the two calendars disagree.
    static func serial(of date: CivilDate) -> Int? {
        let serial = date.daysSince1970 + 25_569
        return serial > 60 ? serial : nil
    }
}
