import Kernel
import Testing

@testable import Matching

@Suite struct RecordLinkerTests {
    func record(
        _ name: String, _ group: String = "數據局", code: String? = nil, _ description: String = "", amount: Int64? = nil
    ) -> MatchRecord {
        MatchRecord(name: name, group: group, code: code, description: description, amount: amount)
    }

    func link(_ left: [MatchRecord], _ right: [MatchRecord]) -> Linkage { RecordLinker().link(left, right) }

    /// Enough other names for common words to be known as common.
    let others = ["城市大腦平台", "數據共享平台", "應急指揮平台", "智慧水務系統", "檔案管理系統", "學籍管理系統", "統計分析系統"]

    @Test func aCodeJoinsWhateverTheNamesSay() {
        let found = link([record("Old", code: "7")], [record("Quite another", "elsewhere", code: "7")])
        #expect(found.joined.map(\.reasons) == [[.sameCode]])
    }

    @Test func differentCodesAreNeverJoinedByName() {
        let found = link([record("Oracle Upgrade", code: "1")], [record("Oracle Upgrade", code: "2")])
        #expect(found.joined.isEmpty)
        #expect(found.questions.count == 1)
    }

    @Test func widthCaseAndScriptDoNotMakeAnotherName() {
        let found = link([record("城市大腦 ＡＩ 平台")], [record("城市大脑 ai 平台")])
        #expect(found.joined.count == 1)
    }

    @Test func anAcronymIsJoinedWithWhatItStandsFor() {
        let found = link(
            [record("RTD", "DND", "Resource Tracking Database for the fleet", amount: 100)] + others.map { record($0, "DND") },
            [record("Resource Tracking Database", "DND", "Resource Tracking Database (RTD) for the fleet", amount: 100)]
                + others.map { record($0 + "升級改造", "DND") })
        #expect(found.joined.contains { $0.left == 0 && $0.right == 0 && $0.reasons.contains(.acronym("rtd")) })
    }

    @Test func aPhaseIsNotTheNextPhase() {
        let found = link(
            [record("Workflow Service Phase 1", amount: 500)] + others.map { record($0) },
            [record("Workflow Service Phase 2", amount: 500)] + others.map { record($0) })
        #expect(!found.joined.contains { $0.left == 0 })
    }

    @Test func theSameNameInAnotherUnitIsAQuestion() {
        let found = link([record("Synergy in Action", "Health")], [record("Synergy in Action", "Indigenous Services")])
        #expect(found.joined.isEmpty)
        #expect(found.questions.map(\.left) == [0])
        #expect(found.leftAlone == [0] && found.rightAlone == [0])
    }

    @Test func aNameThatManyUnitsUseIsNoQuestion() {
        let found = link(
            [record("GCdocs", "A"), record("GCdocs", "B")], [record("GCdocs", "C"), record("Archive of letters", "C")])
        #expect(found.joined.isEmpty && found.questions.isEmpty)
    }

    @Test func twoNearPartnersAreAQuestion() {
        let right = ["Harbour Traffic Camera Renewal North", "Harbour Traffic Camera Renewal South"]
        let found = link(
            [record("Harbour Traffic Camera Renewal")] + others.map { record($0) }, right.map { record($0) } + others.map { record($0) })
        #expect(!found.joined.contains { $0.left == 0 })
        #expect(found.questions.contains { $0.left == 0 })
    }

    @Test func everyRecordHasAtMostOnePartnerWhateverTheOrder() {
        var random = Shuffler(state: 7)
        let words = ["port", "permit", "ledger", "portal", "network", "phase", "1", "2", "upgrade", "數據", "平台", "RTD"]
        for _ in 0..<60 {
            func list() -> [MatchRecord] {
                (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                    let name = (0..<Int.random(in: 0..<5, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                    return record(
                        name.joined(separator: " "), ["A", "B"].randomElement(using: &random) ?? "A",
                        code: Bool.random(using: &random) ? nil : String(Int.random(in: 0..<9, using: &random)),
                        amount: Int64.random(in: 0...3, using: &random))
                }
            }
            let (left, right) = (list(), list())
            let found = link(left, right)
            #expect(Set(found.joined.map(\.left)).count == found.joined.count)
            #expect(Set(found.joined.map(\.right)).count == found.joined.count)
            #expect(found.joined.count + found.leftAlone.count == left.count)
            #expect(found.joined.count + found.rightAlone.count == right.count)
            #expect(found.questions.allSatisfy { found.leftAlone.contains($0.left) && found.rightAlone.contains($0.right) })
            #expect(found.joined.allSatisfy { (0...1).contains($0.score) })
            #expect(link(left, right) == found)
        }
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct Shuffler: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
