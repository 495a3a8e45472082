import Accounts
import Kernel
import Testing

/// A small city for tests: a province root, a city with two departments (one with a section) and a district; a partner.
struct City {
    let jurisdictions: JurisdictionTree
    let organizations: OrganizationTree
    static let city = JurisdictionID(2), district = JurisdictionID(3), otherDistrict = JurisdictionID(4)
    static let lead = OrganizationID(10), water = OrganizationID(11), waterSection = OrganizationID(12), schools = OrganizationID(13)
    static let districtBureau = OrganizationID(20), otherBureau = OrganizationID(21), builder = OrganizationID(30)
    let today: CivilDate

    init() throws {
        func name(_ text: String) -> LocalizedText { LocalizedText(zhHans: text, zhHant: text, en: text) }
        jurisdictions = try JurisdictionTree([
            Jurisdiction(id: .init(1), level: .province, name: name("省")),
            Jurisdiction(id: Self.city, parent: .init(1), level: .city, name: name("澜川")),
            Jurisdiction(id: Self.district, parent: Self.city, level: .district, name: name("东汀")),
            Jurisdiction(id: Self.otherDistrict, parent: Self.city, level: .district, name: name("西澜")),
        ])
        func unit(_ id: OrganizationID, _ kind: Organization.Kind, in place: JurisdictionID, under parent: OrganizationID? = nil)
            -> Organization
        {
            Organization(id: id, parent: parent, jurisdiction: place, kind: kind, name: name("\(id)"), code: "\(id)")
        }
        organizations = try OrganizationTree([
            unit(Self.lead, .lead, in: Self.city), unit(Self.water, .department, in: Self.city),
            unit(Self.waterSection, .section, in: Self.city, under: Self.water), unit(Self.schools, .department, in: Self.city),
            unit(Self.districtBureau, .district, in: Self.district), unit(Self.otherBureau, .district, in: Self.otherDistrict),
            unit(Self.builder, .contractor, in: Self.city),
        ])
        today = try #require(CivilDate(iso: "2026-11-23"))
    }

    /// A role held at an organization by person 100, account 1000.
    func permissions(_ role: Role, at organization: OrganizationID, clearance: Secrecy = .internal) -> Permissions {
        let assignment = Assignment(
            id: .init(1), person: .init(100), account: .init(1000), organization: organization, role: role, from: today,
            clearance: clearance)
        return Permissions(
            person: .init(100), account: .init(1000), assignments: [assignment], organizations: organizations, jurisdictions: jurisdictions,
            on: today)
    }

    func resource(_ organization: OrganizationID, secrecy: Secrecy = .internal) -> Resource {
        Resource(organization: organization, jurisdiction: organizations[organization]?.jurisdiction, secrecy: secrecy)
    }
}
