import Kernel
import Policy
import Projects
import Testing

@Suite struct ProjectFieldsTests {
    let vocabulary = ProjectVocabulary(classes: ["new"], pillars: ["data"], stages: ["delivery"], states: [], rhythms: ["month"])
    var base: ProjectFields {
        var fields = ProjectFields(code: "A", name: "一", organization: OrganizationID(1), projectClass: "new", stage: "delivery")
        fields.noClauseReason = "運維"
        return fields
    }

    @Test func readsWhatItPrints() throws {
        var fields = base
        fields.names = LocalizedText(zhHans: "一", zhHant: "壹", en: "One")
        (fields.clause, fields.noClauseReason) = (ClauseID(3), nil)
        (fields.goals, fields.tags) = ([GoalID(4), GoalID(5)], ["雲", "數據"])
        (fields.plannedStart, fields.plannedEnd) = (CivilDate(iso: "2026-01-01"), CivilDate(iso: "2026-12-31"))
        (fields.plannedProgress, fields.secrecy, fields.currency) = (12.5, .workSecret, .gbp)
        let (read, faults) = ProjectFields.read(fields.texts, onto: base.with { $0.noClauseReason = nil })
        #expect(faults.isEmpty && read == fields)
        #expect(Set(fields.texts.keys).isSubset(of: ProjectFields.order))
    }

    @Test func reportsEveryFaultAtItsField() {
        let (fields, unread) = ProjectFields.read(
            ["code": " ", "planned-end": "2026-02-30", "planned-progress": "viel", "organization": "x", "goals": "1 b", "secrecy": "top"],
            onto: base)
        #expect(Set(unread.compactMap(\.column)) == ["code", "planned-end", "planned-progress", "organization", "goals", "secrecy"])
        #expect(fields.code == "A")
        var wrong = base
        wrong.name = " "
        (wrong.projectClass, wrong.pillar, wrong.noClauseReason) = ("other", "none", nil)
        (wrong.plannedStart, wrong.plannedEnd) = (CivilDate(iso: "2026-02-01"), CivilDate(iso: "2026-01-01"))
        wrong.actualProgress = .infinity
        #expect(wrong.check(vocabulary).compactMap(\.column) == ["name", "class", "pillar", "clause", "planned-end", "actual-progress"])
        #expect(!wrong.check(vocabulary, ownProject: false).contains { $0.code == "LT3004" })
    }

    @Test func anEmptyFieldIsClearedAndAnUnnamedOneKept() {
        let kept = ProjectFields.read([:], onto: base).0
        #expect(kept == base)
        #expect(ProjectFields.read(["no-clause-reason": ""], onto: base).0.noClauseReason == nil)
    }

    @Test func aChangedNameIsShownInEveryLanguageItWasEnteredIn() {
        let named = base.with { $0.names = LocalizedText(zhHans: "一", zhHant: "壹", en: "One") }
        let read = ProjectFields.read(["name": "二"], onto: named).0
        #expect(read.names == LocalizedText(zhHans: "二", zhHant: "壹", en: "One") && read.name(in: .zhHans) == "二")
    }

    @Test func anEditNamesItsVersionAndItsChanges() throws {
        let moment = Instant(microseconds: 5)
        let project = Project(id: ProjectID(1), fields: base, version: 3, packVersion: "p@1", createdAt: moment, updatedAt: moment)
        let later = Instant(microseconds: 9)
        let edit = ProjectEdit(fields: base.with { $0.name = "二" }, version: 3)
        let result = try #require(try edit.applied(to: project, vocabulary: vocabulary, at: later, packVersion: "p@2"))
        #expect(result.changes == [FieldChange("name", "一", "二")])
        #expect(result.project.version == 4 && result.project.updatedAt == later && result.project.packVersion == "p@2")
        #expect(try ProjectEdit(fields: base, version: 3).applied(to: project, vocabulary: vocabulary, at: later, packVersion: "p") == nil)
        #expect {
            try ProjectEdit(fields: base, version: 2).applied(to: project, vocabulary: vocabulary, at: later, packVersion: "p")
        } throws: {
            ($0 as? AppError)?.category == .stale
        }
    }

    @Test func amountsKeepTheirCurrency() {
        var project = Project(
            id: ProjectID(1), fields: base, packVersion: "p", createdAt: Instant(microseconds: 0), updatedAt: Instant(microseconds: 0))
        project.money[.estimate] = 1
        let edit = ProjectEdit(fields: base.with { $0.currency = .gbp }, version: 1)
        #expect { try edit.applied(to: project, vocabulary: vocabulary, at: Instant(microseconds: 1), packVersion: "p") } throws: {
            ($0 as? AppError)?.diagnostics.map(\.code) == ["LT3022"]
        }
    }

    @Test(arguments: LightColour.allCases, LightColour.allCases) func onlyTwoJudgementsDiverge(declared: LightColour, computed: LightColour)
    {
        let both = declared.isJudgement && computed.isJudgement
        #expect(ProjectLights(declared: declared, computed: computed).isDivergent == (both && declared != computed))
        #expect(!ProjectLights(declared: declared).isDivergent)
    }

    @Test func theHeadlineIsTheApprovalThenTheAsking() {
        var money = ProjectMoney([.estimate: 5, .contract: 3, .paid: 1])
        #expect(money.headline == 5 && money.approved == nil)
        money[.reviewed] = 4
        #expect(money.headline == 4)
        money[.appropriation] = 2
        #expect(money.headline == 2)
    }
}

extension ProjectFields {
    func with(_ change: (inout ProjectFields) -> Void) -> ProjectFields {
        var copy = self
        change(&copy)
        return copy
    }
}
