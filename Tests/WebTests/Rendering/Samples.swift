import Kernel
import Localization

@testable import Web

/// A made-up afternoon in 瀾川市, for the tests that look at pages.
struct Samples {
    let words: Phrases
    static let today = CivilDate(daysSince1970: 20_777)
    static let now = Instant(microseconds: 1_795_144_500_000_000)

    /// One text of three, by the language of the sample.
    func say(_ hans: String, _ hant: String, _ en: String) -> String {
        switch words.locale {
        case .zhHans: hans
        case .zhHant: hant
        case .en: en
        }
    }

    var city: String { say("澜川市", "瀾川市", "Lanchuan") }
    var sjj: String { say("澜川市数据局", "瀾川市數據局", "Lanchuan Data Bureau") }
    var jtj: String { say("澜川市交通运输局", "瀾川市交通運輸局", "Lanchuan Transport Bureau") }
    var wjw: String { say("澜川市卫生健康委员会", "瀾川市衛生健康委員會", "Lanchuan Health Commission") }
    var swj: String { say("澜川市水务局", "瀾川市水務局", "Lanchuan Water Bureau") }
    var signal: String { say("城市交通信号协同控制二期", "城市交通信號協同控制二期", "Coordinated traffic signals, phase 2") }

    var navigation: [NavigationItem] {
        Destination.allCases.map {
            NavigationItem(
                $0, href: "/\($0.rawValue)", isCurrent: $0 == .projects, count: $0 == .desk ? "7" : $0 == .orders ? "3" : nil, words: words)
        }
    }

    func context(title: String, signedIn: Bool = true) -> PageContext {
        var context = PageContext(
            words: words, person: signedIn ? SignedInPerson(name: say("陆文清", "陸文清", "Lu Wenqing"), unit: sjj) : nil,
            navigation: signedIn ? navigation : [], csrfToken: "csrf-sample", path: "/projects", place: city, now: Self.now,
            flash: Flash(.success, say("已保存 3 处修改。", "已保存 3 處修改。", "3 changes saved.")),
            watermark: signedIn
                ? say("陆文清 数据局 2026-11-20 16:35", "陸文清 數據局 2026-11-20 16:35", "Lu Wenqing · Data Bureau · 2026-11-20 16:35") : nil)
        context = context.titled(
            title,
            breadcrumb: [
                Crumb(words("shell.nav.projects"), href: "/projects"),
                Crumb(say("2026 年度", "2026 年度", "Year 2026"), href: "/projects?year=2026"),
                Crumb(title),
            ],
            thread: thread)
        return context
    }

    var thread: ThreadStrip {
        ThreadStrip([
            .init(.clause, title: say("C07 智慧交通", "C07 智慧交通", "C07 Smart mobility"), href: "/clauses/7", words: words),
            .init(.goal, title: say("主干路平均车速提升 12%", "主幹路平均車速提升 12%", "Arterial speed up 12%"), href: "/goals/8", words: words),
            .init(.order, title: say("早晚高峰治堵专项", "早晚高峰治堵專項", "Rush-hour congestion"), href: "/orders/11", count: 3, words: words),
            .init(.project, title: signal, href: "/projects/9", isCurrent: true, words: words),
            .init(.system, title: say("交通信号控制平台", "交通信號控制平台", "Signal control platform"), href: "/systems/4", words: words),
            .init(.data, title: nil, words: words),
            .init(.indicator, title: say("高峰拥堵指数", "高峰擁堵指數", "Peak congestion index"), href: "/indicators/2", words: words),
        ])
    }

    var clause: ClauseChip {
        ClauseChip(
            number: "C07", title: say("第二章第七条 智慧交通", "第二章第七條 智慧交通", "Chapter 2, article 7: smart mobility"),
            text: say(
                "2028 年底前，主干路信号协同控制覆盖率达到 90%，高峰平均车速提升 12%。", "2028 年底前，主幹路信號協同控制覆蓋率達到 90%，高峰平均車速提升 12%。",
                "By the end of 2028 coordinated signals cover 90 % of arterial roads and peak speed rises by 12 %."),
            href: "/clauses/7")
    }

    func evidence(_ subject: String, exact: String? = nil) -> Evidence {
        Evidence(
            subject: subject,
            definition: say(
                "在建项目本年度批复金额之和，不含结转。", "在建項目本年度批覆金額之和，不含結轉。",
                "Sum of this year's approved amounts of projects in delivery, without carry-over."),
            asOf: words.date(Self.today), exact: exact,
            sources: [Fact(say("来源", "來源", "Source"), say("财评批复 14 份", "財評批覆 14 份", "14 finance reviews"), href: "/files?set=14")],
            href: "/projects?stage=delivery")
    }

    func money(_ tenThousands: Double) -> Money { Money(tenThousands: tenThousands) ?? Money(minor: 0, currency: .cny) }
}
