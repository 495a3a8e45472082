import Kernel
import Office
import Operations
import Persistence
import Policy
import Projects
import Store
import TestSupport
import Testing

@Suite struct ProjectLightStoreTests {
    let day = CivilDate(daysSince1970: 20_780)

    func declare(_ colour: LightColour, _ id: ProjectID, _ world: ProjectWorld) async throws {
        try await world.commands.report(
            ProgressReport(colour: colour, asOf: day, progress: 40, note: "按計劃"), project: id, due: ProjectWorld.due,
            context: world.context("單位"))
    }

    @discardableResult func compute(_ colour: LightColour, _ id: ProjectID, _ world: ProjectWorld) async throws -> Int {
        let project = try #require(try await world.get(id))
        let reason = LightReason(code: "progress", arguments: ["value": "20"], severity: 3, colour: colour)
        return try await world.commands.storeComputed(
            [ComputedLight(project: id, mark: LightMark(colour: colour, reasons: [reason]), inputs: project.lightInputs(on: day))],
            due: ProjectWorld.due, context: world.context("rules"))
    }

    @Test func aDifferenceOpensOneVerificationThatIsAnsweredAndConfirmed() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            try await declare(.green, id, world)
            #expect(try await world.store.pendingVerifications(tenant: world.tenant, sight: .everything).isEmpty)
            #expect(try await compute(.red, id, world) == 1)
            #expect(try await compute(.red, id, world) == 0)
            #expect(try await world.codes { $0.divergentOnly = true } == ["A"])
            let pending = try await world.store.pendingVerifications(tenant: world.tenant, sight: .everything)
            #expect(pending.map(\.verification.state) == [.open] && pending.first?.verification.computed == .red)
            try await world.commands.answerVerification("設備到貨延遲", project: id, context: world.context("單位"))
            try await world.commands.confirm(.yellow, because: "現場核實", asOf: day, project: id, context: world.context("督查"))
            let detail = try #require(try await world.store.detail(tenant: world.tenant, id: id, sight: .everything))
            #expect(detail.verifications.map(\.state) == [.confirmed] && detail.verifications.first?.answer == "設備到貨延遲")
            #expect(detail.project.lights == ProjectLights(declared: .green, computed: .red, confirmed: .yellow))
            #expect(detail.lights.map(\.source) == [.confirmed, .computed, .declared])
            #expect(detail.latest(.computed)?.reasons.first?.code == "progress")
            var filter = AuditFilter()
            filter.action = "light.override"
            #expect(try await AuditStore(database: database).entries(tenant: world.tenant, matching: filter).count == 1)
        }
    }

    @Test func marksThatAgreeAgainSettleTheVerification() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            try await declare(.green, id, world)
            try await compute(.red, id, world)
            try await declare(.yellow, id, world)
            try await declare(.red, id, world)
            let detail = try #require(try await world.store.detail(tenant: world.tenant, id: id, sight: .everything))
            #expect(detail.verifications.map(\.state) == [.settled, .settled])
            await #expect { try await world.commands.answerVerification("x", project: id, context: world.context()) } throws: {
                ($0 as? AppError)?.code == "LT3030"
            }
        }
    }

    @Test func aComputedLightLeavesAnOpenFormFresh() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            let seen = try #require(try await world.get(id))
            try await compute(.yellow, id, world)
            #expect(try await world.get(id)?.version == seen.version)
        }
    }

    @Test func aConfirmationNeedsAReasonAndAColourThatJudges() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            for (colour, reason, code) in [(LightColour.red, " ", "LT3024"), (.notAssessed, "x", "LT3032")] {
                await #expect {
                    try await world.commands.confirm(colour, because: reason, asOf: day, project: id, context: world.context())
                } throws: {
                    ($0 as? AppError)?.code == code
                }
            }
        }
    }

    @Test func aVanishedProjectIsAskedAboutAndKept() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "一"))
            let other = try await world.add(ProjectWorld.fields("B", "二"))
            let portfolio = Portfolio(
                id: PortfolioID(5), code: "gmpp", name: LocalizedText(zhHans: "x", zhHant: "x", en: "x"), currency: .gbp, attribution: "OGL"
            )
            let day = day
            try await world.work.write(world.context()) { tx in
                try tx.insert(portfolio)
                let round = ReportingRound(
                    id: RoundID(6), portfolio: portfolio.id, asOf: day, sourceFile: "a.csv", sourceHash: "00", importedBy: "x",
                    importedAt: tx.now, counts: .init(continuing: 1, vanished: 1))
                try tx.insert(round)
                var figure = RoundFigure(round: round.id, project: other, name: "二期", organization: "DESNZ", raw: ["Name": "二期"])
                (figure.declared, figure.colour, figure.wholeLife) = ("Amber", .yellow, 123)
                try tx.append(figure)
                try tx.save(ProjectAlias(issuer: "GMPP", code: "G1", project: other))
                try tx.save(Absence(id: ID<Absence>(9), project: id, round: round.id, openedAt: tx.now))
                var project = try #require(try tx.project(id))
                project.presence = .vanished
                project.version += 1
                try tx.update(project)
            }
            #expect(try await world.codes { $0.vanishedOnly = true } == ["A"])
            #expect(try await world.portfolios.openAbsences(tenant: world.tenant, sight: .everything).count == 1)
            try await world.commands.answerAbsence(.merged, successor: other, because: "併入", project: id, context: world.context())
            #expect(try await world.get(id)?.presence == .merged)
            let rounds = try await world.store.rounds(tenant: world.tenant, of: other)
            #expect(rounds.first?.figure.raw == ["Name": "二期"] && rounds.first?.figure.colour == .yellow)
            await #expect {
                try await world.work.write(world.context()) { tx in try tx.save(ProjectAlias(issuer: "GMPP", code: "G1", project: id)) }
            } throws: {
                ($0 as? AppError)?.code == "LT3036"
            }
        }
    }
}
