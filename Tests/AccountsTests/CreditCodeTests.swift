import Accounts
import Testing

@Suite struct CreditCodeTests {
    @Test(arguments: ["9144030071526726XG", "914403001922038216", "91330100799655058B", "91110000802100433B", " 9133 0100 7996 5505 8b "])
    func readsCodesInUse(text: String) throws {
        let code = try #require(CreditCode(text))
        #expect(code.text.utf8.count == 18 && CreditCode(code.text) == code)
    }

    @Test(arguments: ["914403001922038217", "9144030071526726X", "9144030071526726XGG", "914403O071526726XG", "", "９１３３０１００７９９６５５０５８Ｂ"])
    func refusesWhatTheCheckCharacterOrAlphabetDoesNotAllow(text: String) { #expect(CreditCode(text) == nil) }

    /// Weights are prime to 31, so no single wrong character and no swap of neighbours passes.
    @Test func noSlipOfOneCharacterOrOneSwapPasses() {
        let code = Array("91330100799655058B")
        for index in code.indices {
            for other in "0123456789ABCDEFGHJKLMNPQRTUWXY" where other != code[index] {
                var wrong = code
                wrong[index] = other
                #expect(CreditCode(String(wrong)) == nil)
            }
            if index + 1 < code.count, code[index] != code[index + 1] {
                var swapped = code
                swapped.swapAt(index, index + 1)
                #expect(CreditCode(String(swapped)) == nil)
            }
        }
    }
}
