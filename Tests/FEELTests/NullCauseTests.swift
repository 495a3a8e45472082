import FEEL
import Testing

@Suite struct NullCauseTests {
    @Test(arguments: [
        ("1 + \"a\"", FEELCode.operands), ("1 + null", .operands), ("1 / 0", .divisionByZero), ("9e6144 * 10", .numberRange),
        ("1 < \"a\"", .comparison),
        ("1 = \"a\"", .comparison), ("[] = 0", .comparison), ("null < 1", .comparison), ("-\"a\"", .negation),
        ("abs(1, 2)", .argumentCount), ("abs()", .argumentCount),
        ("abs(\"a\")", .argumentType), ("abs(null)", .argumentType), ("abs(number: 1)", .unknownParameter), ("sqrt(-1)", .argumentValue),
        ("1(2)", .notFunction),
        ("\"f\"()", .notFunction), ("{a: 1}.b", .noMember), ("null.b", .noMember), ("for i in null return i", .notIterable),
        ("for i in \"a\"..\"c\" return i", .invalidRange),
        ("for i in [2..1] return i", .invalidRange), ("date(\"x\")", .conversion), ("number(\"x\", null, null)", .conversion),
        ("@\"x\"", .invalidLiteral),
        ("nowhere", .unknownName), ("1 instance of nothing", .unknownType), ("(function(a: string) a)(1)", .argumentType),
        ("(function(a) a)(b: 1)", .unknownParameter),
        ("(function(a) a)()", .argumentCount), ("context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", .duplicateKey),
        ("(function() external {java: {class: \"C\", method signature: \"m()\"}})()", .externalFunction),
        ("@\"2021-01-02T00:00:00Z\" - @\"2021-01-01T00:00:00\"", .zones),
        ("not(1)", .argumentType), ("some i in null satisfies true", .notIterable),
    ])
    func `an error is null and says why and where`(_ source: String, _ code: FEELCode) throws {
        let result = try answer(source)
        #expect(result.value.isNull)
        #expect(result.failed)
        #expect(result.codes.contains(code) || code == .invalidRange && result.codes.contains(.notIterable), "\(result.codes)")
    }

    @Test func `findings are placed in the text`() throws {
        let program = try FEELCompiler(.lenient).expression("1 +\n  (2 / 0)")
        let run = FEELRun(recording: true)
        _ = program.evaluate(FEELFrame(run: run))
        let finding = try #require(run.diagnostics.first)
        #expect(finding.code == .divisionByZero)
        #expect(finding.range.line == 2)
        #expect(finding.range.column == 6)
        #expect(finding.range.start == 9)
    }

    @Test func `an index outside a list is noted but no error`() throws {
        let result = try answer("[1, 2][5]")
        #expect(result.value.isNull && !result.failed && result.codes == [.outsideList])
    }

    @Test func `without recording only the fact is kept`() throws {
        let program = try FEELCompiler().expression("1 / 0")
        let run = FEELRun()
        #expect(program.evaluate(FEELFrame(run: run)).isNull)
        #expect(run.failed && run.diagnostics.isEmpty)
        run.reset()
        #expect(!run.failed)
    }

    @Test func `what can only be null is warned of when written`() throws {
        let scope = FEELScope().declaring("评分", .number).declaring("人", .context([.init("姓名", .string)]))
        let program = try FEELCompiler().expression("评分 = \"80\" or 评分 + \"1\" = null or 人.姓明 = \"\" or abs(1, 2) = 1", scope)
        let codes = Set(program.diagnostics.map(\.code))
        #expect(codes == [.comparison, .operands, .noMemberNear, .argumentCount])
        #expect(program.diagnostics.allSatisfy { $0.severity == .warning })
    }

    @Test(arguments: [
        ("", FEELCode.emptyExpression), ("1 +", .unexpectedEnd), ("(1", .missingAtEnd), ("[1, 2", .missingAtEnd),
        ("if 1 then", .unexpectedEnd), ("1 2", .unexpected),
        ("if true 1", .missing), ("\"abc", .unterminatedText), ("{a: 1, a: 2}", .duplicateName), ("1 $ 2", .unexpected), (")", .unexpected),
    ])
    func `a faulty text is refused with the place`(_ source: String, _ code: FEELCode) throws {
        let error = try #require(refusal(source))
        #expect(error.diagnostics.contains { $0.code == code }, "\(error.diagnostics)")
    }
}
