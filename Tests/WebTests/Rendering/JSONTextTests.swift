import Foundation
import Kernel
import Policy
import Projects
import Testing

@testable import Web

@Suite struct JSONTextTests {
    @Test func `every field is written as Encodable writes it, whatever is absent`() throws {
        var fields = ProjectFields(
            code: "P-1", name: "澜川 \"平台\" \\ / \u{1}\n\t𠮷", organization: OrganizationID(7), projectClass: "new", stage: "delivery")
        let bare = Project(id: ProjectID(5), fields: fields, packVersion: "city@1.0.0", createdAt: .epoch, updatedAt: .epoch)
        fields.names = LocalizedText(zhHans: "平台", zhHant: "平台", en: "platform")
        (fields.jurisdiction, fields.pillar, fields.state, fields.need) = (JurisdictionID(3), "data", "normal", "need\r\u{8}\u{c}\u{1f}")
        (fields.clause, fields.noClauseReason, fields.goals, fields.tags) = (ClauseID(9), "none", [GoalID(1), GoalID(2)], ["a", "b\""])
        let day = CivilDate(daysSince1970: 20_000)
        (fields.plannedStart, fields.plannedEnd, fields.forecastEnd, fields.actualEnd) = (day, day, day, day)
        (fields.plannedProgress, fields.actualProgress, fields.rhythm) = (12.5, 40, "month")
        let money = Dictionary(uniqueKeysWithValues: FigureKind.allCases.enumerated().map { ($1, Int64($0 + 1) * 12_345) })
        let full = Project(
            id: ProjectID(6), fields: fields, money: ProjectMoney(money),
            lights: ProjectLights(declared: .green, computed: .red, confirmed: .yellow), lastReport: day, portfolio: PortfolioID(4),
            presence: .vanished, historicMissing: true, version: 12, packVersion: "city@1.0.0", createdAt: .epoch, updatedAt: .epoch)
        for projects in [[], [bare], [bare, full]] {
            let page = ProjectPageDTO(
                projects: projects.map(ProjectDTO.init), count: projects.count, countIsExact: true, next: projects.isEmpty ? nil : "6.x")
            #expect(try parsed(Data(page.text.bytes)) == parsed(try JSONEncoder().encode(page)))
        }
    }

    private func parsed(_ json: Data) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: json) as? NSDictionary)
    }
}

extension Instant {
    fileprivate static let epoch = Instant(microseconds: 1_700_000_000_000_000)
}
