import Accounts
import Exchange
import Kernel
import Policy

extension CityOpening {
    /// Organizations, a parent before its children whatever the order of the sheet. A district is a place of its own.
    func organizations(_ tx: any Transaction, _ run: inout Run) throws {
        for record in workbook.sheets[.organizations, default: []] {
            guard let code = record.cells["code"]?.original.trimmedWhite, !code.isEmpty, run.units[code] == nil else { continue }
            run.units[code] = tx.newID(OrganizationID.self)
        }
        var waiting: [Organization] = []
        var credits: Set<CreditCode> = []
        try each(.organizations, known: { ground.organizations[$0] != nil }, &run) { reading, code, run in
            let kind = reading.choice("kind")
            let parent = reading.reference("parent", run.units)
            if parent != nil, parent == run.units[code] { reading.fault("LT4305", "parent", ["value": code]) }
            var credit: CreditCode?
            if let text = reading.text("credit-code") {
                credit = CreditCode(text)
                if credit == nil { reading.fault("LT4309", "credit-code", ["value": String(text.prefix(40))]) }
            }
            if let credit, !credits.insert(credit).inserted { reading.fault("LT4304", "credit-code", ["value": credit.description]) }
            guard let id = run.units[code] else { return nil }
            let organization = Organization(
                id: id, parent: parent, jurisdiction: run.root, kind: Organization.Kind(rawValue: kind) ?? .department,
                name: reading.name(), creditCode: credit, code: code)
            return { waiting.append(organization) }
        }
        var placed = Set(ground.organizations.values)
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.parent.map { placed.contains($0) } ?? true }
            guard !ready.isEmpty else {
                // Only a circle is a fault of its own; a parent that was rejected has been reported.
                if run.faults.isEmpty { run.faults.append(Diagnostic(.error, "LT4306")) }
                break
            }
            for organization in ready {
                try tx.save(try place(organization, tx, &run))
                placed.insert(organization.id)
                run.counts.organizations += 1
            }
            waiting.removeAll { placed.contains($0.id) }
        }
    }

    private func place(_ organization: Organization, _ tx: any Transaction, _ run: inout Run) throws -> Organization {
        var organization = organization
        organization.jurisdiction = organization.parent.flatMap { run.places[$0] } ?? run.root
        if organization.kind == .district {
            let place = Jurisdiction(
                id: tx.newID(JurisdictionID.self), parent: run.root, level: .district, code: organization.code, name: organization.name)
            try tx.save(place)
            organization.jurisdiction = place.id
        }
        run.places[organization.id] = organization.jurisdiction
        return organization
    }

    /// People with a business account and one post each; without a password until one is handed out. Administrators are not taken
    /// from a table: the three duties are given one by one (三員分立).
    func people(_ tx: any Transaction, _ run: inout Run) throws {
        try each(.people, known: { SignInName($0).map { ground.accounts.contains($0.text) } ?? false }, &run) { reading, code, run in
            guard let name = SignInName(code) else {
                reading.fault("LT4307", "code", ["value": String(code.prefix(80))])
                return nil
            }
            let role = Role(rawValue: reading.choice("role"))
            guard let unit = reading.reference("unit", run.units), let role, !role.duty.isAdministrator else { return nil }
            let person = Person(
                id: tx.newID(PersonID.self), name: reading.text("name") ?? "", organization: unit, title: reading.text("title") ?? "",
                phone: reading.text("phone") ?? "", email: reading.text("email") ?? "")
            run.counts.people += 1
            return {
                try tx.save(person)
                let account = Account(id: tx.newID(AccountID.self), person: person.id, name: name, duty: role.duty)
                try tx.open(account)
                try tx.save(
                    Assignment(
                        id: tx.newID(AssignmentID.self), person: person.id, account: account.id, organization: unit, role: role,
                        from: cutOver))
            }
        }
    }
}
