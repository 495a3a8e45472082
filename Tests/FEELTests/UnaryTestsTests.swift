import Decimal34
import FEEL
import Testing

@Suite struct UnaryTestsTests {
    private func matches(_ source: String, _ input: FEELValue, _ type: FEELType? = nil) throws -> Bool? {
        let scope = FEELScope().declaring("上限", .number)
        let tests = try FEELCompiler(.lenient).unaryTests(source, input: type ?? FEELType(of: input), scope)
        let frame = FEELFrame(scope)
        frame[0] = 100
        return tests.matches(input, frame)
    }

    @Test(
        arguments: [
            ("-", 5, true), ("5", 5, true), ("5, 6", 6, true), ("< 5", 5, false), ("<= 5", 5, true), ("[1..5)", 5, false),
            ("(1..5]", 5, true), ("]1..5[", 5, false),
            ("not(5)", 5, false), ("not(5, 6)", 7, true), ("not(< 5)", 4, false), ("> 上限", 101, true), ("上限", 100, true),
            ("? > 3 and ? < 10", 5, true), ("odd(?)", 4, false),
            ("!= 5", 5, false), ("= 5", 5, true), ("< 3, > 7", 8, true), ("[1, 5, 9]", 5, true), ("？ ＞ ３", 5, true), ("-5", -5, true),
            ("- 5", -5, true), ("[上限..200]", 150, true),
        ] as [(String, Int, Bool)])
    func `tests of a number`(_ source: String, _ input: Int, _ expected: Bool) throws {
        #expect(try matches(source, .number(input)) == expected, "\(source)")
    }

    @Test func `tests of other kinds`() throws {
        #expect(try matches("\"甲類\", \"乙類\"", "乙類") == true)
        #expect(try matches("not(\"甲類\")", "乙類") == true)
        #expect(try matches("true", true) == true)
        #expect(try matches("false", true) == false)
        #expect(try matches("not(true)", false) == true)
        #expect(
            try matches("[@\"2024-01-01\"..@\"2024-12-31\"]", FEELCompiler().expression("@\"2024-06-01\"").evaluate(FEELFrame())) == true)
        #expect(try matches("count(?) > 1", [1, 2]) == true)
        #expect(try matches("list contains(?, 2)", [1, 2]) == true)
        #expect(try matches("null", .null) == true)
        #expect(try matches("5", .null, .number) == false)
        #expect(try matches("< 5", .null, .number) == nil)
        #expect(try matches("-", .null, .number) == true)
        #expect(try matches("? = null", .null, .number) == true)
    }

    @Test func `constant tests tell their shape`() throws {
        func shape(_ source: String) throws -> FEELUnaryTests.Shape { try FEELCompiler(.lenient).unaryTests(source, input: .number).shape }
        guard case .anything = try shape("-") else { return #expect(Bool(false)) }
        guard case .values(let values, false) = try shape("1, 2, 3") else { return #expect(Bool(false)) }
        #expect(values.count == 3)
        guard case .values(_, true) = try shape("not(\"a\", \"b\")") else { return #expect(Bool(false)) }
        guard case .ranges(let ranges, false) = try shape("[1..5), > 10, 7") else { return #expect(Bool(false)) }
        #expect(ranges.count == 3 && ranges[1].end == nil)
        guard case .expression = try shape("? > 3") else { return #expect(Bool(false)) }
        guard case .values(let negative, false) = try shape("-5") else { return #expect(Bool(false)) }
        #expect(negative[0].number == -5)
    }
}
