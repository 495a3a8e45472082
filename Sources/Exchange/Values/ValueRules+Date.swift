import Kernel

extension ValueRules {
    /// The day a cell names, in the many shapes people write; see `DateShape` for them.
    ///
    /// - Returns: `LT4040` when it names none, `LT4041` when the day does not exist, `LT4042` when day and month could be
    ///   swapped and no order was given, `LT4049` when a year was typed into a date cell; read with a remark: `LT4044` implausibly far away, `LT4045` a text that may be a
    ///   fiscal year or a month, `LT4046` a period for which one of its days stands.
    package func date(_ cell: Cell) -> Parsed<CivilDate> {
        switch cell.value {
        case .blank: return .missing()
        case .date(let date): return judged(date, text: date.description)
        case .bool: return .fault(Self.unreadable("LT4040", cell.original))
        case .number(let text): return serial(text)
        case .text(let text):
            let trimmed = trimmed(text)
            if let missing: Parsed<CivilDate> = missing(trimmed) { return missing }
            guard let shape = DateShape(trimmed) else { return .fault(Self.unreadable("LT4040", trimmed)) }
            return resolve(shape, text: trimmed)
        }
    }

    /// A number in a date column: a year, `yyyymmdd`, or a spreadsheet's day count.
    private func serial(_ text: String) -> Parsed<CivilDate> {
        guard let number = ExactDecimal(canonical: text), let (value, isExact) = number.integer(atScale: 0) else {
            return .fault(Self.unreadable("LT4040", text))
        }
        if isExact, (1900...2100).contains(value) || (19_000_101...21_001_231).contains(value), let shape = DateShape(String(value)) {
            return resolve(shape, text: text)
        }
        guard !number.isNegative, let whole = Int(number.description.prefix { $0 != "." }), let date = SpreadsheetDate.date(serial: whole)
        else {
            return .fault(Self.unreadable("LT4040", text))
        }
        return judged(date, text: text)
    }

    private func resolve(_ shape: DateShape, text: String) -> Parsed<CivilDate> {
        switch shape {
        case .day(let year, let month, let day): return calendarDay(year, month, day, text: text)
        case .unordered(let first, let second, let year):
            switch dateOrder {
            case .dayFirst: return calendarDay(year, second, first, text: text)
            case .monthFirst: return calendarDay(year, first, second, text: text)
            case nil:
                if first > 12 { return calendarDay(year, second, first, text: text) }
                if second > 12 || first == second { return calendarDay(year, first, second, text: text) }
                return .fault(Self.unreadable("LT4042", text))
            }
        case .shortYear(let first, let second, let year):
            switch dateOrder {
            case .dayFirst: return calendarDay(DateShape.century(year), second, first, text: text)
            case .monthFirst: return calendarDay(DateShape.century(year), first, second, text: text)
            case nil: return .fault(Self.unreadable("LT4042", text))
            }
        case .month(let year, let month): return period(year, from: month, to: month, text: text)
        case .quarter(let year, let quarter):
            guard (1...4).contains(quarter) else { return .fault(Self.unreadable("LT4041", text)) }
            return period(year, from: quarter * 3 - 2, to: quarter * 3, text: text)
        case .year(let year): return period(year, from: 1, to: 12, text: text)
        case .fiscalYear(let start, let quarter): return fiscal(start, quarter: quarter, isSure: true, text: text)
        case .fiscalYearOrMonth(let start, let month):
            if fiscalYearEnd == nil { return period(start, from: month, to: month, text: text, code: "LT4045") }
            return fiscal(start, quarter: nil, isSure: false, text: text)
        }
    }

    private func calendarDay(_ year: Int, _ month: Int, _ day: Int, text: String) -> Parsed<CivilDate> {
        guard let date = CivilDate(year: year, month: month, day: day) else { return .fault(Self.unreadable("LT4041", text)) }
        return judged(date, text: text)
    }

    private func period(_ year: Int, from first: Int, to last: Int, text: String, code: String = "LT4046") -> Parsed<CivilDate> {
        let date =
            periodEdge == .first
            ? CivilDate(year: year, month: first, day: 1)
            : CivilDate(year: year, month: last, day: (1...12).contains(last) ? CivilDate.days(inMonth: last, of: year) : 0)
        guard let date else { return .fault(Self.unreadable("LT4041", text)) }
        return .value(date, plausibility(date, text: text) ?? remark(code == "LT4045" ? .warning : .notice, code, text, date))
    }

    private func fiscal(_ start: Int, quarter: Int?, isSure: Bool, text: String) -> Parsed<CivilDate> {
        guard let end = fiscalYearEnd, let close = CivilDate(year: start + 1, month: end.month, day: end.day),
            let open = CivilDate(year: start, month: end.month, day: end.day)?.adding(days: 1)
        else { return .fault(Self.unreadable("LT4045", text)) }
        var (first, last) = (open, close)
        if let quarter {
            guard (1...4).contains(quarter), let from = open.adding(months: (quarter - 1) * 3), let next = open.adding(months: quarter * 3)
            else { return .fault(Self.unreadable("LT4041", text)) }
            (first, last) = (from, next.adding(days: -1))
        }
        let date = periodEdge == .first ? first : last
        let code = isSure ? "LT4046" : "LT4045"
        return .value(date, plausibility(date, text: text) ?? remark(isSure ? .notice : .warning, code, text, date))
    }

    private func remark(_ severity: Diagnostic.Severity, _ code: String, _ text: String, _ date: CivilDate) -> Diagnostic {
        Diagnostic(severity, code, ["text": Self.clipped(text), "value": date.description])
    }

    /// A year typed into a cell formatted as a date becomes a day of 1905: certainly a slip.
    private func judged(_ date: CivilDate, text: String) -> Parsed<CivilDate> {
        if date.year == 1905, let serial = SpreadsheetDate.serial(of: date), (1990...2100).contains(serial) {
            return .fault(Diagnostic(.error, "LT4049", ["text": Self.clipped(text), "year": String(serial)]))
        }
        return .value(date, plausibility(date, text: text))
    }

    private func plausibility(_ date: CivilDate, text: String) -> Diagnostic? {
        (1950...2150).contains(date.year) ? nil : remark(.warning, "LT4044", text, date)
    }
}

extension CivilDate {
    /// The same day of a later month; nil when that month has no such day.
    fileprivate func adding(months: Int) -> CivilDate? {
        let index = year * 12 + month - 1 + months
        return CivilDate(year: index / 12, month: index % 12 + 1, day: day)
    }
}
