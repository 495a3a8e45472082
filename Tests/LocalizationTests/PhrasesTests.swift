import Kernel
import Localization
import Testing

@Suite struct PhrasesTests {
    let hant: Phrases
    let hans: Phrases
    let en: Phrases

    init() throws {
        let catalogue = try Catalogue.bundled()
        (hant, hans, en) = (catalogue.phrases(.zhHant), catalogue.phrases(.zhHans), catalogue.phrases(.en))
    }

    @Test func integersAreGroupedByThousands() {
        #expect(hant.number(0) == "0")
        #expect(hant.number(999) == "999")
        #expect(hant.number(1_000) == "1,000")
        #expect(hant.number(-1_234_567) == "−1,234,567")
        #expect(hant.number(Int64.min) == "−9,223,372,036,854,775,808")
        #expect(hant.number(Int64.max) == "9,223,372,036,854,775,807")
    }

    @Test func decimalsRoundHalfAwayFromZeroAndZeroHasNoSign() {
        #expect(en.number(1.25, decimals: 1) == "1.3")
        #expect(en.number(-1.25, decimals: 1) == "−1.3")
        #expect(en.number(-0.04, decimals: 1) == "0.0")
        #expect(en.number(12_345.678, decimals: 2) == "12,345.68")
        for value in [Double.nan, .infinity, -.infinity, 1e300] { #expect(en.number(value, decimals: 2) == "–") }
    }

    @Test func aGroupedNumberKeepsItsDigits() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let value = Int64.random(in: .min ... .max, using: &generator)
            #expect(Int64(hant.number(value).replacing(",", with: "").replacing("−", with: "-")) == value)
        }
    }

    @Test func countsStopAtTenThousand() {
        #expect(en.count(10_000) == "10,000")
        #expect(en.count(10_001) == "10,000+")
    }

    @Test func percentagesTakeARatio() {
        #expect(en.percent(0.873, decimals: 1) == "87.3%")
        #expect(en.percent(0.5) == "50%")
        #expect(en.percent(-0.004) == "0%")
    }

    @Test func yuanAreTenThousandsInChineseAndMillionsInEnglish() throws {
        let money = try #require(Money(tenThousands: 1234.5))
        #expect(hant.money(money) == "1,234.5 萬元")
        #expect(hans.money(money) == "1,234.5 万元")
        #expect(en.money(money) == "CNY 12.35 m")
        #expect(hant.exactMoney(money) == "12,345,000.00 元")
        #expect(en.exactMoney(money) == "CNY 12,345,000.00")
    }

    @Test func otherCurrenciesAreMillions() throws {
        let pounds = Money(minor: -1_234_500_000, currency: .gbp)
        #expect(hant.money(pounds) == "−12.35 百萬英鎊")
        #expect(hans.money(pounds) == "−12.35 百万英镑")
        #expect(en.money(pounds) == "GBP −12.35 m")
        let yen = Money(minor: 12_345_678, currency: try #require(Currency(code: "JPY")))
        #expect(en.money(yen) == "JPY 12.35 m")
        #expect(hant.exactMoney(yen) == "12,345,678 日圓")
        #expect(hant.money(Money(minor: 5, currency: try #require(Currency(code: "XAF")))) == "0.00 百萬XAF")
    }

    @Test func theLargestAmountsAreWrittenToo() {
        #expect(hant.moneyAmount(Money(minor: .min, currency: .cny)) == "−9,223,372,036,854.8")
        #expect(hant.moneyAmount(Money(minor: .max, currency: .cny)) == "9,223,372,036,854.8")
        #expect(hant.moneyAmount(Money(minor: 49_999, currency: .cny)) == "0.0")
        #expect(hant.moneyAmount(Money(minor: 50_000, currency: .cny)) == "0.1")
    }

    @Test func datesReadAsTheLanguageWritesThem() throws {
        let date = try #require(CivilDate(iso: "2026-11-03"))
        #expect(hant.date(date) == "2026年11月3日")
        #expect(en.date(date) == "3 November 2026")
        #expect(hans.month(date) == "2026年11月")
        #expect(en.month(date) == "November 2026")
        #expect(hant.shortDate(date) == "2026-11-03")
        #expect(hant.weekday(date) == "星期二")
        #expect(en.weekday(date) == "Tuesday")
    }

    @Test func aMomentIsWrittenOnTheWallClock() {
        let moment = Instant(microseconds: 1_795_190_400_000_000)
        #expect(moment.iso8601 == "2026-11-20T16:00:00.000000Z")
        #expect(hant.time(moment) == "2026-11-21 00:00")
        #expect(hant.time(moment, offsetMinutes: 0, seconds: true) == "2026-11-20 16:00:00")
    }

    @Test func daysFromTodayAreWords() {
        let today = CivilDate(daysSince1970: 20_000)
        let written = [-2, -1, 0, 1, 2].map { hant.relative(today.adding(days: $0), today: today) }
        #expect(written == ["2 天前", "昨天", "今天", "明天", "2 天後"])
        #expect(en.relative(today.adding(days: -1_000), today: today) == "1,000 days ago")
    }

    @Test func deadlinesCountDownAndThenUp() {
        let today = CivilDate(daysSince1970: 20_000)
        #expect(hant.deadline(today.adding(days: 3), today: today) == "還剩 3 天")
        #expect(hant.deadline(today, today: today) == "今天到期")
        #expect(en.deadline(today.adding(days: -1), today: today) == "1 day overdue")
    }

    @Test func lengthsOfTimeAndSizesAreRounded() {
        #expect(en.duration(seconds: -5) == "0 seconds")
        #expect(hant.duration(seconds: 95) == "2 分鐘")
        #expect(en.duration(seconds: 7_200) == "2 hours")
        #expect(en.fileSize(812) == "812 B")
        #expect(en.fileSize(4_096_000) == "4.1 MB")
        #expect(en.fileSize(999_999) == "1.0 MB")
        #expect(en.fileSize(-1) == "0 B")
    }

    @Test func anErrorWithoutASentenceOfItsOwnIsToldByItsCategory() {
        let text = hant.error(AppError("LT1999", .notFound, clause: "C1"))
        #expect(text.sentence == "找不到這一頁或這條記錄")
        #expect(!text.hint.isEmpty)
        #expect(text.code == "LT1999")
        #expect(text.clause == "C1")
        let own = en.error(AppError("LT5501", .internal, ["template": "x/y"]))
        #expect(own.sentence == "The page has no template: x/y")
    }

    @Test func everyCategoryHasASentenceAndAHint() {
        for category in AppError.Category.allCases {
            for words in [hant, hans, en] {
                let text = words.error(AppError("LT0000", category))
                #expect(!text.sentence.contains("⟦"))
                #expect(!text.hint.contains("⟦"))
            }
        }
    }

    @Test func aDiagnosticNamesItsPlace() {
        let full = hant.diagnostic(Diagnostic(.error, "x", file: "a.csv", line: 12, column: "金額"))
        #expect(full.place == "a.csv:12 · 金額")
        #expect(hant.diagnostic(Diagnostic(.error, "x", line: 3)).place == "第 3 行")
        #expect(en.diagnostic(Diagnostic(.error, "x", column: "amount")).place == "amount")
        #expect(en.diagnostic(Diagnostic(.error, "x")).place == nil)
    }
}
