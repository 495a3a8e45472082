import Kernel
import Testing

@Suite struct SearchTextTests {
    @Test func scriptsWidthsCasesAndAccentsFoldTogether() {
        #expect(SearchText.folded("政務雲ＩＰｖ６") == SearchText.folded("政务云ipv6"))
        #expect(SearchText.folded("Élan") == "elan")
        #expect(SearchText.folded("數據資源與臺賬") == SearchText.folded("数据资源与台账"))
    }

    @Test func chineseIsCutIntoBigramsWithTheLastCharacterAlone() {
        #expect(SearchText.tokens("政务云IPv6改造") == ["政务", "务云", "云", "ipv6", "改造", "造"])
        #expect(SearchText.tokens("HS2 (Phase 2a)") == ["hs2", "phase", "2a"])
        #expect(SearchText.indexed([]) == " " && SearchText.indexed(["政务", "政務"]) == " 政务 务 ")
    }

    @Test(arguments: [
        ("政务云", "市级政務雲扩容", true), ("政务", "政务", true), ("云", "政务云", true), ("务", "政务", true), ("政云", "政务云", false),
        ("政务云", "政务 云平台", false), ("政务云", "政务|务云", false), ("phas", "HS2 Phase 2a", true), ("hase", "HS2 Phase 2a", false),
        ("云 政务", "政务云", true),
    ])
    func aQueryFindsWhatTheTextContains(query: String, text: String, found: Bool) {
        #expect(SearchQuery(query).matches(SearchText.indexed([text])) == found)
    }

    @Test func everySubstringOfARunIsFound() {
        let text = Array("城市運行一網統管平台")
        for start in text.indices {
            for end in start..<text.count {
                #expect(SearchQuery(String(text[start...end])).matches(SearchText.indexed([String(text)])))
            }
        }
    }

    @Test func aQueryWithoutLettersIsEmpty() {
        #expect(SearchQuery("  %_\"* ").isEmpty)
        #expect(SearchQuery(String(repeating: "a b ", count: 500)).phrases.count <= 8)
    }

    @Test func namesOrderByPinyin() {
        let names = ["重点", "安全", "数据", "IPv6", "城市"]
        #expect(names.sorted { SearchText.sortKey($0) < SearchText.sortKey($1) } == ["安全", "城市", "IPv6", "数据", "重点"])
    }
}
