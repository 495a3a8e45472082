import Accounts
import Kernel
import Office
import Store

extension Serving {
    private var directoryQueries: AccountStore { AccountStore(database: installation.database) }

    /// Everyone with their accounts and posts, by name.
    package func users() async throws -> [PersonRow] {
        var all: [PersonRow] = []
        var filter = PersonFilter()
        filter.limit = 200
        while true {
            let page = try await directoryQueries.people(tenant: Self.tenant, matching: filter)
            all += page
            guard page.count == filter.limit, let last = page.last else { return all }
            filter.after = last.person.id
        }
    }

    package func organizations() async throws -> OrganizationTree { try await directoryQueries.organizations(tenant: Self.tenant) }

    /// A person with an account and one post; answers the first password, to be shown once. In an empty installation the
    /// organization is made, as the office that leads.
    package func addUser(name: String, signInName: SignInName, role: Role, organization code: String) async throws -> Secret {
        let tree = try await organizations()
        let organization: OrganizationID
        if let found = tree.nodes.values.first(where: { $0.code == code }) {
            organization = found.id
        } else if tree.nodes.isEmpty {
            organization = try await makeFirstOffice(code)
        } else {
            throw AppError("LT1107", .notFound)
        }
        let context = Self.localContext()
        let (person, password) = try await accounts.directory.add(
            name: name, title: "", organization: organization, signInName: signInName, duty: role.duty, context: context)
        guard let account = try await account(named: signInName), account.person == person else { throw AppError("LT1107", .notFound) }
        try await accounts.directory.assign(
            role, at: organization, to: account, from: today, until: nil, clearance: .internal, context: context)
        return password
    }

    package func account(named name: SignInName) async throws -> Account? {
        try await SignInStore(database: installation.database).credentials(tenant: Self.tenant, named: name)?.account
    }

    private func makeFirstOffice(_ code: String) async throws -> OrganizationID {
        let ids = installation.ids
        return try await installation.unitOfWork.write(Self.localContext()) { tx in
            let name = LocalizedText(zhHans: code, zhHant: code, en: code)
            let place = Jurisdiction(id: ids.next(), level: .city, code: code, name: name)
            try tx.save(place)
            let office = Organization(id: ids.next(), jurisdiction: place.id, kind: .lead, name: name, code: code)
            try tx.save(office)
            return office.id
        }
    }
}
