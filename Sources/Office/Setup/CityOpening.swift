import Accounts
import Chain
import Exchange
import Kernel
import Operations
import Planning
import Policy
import Projects

/// Opens a city from its workbook (開城): every record checked first, then all of them in one transaction.
package struct CityOpening: Sendable {
    package struct Counts: Hashable, Sendable, Codable {
        package var organizations = 0, clauses = 0, goals = 0, systems = 0, dataResources = 0, projects = 0
    }

    private let workbook: SetupWorkbook
    private let city: LocalizedText
    /// 啟用日: what began before it enters at its real stage, without the materials of then.
    let cutOver: CivilDate
    let pack: PolicyPack

    package init(_ workbook: SetupWorkbook, city: LocalizedText, cutOver: CivilDate, pack: PolicyPack) {
        (self.workbook, self.city, self.cutOver, self.pack) = (workbook, city, cutOver, pack)
    }

    /// Enters everything. With any fault it throws `LT4300` with all of them, and the transaction leaves nothing.
    package func open(_ tx: any Transaction) throws -> Counts {
        var faults: [Diagnostic] = []
        var counts = Counts()
        let root = tx.newID(JurisdictionID.self)
        try tx.save(tenantName: city.zhHans)
        try tx.save(Jurisdiction(id: root, level: .city, name: city))
        let units = try organizations(tx, root, &faults, &counts)
        let clauses = try clauses(tx, &faults, &counts)
        try goals(tx, units, clauses, &faults, &counts)
        try systems(tx, units, &faults, &counts)
        try dataResources(tx, units, &faults, &counts)
        try projects(tx, units, clauses, root, &faults, &counts)
        guard faults.isEmpty else { throw AppError("LT4300", .unprocessable, ["count": String(faults.count)], diagnostics: faults) }
        tx.record(AuditDraft("setup.open", "tenant", tx.tenant.rawValue, payload: AuditPayload(note: city.zhHans)))
        return counts
    }

    /// Reads the sheet record by record; `enter` runs only for those without a fault and whose code is new.
    func each(
        _ sheet: SetupSheet, _ faults: inout [Diagnostic], _ enter: (inout SetupReading, String) throws -> (() throws -> Void)?
    ) throws {
        var seen: Set<String> = []
        for record in workbook.sheets[sheet, default: []] {
            var reading = SetupReading(sheet, record)
            let code = reading.text("code") ?? ""
            if !code.isEmpty, !seen.insert(code).inserted { reading.fault("LT4304", "code", ["value": code]) }
            let write = try enter(&reading, code)
            if reading.faults.isEmpty { try write?() } else { faults += reading.faults }
        }
    }

    private func organizations(
        _ tx: any Transaction, _ root: JurisdictionID, _ faults: inout [Diagnostic], _ counts: inout Counts
    ) throws -> [String: OrganizationID] {
        let codes = workbook.sheets[.organizations, default: []].compactMap { $0.cells["code"]?.original.trimmedWhite }
        let ids = Dictionary(codes.map { ($0, tx.newID(OrganizationID.self)) }, uniquingKeysWith: { first, _ in first })
        var waiting: [(organization: Organization, parent: OrganizationID?)] = []
        try each(.organizations, &faults) { reading, code in
            let kind = reading.choice("kind", Organization.Kind.allCases.map(\.rawValue))
            let parent = reading.reference("parent", ids)
            if parent != nil, parent == ids[code] { reading.fault("LT4305", "parent", ["value": code]) }
            var credit: CreditCode?
            if let text = reading.text("credit-code") {
                credit = CreditCode(text)
                if credit == nil { reading.fault("LT4212", "credit-code", ["value": String(text.prefix(40))]) }
            }
            guard let id = ids[code] else { return nil }
            let organization = Organization(
                id: id, parent: parent, jurisdiction: root, kind: Organization.Kind(rawValue: kind) ?? .department, name: reading.name(),
                creditCode: credit, code: code)
            return { waiting.append((organization, parent)) }
        }
        // A parent comes before its children, whatever the order of the sheet; a circle is a fault.
        var stored: Set<OrganizationID> = []
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.parent.map { stored.contains($0) } ?? true }
            guard !ready.isEmpty else {
                if faults.isEmpty { faults.append(Diagnostic(.error, "LT4306", file: SetupSheet.organizations.title.zhHant)) }
                break
            }
            for (organization, _) in ready {
                try tx.save(organization)
                stored.insert(organization.id)
                counts.organizations += 1
            }
            waiting.removeAll { stored.contains($0.organization.id) }
        }
        return ids
    }

    private func clauses(_ tx: any Transaction, _ faults: inout [Diagnostic], _ counts: inout Counts) throws -> [String: ClauseID] {
        var ids: [String: ClauseID] = [:]
        var number = 0
        try each(.clauses, &faults) { reading, code in
            func same(_ text: String?) -> LocalizedText { LocalizedText(zhHans: text ?? "", zhHant: text ?? "", en: text ?? "") }
            let clause = Clause(
                id: tx.newID(ClauseID.self), code: code, document: same(reading.text("document")), article: same(reading.text("article")),
                text: same(reading.text("text")), pillar: reading.choice("pillar", pack.framework.pillars.map(\.id)))
            return {
                try tx.insert(clause)
                ids[code] = clause.id
                number += 1
            }
        }
        counts.clauses = number
        return ids
    }

    private func goals(
        _ tx: any Transaction, _ units: [String: OrganizationID], _ clauses: [String: ClauseID], _ faults: inout [Diagnostic],
        _ counts: inout Counts
    ) throws {
        var number = 0
        try each(.goals, &faults) { reading, code in
            let measure = reading.text("measure") ?? ""
            guard let lead = reading.reference("unit", units), let start = reading.number("start"), let target = reading.number("target"),
                let startOn = reading.date("start-on"), let deadline = reading.date("deadline")
            else { return nil }
            let goal = Goal(
                id: tx.newID(GoalID.self), code: code, name: reading.name(),
                pillar: reading.choice("pillar", pack.framework.pillars.map(\.id)), family: .catchUp, lead: lead,
                clause: reading.reference("clause", clauses), unit: LocalizedText(zhHans: measure, zhHant: measure, en: measure),
                rises: target >= start, start: start, startOn: startOn, target: target, deadline: deadline, dueThisYear: nil, current: nil,
                observedOn: nil)
            return {
                try tx.insert(goal)
                number += 1
            }
        }
        counts.goals = number
    }

    private func systems(
        _ tx: any Transaction, _ units: [String: OrganizationID], _ faults: inout [Diagnostic], _ counts: inout Counts
    ) throws {
        var number = 0
        try each(.systems, &faults) { reading, code in
            guard let unit = reading.reference("unit", units) else { return nil }
            let system = ChainSystem(
                id: tx.newID(SystemID.self), code: code, name: reading.name(), organization: unit, state: reading.text("state") ?? "",
                protectionLevel: reading.int("level"), hosting: reading.text("hosting") ?? "", yearlyCost: reading.money("cost"),
                since: reading.int("since"), monthlyUsers: reading.int("users"), isHigherLevel: reading.flag("vertical"))
            return {
                try tx.insert(system)
                number += 1
            }
        }
        counts.systems = number
    }

    private func dataResources(
        _ tx: any Transaction, _ units: [String: OrganizationID], _ faults: inout [Diagnostic], _ counts: inout Counts
    ) throws {
        var number = 0
        try each(.dataResources, &faults) { reading, code in
            guard let unit = reading.reference("unit", units) else { return nil }
            let resource = DataResource(
                id: tx.newID(DataResourceID.self), code: code, name: reading.name(), owner: unit, share: reading.text("share") ?? "",
                cycle: reading.text("cycle") ?? "", isLinked: reading.flag("linked"), callsIn12Months: Int64(reading.int("calls") ?? 0))
            return {
                try tx.insert(resource)
                number += 1
            }
        }
        counts.dataResources = number
    }
}
