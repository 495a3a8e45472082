/// What a written date says, before anyone decides which day it means.
///
/// Shapes: `2022-01-01` (with or without a time), `2022/1/1`, `2022.1.1`, `20220101`, `2022年1月1日`, `民國111年1月1日`,
/// `31/03/2019`, `31.3.19`, `March 31, 2019`, `31 Mar 2019`, `Mar-19`, `August2019`, `2019-06`, `2022年3月`, `2018年`, `2019`,
/// `2019 Q3`, `2019年第三季度`, `2018-19`, `2016/2017`, `FY 2018/19`, `2020-21 (Q1)`, `02 2020/21`.
enum DateShape: Equatable {
    case day(year: Int, month: Int, day: Int)
    /// Two numbers before a four-digit year.
    case unordered(Int, Int, year: Int)
    /// Two numbers before a two-digit year.
    case shortYear(Int, Int, Int)
    case month(year: Int, month: Int)
    case quarter(year: Int, quarter: Int)
    case year(Int)
    /// A fiscal year by the calendar year it starts in, or a quarter of it.
    case fiscalYear(start: Int, quarter: Int?)
    /// `2011-12`: December 2011, or the fiscal year from 2011 to 2012.
    case fiscalYearOrMonth(start: Int, month: Int)

    /// 00–69 are of this century, 70–99 of the last.
    static func century(_ short: Int) -> Int { short < 70 ? 2000 + short : 1900 + short }

    init?(_ text: String) {
        guard text.utf8.count <= 200 else { return nil }
        var tokens = DateToken.tokens(of: DateToken.withoutTime(HalfWidth.fold(text).lowercased()))
        guard tokens.count <= 16 else { return nil }
        let isFiscal =
            tokens.contains(.word("fy")) || tokens.contains(.word("fiscal")) || tokens.contains(.word("财")) || tokens.contains(.word("財"))
        tokens.removeAll { DateToken.noise.contains($0) }
        if tokens.last == .mark(".") || tokens.last == .mark("。") { tokens.removeLast() }
        if isFiscal { tokens.removeAll { [.word("fy"), .word("fiscal"), .word("year"), .word("财"), .word("財"), .word("年")].contains($0) } }
        guard
            let shape = Self.quarterShape(tokens, isFiscal) ?? Self.chinese(tokens) ?? Self.english(tokens)
                ?? Self.numeric(tokens, isFiscal)
        else { return nil }
        self = shape
    }

    private static func numeric(_ tokens: [DateToken], _ isFiscal: Bool) -> DateShape? {
        let numbers = tokens.compactMap(\.asNumber)
        let marks = tokens.filter { $0.asNumber == nil }
        guard marks.allSatisfy({ [.mark("-"), .mark("/"), .mark(".")].contains($0) }) else { return nil }
        // Marks stand between numbers, one at a time.
        guard numbers.count == 1 || tokens.count == numbers.count * 2 - 1 && tokens.first?.asNumber != nil else {
            return fiscalQuarter(tokens)
        }
        switch numbers.count {
        case 1 where tokens.count == 1:
            let (value, digits) = (numbers[0].value, numbers[0].digits)
            if digits == 8 { return .day(year: value / 10000, month: value / 100 % 100, day: value % 100) }
            if digits == 6, (1900...2100).contains(value / 100), (1...12).contains(value % 100) {
                return .month(year: value / 100, month: value % 100)
            }
            guard digits == 4, (1000...9999).contains(value) else { return nil }
            return isFiscal ? .fiscalYear(start: value - 1, quarter: nil) : .year(value)
        case 2:
            return pair(numbers[0], numbers[1], isFiscal)
        case 3:
            let (a, b, c) = (numbers[0], numbers[1], numbers[2])
            guard !isFiscal, b.digits <= 2 else { return nil }
            if a.digits == 4, c.digits <= 2 { return .day(year: a.value, month: b.value, day: c.value) }
            guard a.digits <= 2 else { return nil }
            if c.digits == 4 { return .unordered(a.value, b.value, year: c.value) }
            return c.digits == 2 ? .shortYear(a.value, b.value, c.value) : nil
        default: return nil
        }
    }

    private static func pair(_ first: DateToken.Number, _ second: DateToken.Number, _ isFiscal: Bool) -> DateShape? {
        guard first.digits == 4, first.value >= 1000 else { return nil }
        if second.digits == 4 { return second.value == first.value + 1 ? .fiscalYear(start: first.value, quarter: nil) : nil }
        guard second.digits <= 2 else { return nil }
        let isMonth = (1...12).contains(second.value)
        if second.digits == 2, (first.value + 1) % 100 == second.value {
            return isFiscal || !isMonth
                ? .fiscalYear(start: first.value, quarter: nil) : .fiscalYearOrMonth(start: first.value, month: second.value)
        }
        return isMonth && !isFiscal ? .month(year: first.value, month: second.value) : nil
    }

