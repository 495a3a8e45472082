import Foundation
import Kernel
import Policy
import Testing

@Suite struct ShippedPackTests {
    @Test func loadsWithoutADiagnostic() throws {
        let (pack, diagnostics) = PackLoader.load(directory: PackFixture.directory)
        #expect(diagnostics.map(\.described) == [])
        #expect(pack?.reference.description == "city@1.0.0")
    }

    @Test func speaksOfFivePillarsAndTheTagSetsOfTheArticle() throws {
        let framework = try PackFixture.pack().framework
        #expect(framework.pillars.map(\.id) == ["foundation", "data", "economy", "services", "governance"])
        #expect(framework.pillars.map(\.slogan.zhHant) == ["基礎一底座", "數據一大腦", "產業發展一數引領", "民生服務一網通城", "城市治理一網統管"])
        #expect(framework.pillar("governance")?.alias?.zhHant == "社會治理一網共治")
        #expect(framework.tagSet("five-transformations")?.items.count == 5)
        #expect(framework.tagSet("six-features")?.items.count == 6)
        #expect(framework.tagSet("five-dimensions")?.items.count == 5)
        #expect(framework.tagSet("four-measures")?.items.map(\.name.zhHant) == ["資源集聚度", "設施集約化", "數據流動性", "業務融合度"])
    }

    @Test func leadsEveryClassFromDeclarationToRetirement() throws {
        let lifecycle = try PackFixture.pack().lifecycle
        #expect(lifecycle.classes.map(\.id) == ["new", "continuation", "upgrade", "operation", "purchase"])
        for projectClass in lifecycle.classes {
            #expect(projectClass.start == "declaration")
            #expect(lifecycle.stages(after: "retirement", in: projectClass.id).isEmpty)
            #expect(projectClass.stages.contains("retirement"))
        }
        #expect(lifecycle.allows("approval", after: "pre-review", in: "new"))
        #expect(!lifecycle.allows("delivery", after: "declaration", in: "new"))
        #expect(lifecycle.stage("acceptance")?.clock == Lifecycle.Clock(length: 3, unit: .months))
    }

    @Test func asksForMaterialsByClassAmountLevelAndData() throws {
        let materials = try PackFixture.pack().materials
        func ids(_ facts: MaterialFacts) -> Set<String> { Set(materials.required(for: facts).map(\.id)) }
        let small = ids(MaterialFacts(stage: "pre-review", projectClass: "new", amount: 100_000_00))
        let large = ids(MaterialFacts(stage: "pre-review", projectClass: "new", amount: 5_000_000_00, protectionLevel: 3))
        #expect(!small.contains("expert-opinion") && !small.contains("cryptography-plan"))
        #expect(large.isSuperset(of: ["expert-opinion", "cryptography-plan", "security-plan", "duplicate-check"]))
        #expect(ids(MaterialFacts(stage: "declaration", projectClass: "continuation")).contains("carry-over-note"))
        #expect(!ids(MaterialFacts(stage: "declaration", projectClass: "new")).contains("data-list"))
        #expect(ids(MaterialFacts(stage: "declaration", projectClass: "new", involvesData: true)).contains("data-list"))
        #expect(ids(MaterialFacts(stage: "nowhere", projectClass: "new")).isEmpty)
    }

    @Test func givesEveryMaterialAStageARoleAndAClause() throws {
        let pack = try PackFixture.pack()
        for material in pack.materials.all {
            #expect(pack.lifecycle.stage(material.stage) != nil && pack.role(material.suppliedBy) != nil)
            #expect(pack.clause(material.clause) != nil)
        }
    }

    @Test func separatesTheThreeAdministrators() throws {
        let pack = try PackFixture.pack()
        let three = ["system-administrator", "security-administrator", "audit-administrator"]
        for id in three {
            let role = try #require(pack.role(id))
            #expect(Set(role.excludes) == Set(three).subtracting([id]) && role.scope == .none)
        }
    }

    @Test func asksTenQuestionsThatSetEveryThreshold() throws {
        let thresholds = try PackFixture.pack().thresholds
        #expect(thresholds.questions.count == 10)
        let asked = thresholds.questions.flatMap(\.thresholds)
        #expect(asked.sorted() == thresholds.all.map(\.id).sorted())
        #expect(thresholds.money("approval-amount") == Money(minor: 300_000_00, currency: .cny))
        #expect(thresholds.number("red-gap") == 30 && thresholds.choice("report-rhythm") == "month")
        #expect(thresholds.money("red-gap") == nil && thresholds["no-such"] == nil)
    }

    @Test func namesEveryCodeInThreeLanguages() throws {
        let pack = try PackFixture.pack()
        #expect(pack.label("system-states", "retiring")?.zhHant == "擬下線")
        #expect(pack.label("order-states", "closed")?.en == "Closed")
        #expect(pack.label("order-states", "open") == nil)
        for set in pack.labels.sets {
            for item in set.items {
                for locale in LocaleTag.allCases { #expect(!item.name.text(in: locale).isEmpty) }
            }
        }
    }

    @Test func writesItsTraditionalTextInTraditionalScript() throws {
        // Characters that exist only in the simplified script must not stand after "zh-Hant:".
        let simplifiedOnly = Set("数据项设统办网发现务业产处单国实审对应开总执报护转运过进还这选项验")
        for file in PackLoader.fileNames {
            for (number, line) in try PackFixture.text(file).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                guard let start = line.range(of: "zh-Hant: ") else { continue }
                let rest = line[start.upperBound...]
                let text = rest.range(of: ", en:").map { rest[..<$0.lowerBound] } ?? rest
                #expect(simplifiedOnly.isDisjoint(with: text), "\(file):\(number + 1) \(text)")
            }
        }
    }
}

extension Diagnostic {
    var described: String { "\(file ?? "?"):\(line ?? 0):\(column ?? "?") \(code) \(arguments)" }
}
