import FEEL
import Testing

@Suite struct NameTests {
    @Test func `names may contain spaces, symbols and Chinese`() throws {
        #expect(try feel("a-b + 1", [("a-b", 5), ("a", 1), ("b", 2)]) == "6")
        #expect(try feel("a-b + 1", [("a", 1), ("b", 2)]) == "0")
        #expect(try feel("Student's name + \"!\"", [("Student's name", "A")]) == "\"A!\"")
        #expect(try feel("days in weekend + 1", [("days in weekend", 2)]) == "3")
        #expect(try feel("评分 >= 80 and 预算 < 500", [("评分", 85), ("预算", 400)]) == "true")
        #expect(try feel("if 項目 類別 = \"數據\" then 申報金額 * 2 else 0", [("項目 類別", "數據"), ("申報金額", 21)]) == "42")
        #expect(try feel("Full   Name", [("Full Name", "A B")]) == "\"A B\"")
    }

    @Test func `the longest known name wins, an inner one hides an outer`() throws {
        #expect(try feel("total amount", [("total", 1), ("total amount", 2)]) == "2")
        #expect(try feel("for x in [1] return x", [("x", 9)]) == "[1]")
        #expect(try feel("{x: 1, y: x}.y", [("x", 9)]) == "1")
        #expect(try feel("date and time(\"2020-01-01T00:00:00\").year", [("date", 1), ("time", 2)]) == "2020")
        #expect(try feel("true north", [("true north", 7)]) == "7")
    }

    @Test func `members are found by the longest entry of the type`() throws {
        let person: FEELValue = ["first name": "Ada", "年 齡": 36]
        #expect(try feel("person.first name", [("person", person)]) == "\"Ada\"")
        #expect(try feel("person.年 齡 + 1", [("person", person)]) == "37")
        #expect(try feel("people[first name = \"Ada\"].年 齡", [("people", [person])]) == "[36]")
        #expect(try feel("people[item.first name = \"Ada\"][1].first name", [("people", [person])]) == "\"Ada\"")
    }

    @Test func `full-width signs and digits are read as ASCII, with a notice`() throws {
        #expect(try feel("评分＞８０", [("评分", 85)]) == "true")
        #expect(try feel("面积（平方米）× 2", [("面积（平方米）", 10)]) == "20")
        #expect(try feel("［１、２，３］［２］") == "2")
        #expect(try feel("评分 ≥ 80", [("评分", 80)]) == "true")
        #expect(try feel("“甲” + \"乙\"") == "\"甲乙\"")
        #expect(try feel("\"（全角）\"") == "\"（全角）\"")
        let program = try FEELCompiler().expression("1 ＋ 2")
        #expect(program.diagnostics.map(\.code) == [.widthNormalized])
        #expect(program.diagnostics.first?.severity == .notice)
        #expect(program.diagnostics.first?.arguments == ["written": "＋", "read": "+"])
    }

    @Test func `names in composed and decomposed form are one`() throws {
        #expect(try feel("caf\u{65}\u{301}", [("caf\u{E9}", 3)]) == "3")
    }

    @Test func `an unknown name is an error when written, and null with a finding in a model from elsewhere`() throws {
        #expect(throws: FEELError.self) { try FEELCompiler(.strict).expression("評分 + 1") }
        let result = try answer("評分 + 1", mode: .lenient)
        #expect(result.value.isNull && result.failed && result.codes.first == .unknownName)
    }

    @Test(arguments: [
        ("評分 > 1", "评分", "评分"), ("scroe > 1", "score", "score"), ("评份 > 1", "评分", "评分"), ("subtring(\"a\", 1)", "x", "substring"),
    ])
    func `the nearest names are suggested`(_ source: String, _ declared: String, _ suggested: String) throws {
        let scope = FEELScope().declaring(declared, .number)
        let error = try #require(refusal(source, scope))
        let finding = try #require(error.diagnostics.first { $0.severity == .error })
        #expect(finding.code == .unknownNameNear || finding.code == .unknownFunctionNear)
        #expect(finding.arguments["suggestions"]?.contains(suggested) == true)
    }

    @Test func `two names run together by a Chinese conjunction are explained`() throws {
        let scope = FEELScope().declaring("评分", .boolean).declaring("预算", .boolean)
        let error = try #require(refusal("评分和预算", scope))
        #expect(error.diagnostics.first?.arguments["suggestions"] == "评分 and 预算")
    }

    @Test func `names that differ only in Chinese script are warned of`() throws {
        let scope = FEELScope().declaring("评分", .number).declaring("評分", .number)
        let program = try FEELCompiler().expression("评分 + 1", scope)
        #expect(program.diagnostics.contains { $0.code == .scriptTwin && $0.arguments["twin"] == "評分" })
    }

    @Test func `a name that is a keyword is explained`() throws {
        let scope = FEELScope().declaring("then", .number)
        let error = try #require(refusal("then + 1", scope) ?? refusal("1 + (then", scope))
        #expect(error.diagnostics.contains { $0.code == .keywordAsName } || !error.diagnostics.isEmpty)
    }
}

/// What refuses a text, or nil if it compiles.
func refusal(_ source: String, _ scope: FEELScope = FEELScope()) -> FEELError? {
    do {
        _ = try FEELCompiler(.strict).expression(source, scope)
        return nil
    } catch { return error }
}
