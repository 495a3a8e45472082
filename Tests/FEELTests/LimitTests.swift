import FEEL
import Testing

@Suite struct LimitTests {
    private func exceeded(_ source: String, _ limits: FEELLimits = FEELLimits()) throws -> FEELCode? {
        let program = try FEELCompiler(.lenient).expression(source)
        let run = FEELRun(limits: limits, recording: true)
        let value = program.evaluate(FEELFrame(run: run))
        if run.exceeded != nil {
            #expect(value.isNull && run.failed)
            #expect(run.diagnostics.contains { $0.code == run.exceeded })
        }
        return run.exceeded
    }

    private var patient: FEELLimits {
        var limits = FEELLimits()
        limits.milliseconds = 60_000
        return limits
    }

    @Test func `endless work ends in a finding`() throws {
        #expect(try exceeded("for i in 1..100000000 return i", patient) != nil)
        #expect(try exceeded("count(for i in 1..10000, j in 1..10000 return 1)", patient) == .steps)
        var limits = patient
        limits.milliseconds = 1
        limits.steps = .max / 2
        limits.memory = .max / 2
        limits.length = .max / 2
        #expect(try exceeded("some i in 1..1000000000 satisfies i < 0", limits) == .time)
    }

    @Test func `memory is charged before it is taken`() throws {
        var limits = patient
        limits.memory = 100_000
        #expect(try exceeded("count(for i in 1..100000 return i)", limits) == .memory)
        #expect(
            try exceeded(
                "{a: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\", b: a+a+a+a+a+a+a+a+a+a, c: b+b+b+b+b+b+b+b+b+b, d: c+c+c+c+c+c+c+c+c+c+c+c}.d",
                limits) == .memory)
    }

    @Test func `lengths are bounded`() throws {
        var limits = patient
        limits.length = 1_000
        #expect(try exceeded("for i in 1..5000 return i", limits) == .length)
        #expect(try exceeded("count(concatenate(for i in 1..900 return i, for i in 1..900 return i))", limits) == .length)
        #expect(try exceeded("string length(string join(for i in 1..900 return \"abcdef\"))", limits) == .length)
    }

    @Test func `functions that call each other without end are stopped`() throws {
        let endless = FEELValue.function(
            FEELFunction(name: "f", parameters: [.init("g")]) { arguments, run in
                guard case .function(let function) = arguments[0] else { return .null }
                return function.call([arguments[0]], run)
            })
        let scope = FEELScope().declaring("f", .anyFunction)
        let run = FEELRun(recording: true)
        let frame = FEELFrame(scope, run: run)
        frame[0] = endless
        #expect(try FEELCompiler().expression("f(f)", scope).evaluate(frame).isNull)
        #expect(run.exceeded == .invocationDepth)
    }

    @Test func `values cannot be nested without end`() throws {
        #expect(try exceeded("count(for i in 1..200 return [partial])") != nil)
        #expect(try exceeded("count(for i in 1..200 return [partial[-1]])") == .valueDepth)
    }

    @Test func `shared parts count as often as they are met`() throws {
        let doubling = "{a0: [1, 1], " + (1...60).map { "a\($0): [a\($0 - 1), a\($0 - 1)]" }.joined(separator: ", ")
        #expect(try exceeded(doubling + ", r: string(a60)}.r") == .length)
        #expect(try exceeded(doubling + ", r: a60 = a59}.r") == .length)
        var few = patient
        few.steps = 50_000
        let fourteen = "{a0: [1, 1], " + (1...14).map { "a\($0): [a\($0 - 1), a\($0 - 1)]" }.joined(separator: ", ")
        #expect(try exceeded(fourteen + ", r: count(for i in 1..1000 return a14 = [a13, a13])}.r", few) == .steps)
    }

    @Test func `long numbers do not make texts without end`() throws {
        var limits = patient
        limits.length = 100_000
        #expect(try exceeded("string length(string(for i in 1..1000 return 1e6144))", limits) == .length)
    }

    @Test func `functions that keep functions are values nested as deeply`() throws {
        #expect(try exceeded("count(for i in 1..500 return function() partial)", patient) != nil)
        #expect(try exceeded("count(for i in 1..400 return [partial[-1], count(partial)])", patient) == .valueDepth)
        #expect(try exceeded("count(for i in 1..400 return count(partial))", patient) == nil)
        var limits = patient
        limits.valueDepth = 1_000_000
        limits.memory = 1 << 20
        limits.length = .max / 2
        #expect(try exceeded("count(for i in 1..600 return {p: partial})", limits) != nil)
    }

    @Test func `deep and long texts are refused`() throws {
        for (open, close) in [
            ("(", ")"), ("[", "]"), ("not(", ")"), ("{a:", "}"), ("-", ""), ("if true then ", ""), ("function() ", ""), ("1 + (", ")"),
            ("[1..", "]"), ("x in (", ")"),
        ] {
            let text = String(repeating: open, count: 500) + "1" + String(repeating: close, count: 500)
            let error = try #require(refusal(text))
            #expect(error.diagnostics.contains { $0.severity == .error })
        }
        let chain = String(repeating: ".a", count: 500)
        #expect(refusal("x" + chain) != nil)
        #expect(refusal("1" + String(repeating: "[1]", count: 500)) != nil)
        #expect(refusal(String(repeating: "1 < ", count: 500) + "1") != nil)
        #expect(refusal(String(repeating: " ", count: 20_000))?.diagnostics.first?.code == .textTooLong)
        #expect(refusal(String(repeating: "[1..10[", count: 200)) != nil)
    }

    @Test func `long chains of equal operators are read flat`() throws {
        #expect(try feel(String(repeating: "1 + ", count: 3_000) + "1") == "3001")
        #expect(try feel(String(repeating: "true and ", count: 1_000) + "true") == "true")
        #expect(try feel(String(repeating: "if false then 1 else ", count: 500) + "2") == "2")
    }

    @Test func `the depth that is allowed does not exhaust the stack`() throws {
        let nested = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
        #expect(try feel(nested) == "1")
        let heavy =
            "{f: function(n, g) " + String(repeating: "[", count: 50) + "if n = 0 then 0 else g(n - 1, g)"
            + String(repeating: "]", count: 50)
            + String(repeating: "[1]", count: 50) + ", r: f(60, f)}.r"
        #expect(try answer(heavy).value.literal == "0")
    }
}
