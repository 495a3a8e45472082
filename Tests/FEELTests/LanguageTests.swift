import FEEL
import Testing

@Suite struct LanguageTests {
    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("-3 ** 2", "9"), ("3 ** 4 ** 2", "6561"), ("10 - -5", "15"), ("1 - 2 - 3", "-4"),
        ("--5", "5"), ("10 / 4", "2.5"), ("2 ** -1", "0.5"), ("1.23e2", "123"), (".5 + .5", "1.0"), ("\"a\" + \"b\"", "\"ab\""),
        ("0.1 + 0.2 = 0.3", "true"), ("1/3*3", "0.9999999999999999999999999999999999"), ("-(function(a) a)(10)", "-10"),
    ])
    func `arithmetic is decimal and follows the standard's precedence`(_ source: String, _ expected: String) throws {
        #expect(try feel(source) == expected)
    }

    @Test(arguments: [
        ("if 1 < 2 then \"yes\" else \"no\"", "\"yes\""), ("if null then 1 else 2", "2"), ("if \"x\" then 1 else 2", "2"),
        ("if false then 1 else if false then 2 else if true then 3 else 4", "3"), ("not(true)", "false"), ("not(null)", "null"),
        ("true and null", "null"), ("false and null", "false"), ("true or 123", "true"), ("false or null", "null"),
        ("123 and true", "null"),
        ("null = null", "true"), ("null != 1", "true"), ("1 = 1.0", "true"), ("[1, [2]] = [1, [2]]", "true"),
        ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
        ("\"b\" > \"a\"", "true"), ("\"Z\" < \"a\"", "true"), ("\"\u{1F40E}\" > \"\u{FFFD}\"", "true"),
        ("1 between 0 and 2 and true", "true"),
        ("[] = []", "true"), ("[] = null", "false"), ("true != false", "true"),
    ])
    func `conditions know true, false and null`(_ source: String, _ expected: String) throws {
        #expect(try feel(source) == expected)
    }

    @Test(arguments: [
        ("[1, 2, 3][2]", "2"), ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][4]", "null"), ("[1, 2, 3][0]", "null"), ("100[1]", "100"),
        ("100[true]", "[100]"),
        ("null[1]", "null"), ("[1, 2, 3][item > 1]", "[2, 3]"), ("[1, 2, 3][even(item)]", "[2]"), ("[{x: 1}, {x: 2}][x = 2]", "[{x: 2}]"),
        ("[{x: 1}, {x: 2}].x", "[1, 2]"), ("[{x: 1}, {y: 2}].x", "[1, null]"), ("[{item: 1}, {item: 2}][item >= 2]", "[{item: 2}]"),
        ("[{x: 1}, {y: 2}][y > 1]", "[{y: 2}]"), ("[[1, 2], [3]][count(item) = 1]", "[[3]]"), ("[1, 2, 3][if true then 2 else 1]", "2"),
        ("{a: 1, b: a + 1}.b", "2"), ("{\"a b\": 1}.a b", "1"), ("{a: {b: {c: 1}}}.a.b.c", "1"),
        ("{x: 5, y: [1, 5, 9][item > x]}.y", "[9]"),
        ("[{a: 1, l: [1, 2]}, {a: 2, l: [3]}][a = 1].l", "[[1, 2]]"),
        ("[{a: [{b: 1}, {b: 2}]}][some z in a satisfies z.b = 2].a", "[[{b: 1}, {b: 2}]]"),
        ("[1, 2, 3, 4][item > 1][item < 4]", "[2, 3]"),
    ])
    func `lists, filters and contexts`(_ source: String, _ expected: String) throws {
        #expect(try feel(source) == expected)
    }

    @Test(arguments: [
        ("for i in 1..3 return i * i", "[1, 4, 9]"), ("for i in 3..1 return i", "[3, 2, 1]"), ("for i in 1..1 return i", "[1]"),
        ("for i in [1, 2], j in [10, 20] return i + j", "[11, 21, 12, 22]"), ("for i in [[1, 2], [3]], j in i return j", "[1, 2, 3]"),
        ("for i in [1..3] return i", "[1, 2, 3]"), ("for i in (1..4) return i", "[2, 3]"), ("for i in [1..4) return i", "[1, 2, 3]"),
        ("for i in @\"2024-02-28\"..@\"2024-03-01\" return i", "[@\"2024-02-28\", @\"2024-02-29\", @\"2024-03-01\"]"),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"), ("for i in [] return i", "[]"),
        ("for i in 5 return i", "[5]"),
        ("for x in [1, 2] return for y in [x, x * 10] return y", "[[1, 10], [2, 20]]"), ("some x in [1, 2] satisfies x > 1", "true"),
        ("every x in [1, 2] satisfies x > 1", "false"), ("every x in [] satisfies false", "true"), ("some x in [] satisfies true", "false"),
        ("some x in [1, 2], y in [3, 4] satisfies x * y = 8", "true"), ("every x in 1..3 satisfies x > 0", "true"),
        ("some x in [null] satisfies x", "null"), ("count(for i in 1..100, j in 1..100 return 0)", "10000"),
    ])
    func `iterations`(_ source: String, _ expected: String) throws {
        #expect(try feel(source) == expected)
    }

    @Test(arguments: [
        ("5 in [1..10]", "true"), ("5 in (> 5)", "false"), ("5 in >= 5", "true"), ("5 in (1, 5, 9)", "true"), ("5 in (< 3, > 4)", "true"),
        ("5 in [1, 5]", "true"), ("5 in !=5", "false"), ("1 in [[2..4], [1..3]]", "true"), ("[1..10[.end included", "false"),
        ("]1..10].start", "1"),
        ("(> 5).end", "null"), ("(>= 5).start included", "true"), ("[1..10) = [1..10[", "true"), ("(< 10) = (null..10)", "false"),
        ("(=10) = [10..10]", "false"),
        ("5 in [1..null]", "null"), ("\"b\" in [\"a\"..\"c\"]", "true"), ("[1, 2] in [[1, 2], [3]]", "true"), ("{r: [1..3]}.r.end", "3"),
        ("[1..3[ = [1..3)", "true"), ("[[1..3[, [2..4]][1].end included", "false"), ("for x in [1..3[ return x", "[1, 2]"),
        ("[1+1..2*3].end", "6"),
    ])
    func `ranges and membership`(_ source: String, _ expected: String) throws {
        #expect(try feel(source) == expected)
    }

    @Test(arguments: [
        ("(function(a, b) a - b)(3, 1)", "2"), ("(function(a, b) a - b)(b: 3, a: 1)", "-2"), ("(function() 5)()", "5"),
        ("{f: function(x) function(y) x + y, r: f(1)(2)}.r", "3"), ("{x: 10, f: function(a) a + x, r: f(1)}.r", "11"),
        ("(function(a: number) a)([5])", "5"), ("(function(a: list<number>) a)(5)", "[5]"), ("{f: sum, r: f(1, 2)}.r", "3"),
        ("(function(a: string) a)(1)", "null"), ("(function(f: function<number, number> -> number) f(1, 2))(sum)", "3"),
        ("(function(f: function<list<number>> -> number) f([1, 2]))(sum)", "3"),
        ("(function(f: function<number, number> -> number) f(1, 2))(sqrt)", "null"), ("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]"),
        ("for f in [abs, floor] return f(-1.5)", "[1.5, -2]"), ("(for i in 1..2 return function() i)[2]()", "2"),
    ])
    func `functions are values that keep what they saw`(_ source: String, _ expected: String) throws {
        #expect(try feel(source) == expected)
    }

    @Test(arguments: [
        ("1 instance of number", "true"), ("null instance of Any", "false"), ("null instance of Null", "true"),
        ("[1, 2] instance of list<number>", "true"),
        ("[1, \"a\"] instance of list<number>", "false"), ("[] instance of list<string>", "true"),
        ("{a: 1} instance of context<a: number>", "true"),
        ("{a: 1} instance of context<a: string>", "false"), ("{a: 1, b: 2} instance of context<a: number>", "true"),
        ("[1..2] instance of range<number>", "true"),
        ("@\"P1D\" instance of days and time duration", "true"), ("@\"P1Y\" instance of days and time duration", "false"),
        ("@\"2020-01-01\" instance of date and time", "false"), ("(function(a) a) instance of function<Any> -> Any", "true"),
        ("(function() \"x\") instance of function<> -> string", "true"), ("(function() 1) instance of function<> -> string", "false"),
        ("[1] instance of list", "null"),
    ])
    func `types are asked by their structure`(_ source: String, _ expected: String) throws {
        #expect(try feel(source) == expected)
    }

    @Test(arguments: [
        ("1 // end of line", "1"), ("/* before */ 1 + /* inside */ 2", "3"), ("\"a\\nb\"", "\"a\\nb\""), ("\"\\u4e2d\"", "\"中\""),
        ("\"\\U01F40E\"", "\"\u{1F40E}\""), ("\"\\ud83d\\udca9\"", "\"\u{1F4A9}\""), ("\"\\s\"", "\"\\\\s\""), ("\"\\\"\"", "\"\\\"\""),
    ])
    func `comments and escapes`(_ source: String, _ expected: String) throws {
        #expect(try feel(source) == expected)
    }
}
