import Exchange
import Foundation
import Kernel
import Testing

@Suite struct ValueRulesTests {
    private let rules = ValueRules(fiscalYearEnd: .init(month: 3, day: 31))

    @Test(arguments: ["", " ", "NA", "n/a", "N/A", "-", "—", "－", "无", "無", "暫無", "\u{3000}"])
    func theWordsForNothingAreMissing(text: String) {
        #expect(rules.date(.text(text)).isMissing && rules.decimal(.text(text)).isMissing && rules.text(.text(text)).isMissing)
    }

    @Test func whatIsStillOpenIsMissingWithANotice() {
        let parsed = rules.date(.text("To be determined"))
        #expect(parsed.isMissing && parsed.diagnostic?.code == "LT4043" && parsed.diagnostic?.severity == .notice)
        #expect(rules.date(.text("TBD (dependent on SSC project plan)")).diagnostic?.code == "LT4043")
        #expect(ValueRules(missing: ["Exempt*"]).decimal(.text("Exempt under Section 43")).isMissing)
        #expect(rules.decimal(.text("Exempt under Section 43")).diagnostic?.code == "LT4030")
    }

    @Test(
        arguments: [
            ("1,234.50", "1234.50"), ("（1，234）", "-1234"), ("￥300万元", "3000000"), ("1.2亿", "120000000"), ("$6,279,429", "6279429"),
            ("£43", "43"),
            ("１２３．４", "123.4"), ("12.5%", "0.125"), ("-5", "-5"), ("−5", "-5"), ("$(1,000)", nil), ("($1,000)", "-1000"),
            ("1 234 567", "1234567"),
            ("2.5 million", "2500000"), ("1.5E+7", "15000000"), ("0", "0"), ("-0", "0"), ("壹", nil), ("1,23", nil), ("12,3456", nil),
            ("1.2.3", nil),
            ("abc", nil), ("1e999", nil), ("--5", "5"), ("CNY 12", "12"), ("100元整", "100"), ("+7", "7"), (".5", "0.5"), ("5.", "5"),
        ] as [(String, String?)])
    func numbersAreReadExactly(text: String, expected: String?) {
        let parsed = rules.decimal(.text(text))
        #expect(parsed.value?.description == expected, "\(text)")
        if expected == nil { #expect(parsed.diagnostic?.code == "LT4030") }
    }

    @Test func moneyIsExactInMinorUnits() throws {
        #expect(rules.money(.text("1,234.56"), currency: .cny).value?.minor == 123_456)
        #expect(rules.money(.number("2.61"), currency: .gbp, power: 6).value?.minor == 261_000_000)
        #expect(rules.money(.text("1234.5"), currency: .cny, power: 4).value?.minor == 1_234_500_000)
        // A unit in the cell goes before the column's.
        #expect(rules.money(.text("3亿"), currency: .cny, power: 4).value?.minor == 30_000_000_000)
        #expect(rules.money(.text("92233720368547758.07"), currency: .cny).value?.minor == .max)
        #expect(rules.money(.text("92233720368547758.08"), currency: .cny).diagnostic?.code == "LT4031")
        let rounded = rules.money(.text("1.005"), currency: .cny)
        #expect(rounded.value?.minor == 101 && rounded.diagnostic?.code == "LT4032")
        let foreign = rules.money(.text("$5"), currency: .gbp)
        #expect(foreign.value?.minor == 500 && foreign.diagnostic?.code == "LT4033")
        #expect(rules.money(.text("NA"), currency: .gbp).isMissing)
    }

    @Test func everyMinorAmountRoundTrips() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let money = Money(
                minor: Int64.random(in: .min + 1 ... .max, using: &random) >> Int.random(in: 0...62, using: &random), currency: .cny)
            #expect(rules.money(.text(money.decimalString), currency: .cny).value == money)
        }
    }

    @Test(arguments: [
        ("2022-01-01", "2022-01-01"), ("2017-11-01 00:00:00", "2017-11-01"), ("2017-11-01T08:30:00Z", "2017-11-01"),
        ("2022/1/1", "2022-01-01"),
        ("20220101", "2022-01-01"), ("2022年1月1日", "2022-01-01"), ("2022 年 12 月 31 號", "2022-12-31"), ("２０２２年１月１日", "2022-01-01"),
        ("2022.1.1", "2022-01-01"), ("31/03/2019", "2019-03-31"), ("03/31/2019", "2019-03-31"), ("March 31, 2019", "2019-03-31"),
        ("31 Mar 2019", "2019-03-31"), ("31-Mar-19", "2019-03-31"), ("Mar-19", "2019-03-31"), ("August2019", "2019-08-31"),
        ("1st of July 2020", "2020-07-01"), ("Friday, March 1, 2019", "2019-03-01"), ("2018-19", "2019-03-31"), ("2016/17", "2017-03-31"),
        ("2019-2020", "2020-03-31"), ("Fiscal Year 2018/19", "2019-03-31"), ("FY 2019/2020", "2020-03-31"), ("2020-21 (Q1)", "2020-06-30"),
        ("02 2020/21", "2020-09-30"), ("2018年", "2018-12-31"), ("2018", "2018-12-31"), ("2019 Q3", "2019-09-30"), ("Q3 2019", "2019-09-30"),
        ("2019年第三季度", "2019-09-30"), ("2019-06", "2019-06-30"), ("2024年2月", "2024-02-29"), ("民國113年5月1日", "2024-05-01"),
        ("5/5/2019", "2019-05-05"), ("2020-21\n  \n .", "2021-03-31"),
    ])
    func datesAreReadInManyShapes(text: String, expected: String) {
        #expect(rules.date(.text(text)).value?.description == expected, "\(text)")
    }

    @Test(arguments: [
        ("2016-i7", "LT4040"), ("2019-02-29", "LT4041"), ("03/04/2019", "LT4042"), ("01/02/19", "LT4042"), ("Awaiting approval", "LT4040"),
        ("Fiscal Year 2016/07", "LT4040"), ("2019-13", "LT4040"), ("2019年13月", "LT4041"), ("99999999999999999999", "LT4040"),
        ("19-Mar", "LT4040"), ("0000-00-00", "LT4041"), ("2019 Q5", "LT4041"), ("1/2/3/4", "LT4040"), ("2019--01-01", "LT4040"),
    ])
    func slipsOfThePenAreFaults(text: String, code: String) {
        let parsed = rules.date(.text(text))
        #expect(parsed.value == nil && parsed.diagnostic?.code == code && parsed.isFault, "\(text)")
    }

    @Test func theOrderOfDayAndMonthIsTheMappings() {
        #expect(ValueRules(dateOrder: .dayFirst).date(.text("03/04/2019")).value?.description == "2019-04-03")
        #expect(ValueRules(dateOrder: .monthFirst).date(.text("03/04/2019")).value?.description == "2019-03-04")
        #expect(ValueRules(dateOrder: .dayFirst).date(.text("31.3.19")).value?.description == "2019-03-31")
        #expect(ValueRules(dateOrder: .monthFirst).date(.text("31/03/2019")).diagnostic?.code == "LT4041")
    }

    @Test func periodsStandForTheirEdgeAndFiscalYearsNeedAnEnd() {
        let first = ValueRules(periodEdge: .first, fiscalYearEnd: .init(month: 3, day: 31))
        #expect(first.date(.text("2018-19")).value?.description == "2018-04-01")
        #expect(first.date(.text("2018年")).value?.description == "2018-01-01")
        #expect(first.date(.text("2020-21 (Q4)")).value?.description == "2021-01-01")
        #expect(ValueRules().date(.text("2018-19")).diagnostic?.code == "LT4045" && ValueRules().date(.text("2018-19")).isFault)
        let doubtful = rules.date(.text("2011-12"))
        #expect(doubtful.value?.description == "2012-03-31" && doubtful.diagnostic?.code == "LT4045" && !doubtful.isFault)
        #expect(ValueRules().date(.text("2011-12")).value?.description == "2011-12-31")
    }

    @Test func numbersInDateColumnsAreSerialsYearsOrPlainDates() {
        #expect(rules.date(.number("43556")).value?.description == "2019-04-01")
        #expect(rules.date(.number("20190401")).value?.description == "2019-04-01")
        #expect(rules.date(.number("2019")).value?.description == "2019-12-31")
        let slip = rules.date(.text("July 18, 1905"))
        #expect(slip.isFault && slip.diagnostic?.code == "LT4049" && slip.diagnostic?.arguments["year"] == "2026")
        let old = rules.date(.text("1 May 1898"))
        #expect(old.value?.description == "1898-05-01" && old.diagnostic?.code == "LT4044")
        #expect(rules.date(.number("-5")).isFault && rules.date(.number("9999999")).isFault)
    }

    @Test func answersAreReadInThreeLanguages() {
        #expect(["是", "有", "Yes", "TRUE", "1", "Ｙ"].allSatisfy { rules.bool(.text($0)).value == true })
        #expect(["否", "無", "No", "false", "0"].allSatisfy { rules.bool(.text($0)).value == false })
        #expect(rules.bool(.text("maybe")).diagnostic?.code == "LT4047")
    }

    @Test func noTextStopsTheParsers() {
        var random = SeededGenerator(seed: 99)
        let pieces = [
            "2019", "99999999", "-", "/", ".", ",", "年", "月", "日", "Q", "q1", "FY", "fiscal", "mar", "(", ")", "%", "万", "亿", "e", "E99",
            "¥", "$", " ", ":",
            "0", "31", "民國", "第", "季", "一", "'", "+", "\u{0}", "９", "😀", "--", "1e400", "上午",
        ]
        var read = 0
        for _ in 0..<50_000 {
            let text = (0..<Int.random(in: 0...7, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            for cell in [Cell.text(text), Cell(.number(text), original: text)] {
                if rules.date(cell).value != nil { read += 1 }
                if rules.money(cell, currency: .cny, power: 12).value != nil { read += 1 }
                if rules.integer(cell).value != nil { read += 1 }
                if rules.bool(cell).value != nil { read += 1 }
            }
        }
        #expect(read > 1000)
    }
}
