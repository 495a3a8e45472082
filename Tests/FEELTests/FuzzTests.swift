import FEEL
import Foundation
import Testing

/// Mutated expressions: none may trap, and every finding has a sentence whose placeholders it fills.
@Suite struct FuzzTests {
    static let seeds = [
        "if 评分 >= 80 and 预算 < 500 then \"recommend\" else \"hold\"", "for i in 1..5, j in [i, i*2] return i + j",
        "some x in [1,2,3] satisfies x > y",
        "[1..10[", "(<= 5)", "{a: 1, b: {c: [1,2,3][item > 1]}}.b.c[-1]", "(function(a: number, b) a ** b)(b: 2, a: 3)",
        "x instance of list<context<a: number>>",
        "date and time(\"2024-02-29T10:00:00@Europe/Paris\") + duration(\"P1Y2M\")", "@\"P1DT2H\" / @\"PT5M\"",
        "substring(\"foobar\", -3, 2) + string(1.50)",
        "sort([3,1,2], function(x,y) x < y)", "replace(\"abracadabra\", \"a(.)\", \"$1$0\")",
        "matches(\"aaaaaaaaaaaaaaaaaaaaaaaa\", \"(a*)*b\")", "5 in (< 3, [1..4), 9)",
        "context put({x: {y: 1}}, [\"x\", \"y\"], null)", "decimal(1/3, 30) - 1e-30 * 9.99e6000", "not(null) or true and \"x\" = 1",
        "x between 1 and [1..2].end", "range(\"[1..3]\")",
        "list replace([1,2], function(item, newItem) item > newItem, 0)", "overlaps([1..5], (3..8])",
        "string join(split(\"a;b\", \";\"), \"中\")", "partial", "-(-(-5))", "\"\\ud83d\\udca9\\U01F40E\\n\"",
        "date(-999999999,1,1) - date(999999999,12,31)", "９＋（８－７）×２", "stddev(1,2,3) ** 0.5", "is(@\"10:00:00Z\", @\"11:00:00+01:00\")",
        "?.a[? > 1]", "{\"a b\": 1}.a b", "for i in @\"2024-01-01\"..@\"2024-03-01\" return i.weekday",
    ]

    private static let pieces =
        seeds.flatMap { $0.split(separator: " ").map(String.init) } + [
            "(", ")", "[", "]", "{", "}", "..", ",", ":", ".", "?", "-", "**", "null", "item", "9999999999999999999999999999999999",
            "1e6144", "-1e-6176", "\"", "@\"", "//", "/*", "\u{0}", "\u{FFFD}",
            "\u{200D}", "＞", "、", "instance of", "function(", "every a in ", " return ", " satisfies ", "if ", " then ", " else ", "in",
            "not(", "=", "!=", "<", "\\u", "\u{301}", "99999999999999999999..1", "P1Y", "x.y",
        ]

    /// A generator whose runs repeat.
    struct Random {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, bound)))
        }
    }

    static func mutated(_ random: inout Random) -> String {
        var text = Array(seeds[random.next(seeds.count)])
        for _ in 0...random.next(4) {
            let place = random.next(text.count + 1)
            switch random.next(6) {
            case 0 where !text.isEmpty: text.removeSubrange(min(place, text.count - 1)..<min(text.count, place + 1 + random.next(5)))
            case 1: text.insert(contentsOf: Array(pieces[random.next(pieces.count)]), at: place)
            case 2: text.insert(contentsOf: Array(seeds[random.next(seeds.count)]), at: place)
            case 3 where !text.isEmpty:
                let start = min(place, text.count - 1)
                let slice = text[start..<min(text.count, start + random.next(12))]
                text.insert(contentsOf: Array(repeating: slice, count: 1 + random.next(8)).flatMap { $0 }, at: random.next(text.count))
            case 4 where text.count > 1: text.swapAt(random.next(text.count), random.next(text.count))
            default:
                if !text.isEmpty { text[min(place, text.count - 1)] = Array(pieces[random.next(pieces.count)]).first ?? "x" }
            }
        }
        return String(text.prefix(2_000))
    }

    static let scope = FEELScope().declaring("评分", .number).declaring("预算").declaring("x", .anyContext).declaring("y").declaring("?", .any)

    /// Evaluates one mutation; answers its findings.
    static func run(_ random: inout Random) -> [FEELDiagnostic] {
        let source = mutated(&random)
        var limits = FEELLimits()
        limits.steps = 5_000
        limits.memory = 1 << 20
        limits.length = 20_000
        let run = FEELRun(limits: limits, recording: true)
        let frame = FEELFrame(scope, run: run)
        frame[0] = 85
        frame[1] = "x"
        frame[2] = ["y": [1, 2, 3]]
        frame[4] = [["a": 1], ["a": 2]]
        do throws(FEELError) {
            let program = try FEELCompiler(.lenient).expression(source, scope)
            let value = program.evaluate(frame)
            _ = value.literal.utf8.count
            _ = value.equals(value)
            return program.diagnostics + run.diagnostics
        } catch {
            return error.diagnostics
        }
    }

    static var rounds: Int { ProcessInfo.processInfo.environment["LANTU_FUZZ"].flatMap(Int.init) ?? 20_000 }

    @Test func `mutated expressions never trap, and their findings have sentences`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Sources/Localization/Catalogues/rules")
        var placeholders: [String: Set<String>] = [:]
        for locale in ["zh-Hans", "zh-Hant", "en"] {
            let data = try Data(contentsOf: folder.appendingPathComponent("\(locale).json"))
            let sentences = try #require(try JSONSerialization.jsonObject(with: data) as? [String: String])
            for code in FEELCode.allCases {
                let sentence = try #require(sentences["diagnostic.\(code.rawValue)"], "\(locale) \(code)")
                placeholders[code.rawValue, default: []].formUnion(sentence.matches(of: /\{(\w+)\}/).map { String($0.1) })
            }
        }
        var random = Random(state: 20_261_124)
        var seen = Set<FEELCode>()
        for _ in 0..<Self.rounds {
            for finding in Self.run(&random) {
                seen.insert(finding.code)
                let missing = (placeholders[finding.code.rawValue] ?? []).subtracting(finding.arguments.keys)
                #expect(missing.isEmpty, "\(finding.code): \(missing)")
            }
        }
        #expect(seen.count > 25)
    }

    @Test func `mutated table cells never trap`() {
        var random = Random(state: 7)
        for _ in 0..<Self.rounds / 4 {
            let source = Self.mutated(&random)
            var limits = FEELLimits()
            limits.steps = 5_000
            let frame = FEELFrame(Self.scope, run: FEELRun(limits: limits))
            if let tests = try? FEELCompiler(.lenient).unaryTests(source, input: .number, Self.scope) { _ = tests.matches(85, frame) }
        }
    }
}
