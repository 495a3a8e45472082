import FEEL
import Testing

@Suite struct LanguageTests {
    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("-3 ** 2", "9"), ("3 ** 4 ** 2", "6561"), ("10 - -5", "15"), ("1 - 2 - 3", "-4"),
        ("\"a\" + \"b\"", "\"ab\""), ("if 1 < 2 then \"yes\" else \"no\"", "\"yes\""), ("null = null", "true"), ("not(true)", "false"),
        ("[1, 2, 3][2]", "2"), ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][item > 1]", "[2, 3]"), ("for i in 1..3 return i * i", "[1, 4, 9]"),
        ("for i in 3..1 return i", "[3, 2, 1]"), ("some x in [1, 2] satisfies x > 1", "true"),
        ("every x in [1, 2] satisfies x > 1", "false"),
        ("{a: 1, b: a + 1}.b", "2"), ("[{x: 1}, {x: 2}].x", "[1, 2]"), ("5 in [1..10]", "true"), ("5 in (> 5)", "false"),
        ("5 in (1, 5, 9)", "true"), ("(function(a, b) a - b)(3, 1)", "2"), ("(function(a, b) a - b)(b: 3, a: 1)", "-2"),
        ("[1..10[.end included", "false"), ("1 between 0 and 2 and true", "true"),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
    ])
    func `expressions have the values of the standard`(_ source: String, _ expected: String) throws {
        #expect(try feel(source) == expected)
    }

    @Test func `names may contain spaces, symbols and Chinese`() throws {
        #expect(try feel("a-b + 1", [("a-b", 5), ("a", 1), ("b", 2)]) == "6")
        #expect(try feel("Student's name + \"!\"", [("Student's name", "A")]) == "\"A!\"")
        #expect(try feel("评分 >= 80 and 预算 < 500", [("评分", 85), ("预算", 400)]) == "true")
        #expect(try feel("评分＞８０", [("评分", 85)]) == "true")
        #expect(try feel("面积（平方米）× 2", [("面积（平方米）", 10)]) == "20")
    }
}
