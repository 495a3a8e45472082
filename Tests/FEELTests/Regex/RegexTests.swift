import FEEL
import Testing

@Suite("Regular expressions")
struct RegexTests {
    func matches(_ text: String, _ pattern: String, _ flags: String = "") throws -> Bool {
        var budget = FEELRegex.Budget()
        return try FEELRegex(pattern, flags: flags).matches(text, &budget)
    }

    func replace(_ text: String, _ pattern: String, _ replacement: String, _ flags: String = "") throws -> String {
        var budget = FEELRegex.Budget()
        return try FEELRegex(pattern, flags: flags).replacing(text, with: replacement, &budget)
    }

    func reason(_ body: () throws -> Void) -> FEELRegexError? {
        do {
            try body()
            return nil
        } catch let error as FEELRegexError {
            return error
        } catch {
            return nil
        }
    }

    @Test(
        "a pattern is found anywhere in a text",
        arguments: [
            ("abracadabra", "bra", ""), ("abracadabra", "^a.*a$", ""), ("\nabcd\ndefg\n", "^$", "m"), ("abcd\n\ndefg\n ", "^$", "m"),
            ("abc", "ABC", "i"),
            ("abZ", "^[A-Z]*$", "i"), ("\u{212A}", "k", "i"), ("\u{212A}", "[A-Z]", "i"), ("X", "[A-Z-[OI]]", "i"),
            ("hello world", "hello\\ sworld", "x"),
            ("hello world", " hello[ ]world", "x"), ("hello world", "^\\p{ I s B a s i c L a t i n }+$", "x"), ("aA", "(a)\\1", "i"),
            ("评分高", "^\\p{Lo}{3}$", ""),
            ("评分高", "^\\p{IsCJKUnifiedIdeographs}+$", ""), ("x12", "^\\i\\c*$", ""), ("١", "^\\d$", ""), ("a\nb", "a.b", "s"),
            ("a.b", "a.b", "q"),
            ("(A", "(a", "qi"), ("abab", "^(?:ab){2}$", ""), ("aaa", "^a{2,}$", ""), ("", "^(a*)*$", ""), ("aaab", "^(a|b*)*$", ""),
            ("abcabc", "^(abc)\\1$", ""),
            ("aab", "^(a)?\\1b$", ""), ("aa0", "^(a)\\10$", ""), ("a-b", "^[a\\-b]+$", ""), ("a-", "^[a-]+$", ""), ("-", "[0-9-.]", ""),
            ("\u{1F600}", "^.$", ""), ("a", "a|", ""),
            ("xaaay", "a{3}", ""), ("ab", "^a??b", ""),
        ])
    func found(_ text: String, _ pattern: String, _ flags: String) throws { #expect(try matches(text, pattern, flags)) }

    @Test(
        "what does not match is not found",
        arguments: [
            ("q", "[^Q]", "i"), ("O", "[A-Z-[OI]]", "i"), ("i", "[A-Z-[OI]]", "i"), ("Mary\rJones", "Mary.Jones", ""), ("a\nb", "a.b", ""),
            ("a", "a[^b]", ""),
            ("abc", "^b", ""), ("a\nb", "^b", ""), ("a\n", "\\n^", "m"), ("axb", "a.b", "q"), ("a", "\\p{Lu}", "i"), ("_", "\\W\\w", ""),
            ("abcabd", "^(abc)\\1$", ""),
            ("aaaa", "^a{1,3}$", ""),
        ])
    func missed(_ text: String, _ pattern: String, _ flags: String) throws { #expect(try !matches(text, pattern, flags)) }

    @Test(
        "a wrong pattern is refused where it is wrong",
        arguments: [
            ("(.)\\3", 3, FEELRegexError.Reason.unknownGroup), ("\\3", 0, .unknownGroup), ("(a\\1)", 2, .unknownGroup),
            ("(asd)[asd\\1]", 9, .unknownEscape),
            ("1[asd\\0]", 5, .unknownEscape), ("\\p{ IsBasicLatin}+", 0, .unknownCategory), ("ab(c", 2, .unfinished),
            ("ab)c", 2, .unexpected), ("*a", 0, .unexpected),
            ("a**", 2, .unexpected), ("a{2,1}", 1, .invalidQuantifier), ("a{,2}", 1, .invalidQuantifier), ("a{x}", 1, .invalidQuantifier),
            ("a{2", 3, .unfinished), ("[]", 1, .unexpected), ("[a", 0, .unfinished),
            ("[z-a]", 1, .invalidRange), ("[a-\\d]", 1, .invalidRange), ("\\q", 0, .unknownEscape), ("a\\", 1, .unfinished),
            ("a]", 1, .unexpected), ("(?=a)", 2, .unexpected),
            ("a{99999999}", 1, .invalidQuantifier), ("\\p{Xx}", 0, .unknownCategory), ("[a[b]]", 2, .unexpected),
        ])
    func refused(_ pattern: String, _ offset: Int, _ expected: FEELRegexError.Reason) {
        let error = reason { _ = try FEELRegex(pattern) }
        #expect(error?.reason == expected)
        #expect(error?.offset == offset)
    }

    @Test("flags are those of XPath", arguments: [" ", "X", "g", "ip"])
    func flags(_ flags: String) { #expect(reason { _ = try FEELRegex("a", flags: flags) }?.reason == .unknownFlag) }

    @Test(
        "replacing",
        arguments: [
            ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "", "[1=ab][2=]cd"), ("foobar", "^fo*b*", "#", "", "#ar"),
            ("abracadabra", "a.*?a", "*", "", "*c*bra"),
            ("abracadabra", "a(.)", "a$1$1", "", "abbraccaddabbra"), ("AAAA", "A+?", "b", "", "bbbb"),
            ("darted", "^(.*?)d(.*)$", "$1c$2", "", "carted"),
            ("abc", ".^[d-z]*", "smix", "", "abc"), ("a.b", ".", "$1\\", "q", "a$1\\b"), ("ab", "(a)", "$10$2\\$\\\\$0", "", "a0$\\ab"),
            ("abc", "b", "", "", "ac"),
            ("一二三", "(二)", "[$1]", "", "一[二]三"),
        ])
    func replaced(_ text: String, _ pattern: String, _ replacement: String, _ flags: String, _ result: String) throws {
        #expect(try replace(text, pattern, replacement, flags) == result)
    }

    @Test("a replacement must be well formed, and something must be there to replace")
    func refusedReplacements() {
        for replacement in ["$", "$x", "\\", "\\n"] {
            #expect(reason { _ = try replace("abc", "b", replacement) }?.reason == .invalidReplacement)
        }
        for pattern in ["a*", "x?", "", "^", "$", "()"] {
            #expect(reason { _ = try replace("abc", pattern, "-") }?.reason == .matchesEmpty)
        }
    }

    @Test(
        "splitting",
        arguments: [
            ("John Doe", "\\s", ["John", "Doe"]), ("a;b;c;;", ";", ["a", "b", "c", "", ""]), ("", ";", []), ("abc", ";", ["abc"]),
            ("a1b22c", "\\d+", ["a", "b", "c"]),
        ])
    func split(_ text: String, _ pattern: String, _ parts: [String]) throws {
        var budget = FEELRegex.Budget()
        #expect(try FEELRegex(pattern).split(text, &budget) == parts)
    }

    @Test("patterns that explode elsewhere stay within text × pattern")
    func linear() throws {
        var budget = FEELRegex.Budget(steps: 100_000)
        let text = String(repeating: "a", count: 200) + "!"
        for pattern in ["^(a+)+$", "^(a|aa)+$", "^(a*)*$", "^(.*)(.*)(.*)(.*)x$", "(a?){50}a{50}b"] {
            budget.steps = 100_000
            #expect(try !FEELRegex(pattern).matches(text, &budget))
        }
    }

    @Test("the budget ends what back-references let explode, and what would grow without end")
    func budgets() throws {
        var budget = FEELRegex.Budget(steps: 50_000, length: 1_000)
        let text = String(repeating: "a", count: 100)
        #expect(reason { _ = try FEELRegex("^(a+)+(b)?\\2!$").matches(text, &budget) }?.reason == .tooManySteps)
        #expect(budget.steps == 0)
        budget.steps = 50_000
        #expect(reason { _ = try FEELRegex("a").replacing(text, with: "0123456789ABCDEF", &budget) }?.reason == .tooLong)
        #expect(reason { _ = try FEELRegex("((a{1000}){1000}){1000}") }?.reason == .tooLarge)
        #expect(reason { _ = try FEELRegex(String(repeating: "(", count: 5_000)) }?.reason == .tooLarge)
        #expect(reason { _ = try FEELRegex(String(repeating: "[a-", count: 5_000)) }?.reason == .tooLarge)
    }

    @Test("no pattern, text or replacement crashes, and what matches nowhere is replaced nowhere")
    func noise() {
        var random = SplitMix(seed: 11)
        let alphabet = Array("ab-[]^$.*+?{}()|\\123,pPdLIs:iQ评\n ".unicodeScalars)
        func text(_ longest: Int) -> String {
            var text = ""
            for _ in 0..<Int(random.next() % UInt64(longest)) {
                text.unicodeScalars.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
            }
            return text
        }
        var compiled = 0
        for _ in 0..<20_000 {
            guard let pattern = try? FEELRegex(text(14), flags: ["", "i", "m", "s", "x", "mi"][Int(random.next() % 6)]) else { continue }
            compiled += 1
            var budget = FEELRegex.Budget(steps: 5_000)
            let subject = text(20)
            guard let found = try? pattern.matches(subject, &budget) else { continue }
            if let replaced = try? pattern.replacing(subject, with: "", &budget) {
                #expect(found ? replaced.unicodeScalars.count <= subject.unicodeScalars.count : replaced == subject)
            }
            _ = try? pattern.split(subject, &budget)
        }
        #expect(compiled > 1_000)
    }
}
