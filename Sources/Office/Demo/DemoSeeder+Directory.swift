import Accounts
import Chain
import Kernel

extension DemoSeeder {
    mutating func directory() throws {
        let root = tx.newID(JurisdictionID.self)
        try tx.save(Jurisdiction(id: root, level: .city, code: city.profile.id, name: city.profile.name))
        // A parent comes before its children, whatever the order of the list.
        var waiting = city.organizations
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.parent.map { organizations[$0] != nil } ?? true }
            guard !ready.isEmpty else { break }
            for organization in ready { try insert(organization, root: root) }
            waiting.removeAll { organizations[$0.id] != nil }
        }
    }

    private mutating func insert(_ organization: DemoOrganization, root: JurisdictionID) throws {
        let kind = Organization.Kind(rawValue: organization.kind) ?? .department
        var place = organization.parent.flatMap { jurisdictionOf[$0] } ?? root
        if kind == .district {
            place = tx.newID(JurisdictionID.self)
            try tx.save(
                Jurisdiction(id: place, parent: root, level: .district, code: organization.id, name: Self.placeName(organization.name)))
        }
        let id = tx.newID(OrganizationID.self)
        try tx.save(
            Organization(
                id: id, parent: organization.parent.flatMap { organizations[$0] }, jurisdiction: place, kind: kind, name: organization.name,
                code: organization.id))
        organizations[organization.id] = id
        jurisdictionOf[organization.id] = place
        nodes[organization.id] = .init(.organization, id.rawValue)
        counts.organizations += 1
    }

    /// The district a district's bureau is of.
    private static func placeName(_ name: LocalizedText) -> LocalizedText {
        func strip(_ text: String, _ affixes: [String]) -> String {
            for affix in affixes where text.count > affix.count {
                if text.hasSuffix(affix) { return String(text.dropLast(affix.count)) }
                if text.hasPrefix(affix) { return String(text.dropFirst(affix.count)) }
            }
            return text
        }
        return LocalizedText(
            zhHans: strip(name.zhHans, ["数据局", "管理委员会"]), zhHant: strip(name.zhHant, ["數據局", "管理委員會"]),
            en: strip(name.en, [" Data Bureau", "Administrative Committee of "]))
    }

    /// One person, account and post for each demo account.
    mutating func people(_ accounts: [DemoAccount], password: PasswordHash) throws {
        for account in accounts {
            let organization = try organization(account.organization)
            guard let name = SignInName(account.name) else { throw AppError("LT2900", .unprocessable, ["count": "1"]) }
            let person = tx.newID(PersonID.self)
            try tx.save(Person(id: person, name: account.post.zhHans, organization: organization))
            let id = tx.newID(AccountID.self)
            try tx.open(Account(id: id, person: person, name: name, duty: account.role.duty, mustChangePassword: false))
            try tx.setPassword(password, of: id, mustChange: false)
            try tx.save(
                Assignment(
                    id: tx.newID(AssignmentID.self), person: person, account: id, organization: organization, role: account.role,
                    from: city.asOf.adding(days: -400), clearance: account.clearance))
        }
    }
}
