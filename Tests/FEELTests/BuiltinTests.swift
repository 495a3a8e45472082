import FEEL
import Testing

/// Each case: an expression and its value; `!` means null with an error.
@Suite struct BuiltinTests {
    private func check(_ source: String, _ expected: String) throws {
        let result = try answer(source)
        if expected == "!" {
            #expect(result.value.isNull && result.failed, "\(source) → \(result.value.literal)")
        } else {
            #expect(result.value.literal == expected, "\(source)")
        }
    }

    @Test(arguments: [
        ("abs(-1)", "1"), ("abs(n: -1)", "1"), ("abs(@\"-P1D\")", "@\"P1D\""), ("abs(@\"-P1Y\")", "@\"P1Y\""), ("abs([-2])", "2"),
        ("abs(@\"10:00:00\")", "!"),
        ("modulo(-12, 5)", "3"), ("modulo(12, -5)", "-3"), ("modulo(10.1, 4.5)", "1.1"), ("modulo(1, 0)", "!"), ("sqrt(16)", "4"),
        ("sqrt(-1)", "!"),
        ("sqrt(2)", "1.414213562373095048801688724209698"), ("log(1)", "0"), ("log(0)", "!"), ("exp(0)", "1"), ("odd(5)", "true"),
        ("odd(-2)", "false"),
        ("even(0)", "true"), ("odd(1.5)", "!"), ("decimal(1/3, 2)", "0.33"), ("decimal(2.5, 0)", "2"), ("decimal(1/3, 2.9)", "0.33"),
        ("decimal(1, 7000)", "!"),
        ("floor(-1.5)", "-2"), ("floor(-1.56, 1)", "-1.6"), ("floor(1.5, null)", "!"), ("ceiling(-1.5)", "-1"), ("ceiling(1.56, 1)", "1.6"),
        ("round up(5.5, 0)", "6"), ("round up(-1.126, 2)", "-1.13"), ("round down(-5.5, 0)", "-5"), ("round half up(2.5, 0)", "3"),
        ("round half up(-2.5, 0)", "-3"),
        ("round half down(2.5, 0)", "2"), ("round half down(-1.126, 2)", "-1.13"), ("round up(5.5)", "!"), ("round up(scale: 0)", "!"),
        ("round up(1, -6112)", "!"),
    ])
    func `numbers`(_ source: String, _ expected: String) throws { try check(source, expected) }