    /// `02 2020/21`: the second quarter of that fiscal year.
    private static func fiscalQuarter(_ tokens: [DateToken]) -> DateShape? {
        guard tokens.count == 4, let quarter = tokens[0].asNumber, quarter.digits == 2, (1...4).contains(quarter.value),
            let start = tokens[1].asNumber, let end = tokens[3].asNumber,
            case .fiscalYear(let year, nil) = pair(start, end, true)
        else { return nil }
        return .fiscalYear(start: year, quarter: quarter.value)
    }

    private static func quarterShape(_ tokens: [DateToken], _ isFiscal: Bool) -> DateShape? {
        guard let index = tokens.firstIndex(of: .word("q")), index + 1 < tokens.count, let quarter = tokens[index + 1].asNumber,
            quarter.digits == 1
        else { return nil }
        var rest = tokens
        rest.removeSubrange(index...(index + 1))
        rest.removeAll { $0 == .mark("(") || $0 == .mark(")") }
        if rest.first == .mark("-") || rest.first == .mark("/") { rest.removeFirst() }
        if rest.last == .mark("-") || rest.last == .mark("/") { rest.removeLast() }
        rest.removeAll { $0 == .word("年") }
        switch numeric(rest, isFiscal) {
        case .year(let year): return .quarter(year: year, quarter: quarter.value)
        case .fiscalYear(let start, nil), .fiscalYearOrMonth(let start, _): return .fiscalYear(start: start, quarter: quarter.value)
        default: return nil
        }
    }

    private static func chinese(_ tokens: [DateToken]) -> DateShape? {
        var rest = tokens[...]
        var offset = 0
        if rest.starts(with: [.word("民"), .word("國")]) || rest.starts(with: [.word("民"), .word("国")]) {
            offset = 1911
            rest = rest.dropFirst(2)
        }
        guard let year = rest.first?.asNumber, rest.dropFirst().first == .word("年"), offset > 0 || year.digits == 4 else { return nil }
        rest = rest.dropFirst(2)
        let value = year.value + offset
        if rest.isEmpty || Array(rest) == [.word("底")] || Array(rest) == [.word("末")] { return .year(value) }
        if rest.first == .word("第") { rest = rest.dropFirst() }
        guard let part = rest.first?.asNumber else { return nil }
        rest = rest.dropFirst()
        if rest.first == .word("季") {
            return rest.dropFirst().allSatisfy { $0 == .word("度") } ? .quarter(year: value, quarter: part.value) : nil
        }
        guard rest.first == .word("月") else { return nil }
        rest = rest.dropFirst()
        if rest.isEmpty || Array(rest) == [.word("份")] || Array(rest) == [.word("底")] { return .month(year: value, month: part.value) }
        guard let day = rest.first?.asNumber else { return nil }
        let tail = Array(rest.dropFirst())
        guard tail.isEmpty || [[.word("日")], [.word("号")], [.word("號")]].contains(tail) else { return nil }
        return .day(year: value, month: part.value, day: day.value)
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]

    private static func english(_ tokens: [DateToken]) -> DateShape? {
        var month: Int?
        var position = 0
        for (index, token) in tokens.enumerated() {
            guard case .word(let word) = token else { continue }
            guard month == nil, let found = months.firstIndex(of: word) ?? monthNames.firstIndex(of: word) ?? (word == "sept" ? 8 : nil)
            else { return nil }
            (month, position) = (found + 1, index)
        }
        guard let month else { return nil }
        let before = tokens[..<position].compactMap(\.asNumber)
        let after = tokens[(position + 1)...].compactMap(\.asNumber)
        let joined = tokens.contains(.mark("-")) || tokens.contains(.mark("'"))
        switch (before.count, after.count) {
        case (0, 1) where after[0].digits == 4: return .month(year: after[0].value, month: month)
        case (0, 1) where after[0].digits == 2 && joined: return .month(year: century(after[0].value), month: month)
        case (0, 2) where after[0].digits <= 2 && after[1].digits == 4: return .day(year: after[1].value, month: month, day: after[0].value)
        case (1, 0) where before[0].digits == 4: return .month(year: before[0].value, month: month)
        case (1, 1) where before[0].digits <= 2 && after[0].digits == 4:
            return .day(year: after[0].value, month: month, day: before[0].value)
        case (1, 1) where before[0].digits <= 2 && after[0].digits == 2:
            return .day(year: century(after[0].value), month: month, day: before[0].value)
        case (1, 1) where before[0].digits == 4 && after[0].digits <= 2:
            return .day(year: before[0].value, month: month, day: after[0].value)
        default: return nil
        }
    }
}
