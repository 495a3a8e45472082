import Exchange
import Foundation
import Kernel
import Matching
import Projects
import Testing

@testable import Office

/// Two rounds of a real portfolio without project numbers.
@Suite struct CanadaRoundsTests {
    static func source(_ year: Int) throws -> ImportSource {
        try ImportSource.read(ImportFixture.shipped("canada-gc-it/gc-it-projects-\(year).csv"), fileName: "gc-it-projects-\(year).csv")
    }

    static func rounds() throws -> (first: ImportPlan, second: ImportPlan, again: ImportPlan) {
        var world = try ImportFixture()
        let first = try world.plan(source(2016), ImportFixture.mapping("canada-gc-it/mapping-2016.yaml"), asOf: "2016-06-09")
        try world.apply(first)
        let mapping = try ImportFixture.mapping("canada-gc-it/mapping-2019.yaml")
        let second = try world.plan(source(2019), mapping, asOf: "2019-05-01")
        try world.apply(second)
        return (first, second, try world.plan(source(2019), mapping, asOf: "2019-05-01"))
    }

    @Test func theFirstRoundIsAllNew() throws {
        let plan = try Self.rounds().first
        #expect(plan.counts.accepted == 398)
        #expect(plan.isClean)
        #expect(plan.newOrganizations.count == 37)
    }

    @Test func continuingJoinedAndVanishedProjectsAddUp() throws {
        let plan = try Self.rounds().second
        let counts = plan.counts
        // Of 398 and 463: 99 keep their name, 4 are recognized under another; doubt is asked about, not joined.
        #expect(counts.continuing == 99)
        #expect(counts.renamed == 4)
        #expect((4...15).contains(counts.questions))
        #expect(counts.continuing + counts.renamed + counts.joined == 463)
        #expect(counts.continuing + counts.renamed + counts.vanished == 398)
        #expect(plan.isClean)
    }

    @Test func knownPairsAreFound() throws {
        let plan = try Self.rounds().second
        func old(_ name: String) -> String? {
            plan.entries.first { $0.record.name == name && $0.project != nil }?.project?.fields.name
        }
        #expect(old("Canadian Cryptographic Modernization Program") == "Canadian Cryptographic Modernization Program (CSE)")
        #expect(old("High Frequency Audio Equipment Upgrade") == "High Frequency Audio Equipment")
    }

    @Test func soundingAlikeIsNotEnough() throws {
        let plan = try Self.rounds().second
        func old(_ name: String) -> String? {
            plan.entries.first { $0.record.name == name && $0.project != nil }?.project?.fields.name
        }
        #expect(old("Drugs and Health Product Register Release 3") != "Drugs and Health Product Register Release 2")
        #expect(old("Agency Wide Service Feedback Phase 2") != "Agency Wide Service Feedback Phase 1")
        #expect(old("Job Bank 3") != "Job Bank 2.0")
        #expect(old("Network Transformation") != "Email Transformation Initiative")
        #expect(old("Learning Management System Replacement") != "Transforming to Mobile Applications")
    }

    @Test func theSameFileAgainChangesNothing() throws {
        let counts = try Self.rounds().again.counts
        #expect(counts.unchanged == 463)
        #expect(counts.accepted == 0 && counts.changed == 0 && counts.joined == 0)
    }
}
