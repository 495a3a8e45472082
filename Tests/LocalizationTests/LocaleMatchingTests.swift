import Kernel
import Localization
import Testing

@Suite struct LocaleMatchingTests {
    @Test(arguments: [
        ("zh-TW", LocaleTag.zhHant), ("zh-HK", .zhHant), ("zh-MO", .zhHant), ("zh-Hant", .zhHant), ("zh_Hant_TW", .zhHant),
        ("ZH-tw", .zhHant),
        ("zh", .zhHans), ("zh-CN", .zhHans), ("zh-SG", .zhHans), ("zh-Hans", .zhHans), ("zh-Hans-HK", .zhHans), ("zh-Hant-CN", .zhHant),
        ("yue-HK", .zhHant), ("en", .en), ("en-GB", .en), ("EN-us", .en),
    ]) func aTagMeansALanguage(_ tag: String, _ locale: LocaleTag) {
        #expect(LocaleTag(matching: tag) == locale)
    }

    @Test(arguments: ["", "-", "fr", "english", "z", "*", "zhx"]) func otherTagsMeanNone(_ tag: String) {
        #expect(LocaleTag(matching: tag) == nil)
    }

    @Test(arguments: [
        ("zh-TW,zh;q=0.9,en;q=0.8", LocaleTag.zhHant), ("en;q=0.5, zh-CN;q=0.9", .zhHans), ("fr, de;q=0.9, en;q=0.1", .en),
        ("zh-CN;q=0, en;q=0.1", .en), ("en, zh-TW", .en), ("en;q=0.8,zh-TW;q=0.8", .en), ("*", .zhHant), ("fr,*;q=0.1", .zhHant),
        ("en;q=2,zh-CN;q=0.2", .zhHans), ("en ; Q=0.1 , zh-HK ; q=0.2", .zhHant),
    ]) func theBestOfAHeaderIsTheHighestQualityThenTheFirst(_ header: String, _ locale: LocaleTag) {
        #expect(LocaleTag.best(of: header) == locale)
    }

    @Test func settingOutranksCookieOutranksHeader() {
        #expect(LocaleTag.preferred(setting: .en, cookie: "zh-CN", acceptLanguage: "zh-TW") == .en)
        #expect(LocaleTag.preferred(setting: nil, cookie: "zh-CN", acceptLanguage: "zh-TW") == .zhHans)
        #expect(LocaleTag.preferred(setting: nil, cookie: "xx", acceptLanguage: "en") == .en)
        #expect(LocaleTag.preferred(setting: nil, cookie: nil, acceptLanguage: "fr") == .zhHant)
        #expect(LocaleTag.preferred(setting: nil, cookie: nil, acceptLanguage: nil) == .zhHant)
    }
}
