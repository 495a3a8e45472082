import Accounts
import Exchange
import Foundation
import Kernel
import Projects

@testable import Office

/// A portfolio in memory: plans are made against it and carried out on it, as the store would.
struct ImportFixture {
    var ground: ImportGround
    private var next: Int64 = 1000

    static let vocabulary = ProjectVocabulary(
        classes: ["new", "upgrade"], pillars: ["data"], stages: ["declaration", "delivery"], states: [], rhythms: [])

    init() throws {
        ground = ImportGround(
            projects: [], aliases: [], organizations: try OrganizationTree([]), rounds: [], vocabulary: Self.vocabulary)
    }

    static func shipped(_ path: String) throws -> Data {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try Data(contentsOf: root.appendingPathComponent("Packs/portfolios/" + path))
    }

    static func mapping(_ path: String) throws -> ImportMapping {
        try ImportMapping.require(String(decoding: shipped(path), as: UTF8.self), file: path)
    }

    func plan(_ source: ImportSource, _ mapping: ImportMapping, asOf: String, options: ImportOptions = .init()) throws -> ImportPlan {
        try ImportPlanner(
            mapping, portfolioCode: "P", asOf: CivilDate(iso: asOf) ?? CivilDate(daysSince1970: 0), options: options, ground: ground
        ).plan(source)
    }

    /// Carries a plan out: what publishing does to the records.
    mutating func apply(_ plan: ImportPlan) throws {
        var organizations = Array(ground.organizations.nodes.values)
        var units: [String: OrganizationID] = [:]
        for name in plan.newOrganizations {
            next += 1
            let id = OrganizationID(next)
            units[HeaderMatch.plain(name)] = id
            organizations.append(
                Organization(
                    id: id, jurisdiction: JurisdictionID(1), kind: .department, name: LocalizedText(zhHans: name, zhHant: name, en: name),
                    code: "u\(next)"))
        }
        ground.organizations = try OrganizationTree(organizations)
        for entry in plan.entries where entry.verdict != .rejected {
            let unit: OrganizationID? =
                switch entry.organization {
                case .known(let id): id
                case .new(let name): units[HeaderMatch.plain(name)]
                }
            var project: Project
            if let known = entry.project {
                project = known
            } else {
                next += 1
                let fields = ProjectFields(
                    code: "P-\(next)", name: entry.record.name, organization: unit ?? OrganizationID(1), projectClass: "new",
                    stage: "delivery")
                project = Project(
                    id: ProjectID(next), fields: fields, packVersion: "p", createdAt: Instant(microseconds: 0),
                    updatedAt: Instant(microseconds: 0))
            }
            project.fields = entry.record.applied(to: project.fields, organization: unit)
            for (kind, amount) in entry.record.figures { project.money[kind] = amount }
            if let colour = entry.record.colour { project.lights.declared = colour }
            ground.projects.removeAll { $0.id == project.id }
            ground.projects.append(project)
            if let code = entry.record.externalCode {
                ground.aliases.removeAll { $0.code == code }
                ground.aliases.append(ProjectAlias(issuer: plan.issuer, code: code, project: project.id))
            }
        }
    }
}