    @Test(arguments: [
        ("string length(\"\u{1F40E}ab\")", "3"), ("substring(\"foobar\", 3)", "\"obar\""), ("substring(\"foobar\", -2, 1)", "\"a\""),
        ("substring(\"foobar\", 3, 3.8)", "\"oba\""),
        ("substring(\"foobar\", 0)", "!"), ("substring(\"foobar\", 7)", "!"), ("substring(\"\\U01F40Eab\", 2)", "\"ab\""),
        ("substring(string: \"abc\", start position: 2)", "\"bc\""),
        ("upper case(\"aBc4ß\")", "\"ABC4SS\""), ("lower case(\"ÄB\")", "\"äb\""), ("substring before(\"foobar\", \"bar\")", "\"foo\""),
        ("substring before(\"foobar\", \"x\")", "\"\""),
        ("substring before(\"abc\", \"\")", "\"\""), ("substring after(\"foobar\", \"ob\")", "\"ar\""),
        ("substring after(\"abc\", \"\")", "\"abc\""), ("substring after(\"\", \"a\")", "\"\""),
        ("contains(\"數字化轉型\", \"轉型\")", "true"), ("contains(\"abc\", \"\")", "true"), ("contains(null, \"a\")", "!"),
        ("starts with(\"foobar\", \"fo\")", "true"),
        ("ends with(\"foobar\", \"ar\")", "true"), ("ends with(\"foobar\", \"x\")", "false"),
        ("string join([\"a\", null, \"c\"], \"-\")", "\"a-c\""), ("string join([])", "\"\""),
        ("string join([\"a\", 1])", "!"), ("string join(null)", "!"), ("string join(\"a\", \"X\")", "\"a\""),
        ("matches(\"foobar\", \"^fo*b\")", "true"), ("matches(\"ABC\", \"abc\", \"i\")", "true"),
        ("matches(\"a\", \"(\")", "!"), ("matches(\"a\", \"a\", \"z\")", "!"),
        ("matches(\"中文\", \"^\\p{IsCJKUnifiedIdeographs}+$\")", "true"), ("replace(\"banana\", \"a\", \"o\")", "\"bonono\""),
        ("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""), ("replace(\"a\", \"x*\", \"y\")", "!"),
        ("split(\"a;b;c;;\", \";\")", "[\"a\", \"b\", \"c\", \"\", \"\"]"),
        ("split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]"), ("split(\"a\")", "!"),
    ])
    func `texts`(_ source: String, _ expected: String) throws { try check(source, expected) }

    @Test(arguments: [
        ("list contains([1, null], null)", "true"), ("list contains([1, \"1\"], 2)", "false"), ("count([1, [2, 3]])", "2"),
        ("count([])", "0"), ("count(null)", "!"),
        ("min([3, 1, 2])", "1"), ("max(1, 2, 3)", "3"), ("max(\"a\", \"b\")", "\"b\""), ("min([])", "null"), ("max(1, \"a\")", "!"),
        ("max([@\"2020-01-01\", @\"2021-01-01\"])", "@\"2021-01-01\""),
        ("sum([1, 2, 3])", "6"), ("sum(1.1, 2.2)", "3.3"), ("sum([])", "null"), ("sum([1, null])", "!"),
        ("mean([6, 14, -3])", "5.666666666666666666666666666666667"), ("mean([])", "!"),
        ("median([6, 1, 2, 3])", "2.5"), ("median(8, 2, 5, 3, 4)", "4"), ("median([])", "null"), ("mode([6, 1, 9, 6, 1])", "[1, 6]"),
        ("mode([])", "[]"), ("mode([1, null])", "!"),
        ("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"), ("stddev([47])", "!"), ("product([2, 3, 4])", "24"),
        ("product([])", "!"), ("all([true, null])", "null"),
        ("all([false, null, true])", "false"), ("all([])", "true"), ("all(0)", "!"), ("any([false, null, true])", "true"),
        ("any([])", "false"), ("any(null, false)", "null"),
        ("sublist([4, 5, 6], 1, 2)", "[4, 5]"), ("sublist([4, 5, 6], -1)", "[6]"), ("sublist([4, 5, 6], 4)", "!"),
        ("sublist([4, 5, 6], 2, 3)", "!"), ("append([1], 2, 3)", "[1, 2, 3]"),
        ("append([1], null)", "[1, null]"), ("concatenate([1, 2], [3])", "[1, 2, 3]"), ("concatenate(1, [2])", "[1, 2]"),
        ("insert before([1, 3], 1, 2)", "[2, 1, 3]"),
        ("insert before([1, 3], 5, 2)", "!"), ("remove([1, 2, 3], 2)", "[1, 3]"), ("remove([1, 2, 3], 0)", "!"),
        ("list replace([1, 2, 3], -1, 4)", "[1, 2, 4]"),
        ("list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"),
        ("list replace([1], function(item) true, 5)", "!"), ("list replace([1], 2, 5)", "!"),
        ("reverse([1, 2, 3])", "[3, 2, 1]"), ("index of([1, 2, 3, 2], 2)", "[2, 4]"), ("index of([1, null], null)", "[2]"),
        ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("distinct values([1, 2, 1, null, null])", "[1, 2, null]"), ("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"),
        ("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"),
        ("sort([3, 1], function(x) true)", "!"), ("sort(list: [\"b\", \"a\"], precedes: function(x, y) x < y)", "[\"a\", \"b\"]"),
        ("sort([{n: 2}, {n: 1}], function(x, y) x.n < y.n).n", "[1, 2]"),
    ])
    func `lists`(_ source: String, _ expected: String) throws { try check(source, expected) }

    @Test(arguments: [
        ("get value({a: 1}, \"a\")", "1"), ("get value({a: null}, \"a\")", "null"), ("get value({}, \"a\")", "!"),
        ("get value(null, \"a\")", "!"), ("get value(m: {a: 1}, key: \"a\")", "1"),
        ("get entries({a: 1, b: 2})", "[{key: \"a\", value: 1}, {key: \"b\", value: 2}]"), ("get entries({})", "[]"),
        ("get entries([1])", "!"),
        ("context([{key: \"a\", value: 1}, {key: \"b\", value: null}])", "{a: 1, b: null}"), ("context([{key: \"a\"}])", "!"),
        ("context([])", "{}"), ("context({key: \"a\", value: 1})", "{a: 1}"),
        ("context put({x: 1}, \"y\", 2)", "{x: 1, y: 2}"), ("context put({x: 1}, \"x\", 2)", "{x: 2}"),
        ("context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)", "{x: 1, y: {a: 2}}"),
        ("context put({x: 1}, [\"x\", \"a\"], 2)", "!"), ("context put({}, [], 2)", "!"), ("context put({}, null, 2)", "!"),
        ("context put(context: {}, keys: [\"a\"], value: 2)", "{a: 2}"),
        ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"), ("context merge([])", "{}"), ("context merge([1])", "!"),
        ("is(1, 1.0)", "true"), ("is(@\"10:00:00Z\", @\"11:00:00+01:00\")", "false"),
        ("is(value1: 1)", "false"), ("is(1, \"1\")", "false"), ("not(null)", "null"), ("not(1)", "!"),
    ])
    func `contexts and identity`(_ source: String, _ expected: String) throws { try check(source, expected) }

    @Test(arguments: [
        ("number(\"1 000,0\", \" \", \",\")", "1000.0"), ("number(\"1,000.5\", \",\", \".\")", "1000.5"),
        ("number(\"1.5\", null, null)", "1.5"), ("number(\"1,5\", null, null)", "!"),
        ("number(\"1\", \".\", \".\")", "!"), ("number(\"1\", \":\", null)", "!"), ("number(\"abc\", null, null)", "!"),
        ("string(1.10)", "\"1.10\""), ("string(null)", "null"), ("string(true)", "\"true\""),
        ("string(@\"2020-01-01\")", "\"2020-01-01\""), ("string([1, \"a\", null])", "\"[1, \\\"a\\\", null]\""),
        ("string({a: 1, \"b c\": \"x\"})", "\"{a: 1, b c: \\\"x\\\"}\""), ("string([1..3))", "\"[1..3)\""),
        ("range(\"[1..3]\")", "[1..3]"), ("range(\"]1..3[\")", "(1..3)"), ("range(\"[3..1]\")", "!"), ("range(\"[1..]\")", "!"),
        ("range(\"[date(\\\"1970-01-01\\\")..@\\\"1970-01-02\\\"]\").start", "@\"1970-01-01\""),
        ("range(\"[1+1..3]\")", "!"), ("range(\"[null..null]\")", "!"), ("duration(\"P2DT20H14M\")", "@\"P2DT20H14M\""),
        ("duration(\"P26M\")", "@\"P2Y2M\""), ("duration(\"P1H\")", "!"),
    ])
    func `conversions`(_ source: String, _ expected: String) throws { try check(source, expected) }

    @Test(arguments: [
        ("date(2017, 12, 31)", "@\"2017-12-31\""), ("date(2017, 13, 31)", "!"), ("date(\"2017-02-29\")", "!"),
        ("date(@\"2017-08-14T14:25:00\")", "@\"2017-08-14\""), ("date(year: 2020, month: 2, day: 29)", "@\"2020-02-29\""),
        ("time(11, 59, 45, @\"PT2H\")", "@\"11:59:45+02:00\""), ("time(12, 0, 0, null)", "@\"12:00:00\""),
        ("time(12, 0, 0.5)", "@\"12:00:00.5\""), ("time(24, 0, 0)", "!"), ("time(@\"2020-01-01\")", "@\"00:00:00Z\""),
        ("date and time(@\"2020-01-01\", @\"10:00:00\")", "@\"2020-01-01T10:00:00\""),
        ("date and time(\"2012-12-24\")", "@\"2012-12-24T00:00:00\""), ("date and time(2017)", "!"), ("date and time()", "!"),
        ("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "@\"P1Y8M\""),
        ("years and months duration(@\"2013-08-24\", @\"2011-12-22\")", "@\"-P1Y8M\""),
        ("years and months duration(null, @\"2011-12-22\")", "!"),
        ("day of year(@\"2020-12-31\")", "366"), ("day of week(@\"2019-09-17\")", "\"Tuesday\""),
        ("month of year(@\"2019-09-17\")", "\"September\""), ("week of year(@\"2010-01-01\")", "53"), ("week of year(\"x\")", "!"),
        ("@\"2018-12-10\".weekday", "1"), ("@\"2018-12-10T10:30:01+05:00\".time offset", "@\"PT5H\""),
        ("@\"10:30:00\".time offset", "null"), ("@\"10:30:00@Etc/UTC\".timezone", "\"Etc/UTC\""),
        ("@\"P1Y2M\".months", "2"), ("@\"P1DT2H\".hours", "2"), ("@\"P1Y\".days", "!"), ("@\"2021-01-31\" + @\"P1M\"", "@\"2021-02-28\""),
        ("@\"2021-01-01T10:00:00\" + @\"PT36H\"", "@\"2021-01-02T22:00:00\""),
        ("@\"10:15:00\" + @\"PT24H\"", "@\"10:15:00\""), ("@\"2021-01-02\" - @\"2021-01-01\"", "@\"P1D\""), ("2.5 * @\"P2M\"", "@\"P5M\""),
        ("@\"P10D\" / @\"P4D\"", "2.5"), ("@\"P1D\" / 0", "!"),
        ("@\"2021-01-01\" + 1", "!"), ("-@\"P1D\"", "@\"-P1D\""), ("@\"10:00:00\" < @\"10:00:00Z\"", "false"),
        ("@\"2021-01-01\" < @\"2021-01-01T00:00:00\"", "!"),
        ("now() instance of date and time", "true"), ("today() instance of date", "true"), ("now(1)", "!"),
    ])
    func `dates, times and durations`(_ source: String, _ expected: String) throws { try check(source, expected) }

    @Test func `the clock is the run's`() throws {
        let program = try FEELCompiler().expression("[now(), today()]")
        let run = FEELRun(clock: .fixed(.init(seconds: 1_700_000_000, nanoseconds: 5, offset: 8 * 3600)))
        #expect(program.evaluate(FEELFrame(run: run)).literal == "[@\"2023-11-15T06:13:20.000000005+08:00\", @\"2023-11-15\"]")
    }

    @Test(arguments: [
        ("before(1, 10)", "true"), ("before(1, [1..10])", "false"), ("before(1, (1..10])", "true"), ("before([1..10), 10)", "true"),
        ("before([1..10], (10..20])", "true"), ("before([1..10], [10..20])", "false"),
        ("after(12, [1..10])", "true"), ("after([11..20], [1..11))", "true"), ("after([11..20], 12)", "false"),
        ("meets([1..5], [5..10])", "true"), ("meets([1..5), [5..10])", "false"), ("met by([5..10], [1..5])", "true"),
        ("overlaps([1..5], [5..8])", "true"), ("overlaps([1..5], (5..8])", "false"), ("overlaps before([1..5), (1..5])", "true"),
        ("overlaps before([1..5], [1..5])", "false"), ("overlaps after((1..5], [1..5))", "true"),
        ("finishes(10, [1..10])", "true"), ("finishes([5..10), [1..10])", "false"), ("finished by([1..10], (1..10])", "true"),
        ("includes([1..10], 5)", "true"), ("includes((1..10], (1..5])", "true"), ("includes([1..10), 10)", "false"),
        ("during([4..6], [1..10])", "true"), ("during(1, (1..10])", "false"), ("starts(1, [1..10])", "true"),
        ("starts((1..5], [1..10])", "false"), ("started by([1..10], 1)", "true"), ("coincides([1..5], [1..5])", "true"),
        ("coincides([1..5), [1..5])", "false"), ("coincides(3, 3)", "true"), ("before(1, \"a\")", "!"), ("before(1)", "!"),
        ("meets(1, 2)", "!"), ("before(point: 1, range: [2..3])", "true"), ("includes((> 5), 7)", "true"),
        ("overlaps((> 5), (< 7))", "true"), ("before((> 5), 7)", "false"),
    ])
    func `relations of points and ranges`(_ source: String, _ expected: String) throws { try check(source, expected) }

    @Test func `every function refuses null, no arguments, and a stranger by name`() throws {
        let nullable: Set<String> = ["not", "is", "string", "now", "today"]
        for name in FEELScope.builtinNames {
            if !nullable.contains(name) {
                #expect(try isError("\(name)(null)"), "\(name)(null)")
            }
            if !["now", "today"].contains(name) { #expect(try isError("\(name)()"), "\(name)()") }
            #expect(try isError("\(name)(stranger: 1)"), "\(name)(stranger: 1)")
            #expect(
                try isError("\(name)(1, 2, 3, 4, 5, \"x\", [])") || ["append", "concatenate", "union"].contains(name), "\(name) of seven")
        }
        #expect(FEELScope.builtinNames.count >= 80)
    }
}
