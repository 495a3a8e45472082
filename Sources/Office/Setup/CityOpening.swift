import Accounts
import Chain
import Exchange
import Kernel
import Operations
import Planning
import Policy
import Projects

/// Opens a city from its workbook (開城): every record checked first, then all of them in one transaction. A record whose code is
/// there already is left as it is, so that the same workbook may be opened again after rows were added.
package struct CityOpening: Sendable {
    package struct Counts: Hashable, Sendable, Codable {
        package var organizations = 0, people = 0, clauses = 0, goals = 0, systems = 0, dataResources = 0, projects = 0

        package init() {}
    }

    /// What the office holds before the opening, by code.
    package struct Ground: Sendable {
        /// The topmost place; made when there is none.
        package var root: Jurisdiction?
        package var organizations: [String: OrganizationID] = [:]
        package var places: [OrganizationID: JurisdictionID] = [:]
        package var clauses: [String: ClauseID] = [:]
        package var goals: Set<String> = [], systems: Set<String> = [], dataResources: Set<String> = [], projects: Set<String> = []
        /// Sign-in names.
        package var accounts: Set<String> = []

        package init() {}
    }

    /// What one run found and made.
    struct Run {
        var report = SetupReport()
        var counts = Counts()
        var faults: [Diagnostic] = []
        var root: JurisdictionID
        var units: [String: OrganizationID]
        var places: [OrganizationID: JurisdictionID]
        var clauses: [String: ClauseID]
    }

    let workbook: SetupWorkbook
    private let city: LocalizedText
    /// 啟用日: what began before it enters at its real stage, without the materials of then.
    let cutOver: CivilDate
    let pack: PolicyPack
    let ground: Ground
    /// The language faults name sheets and columns in.
    private let locale: LocaleTag

    package init(
        _ workbook: SetupWorkbook, city: LocalizedText, cutOver: CivilDate, pack: PolicyPack, ground: Ground, locale: LocaleTag = .zhHant
    ) {
        (self.workbook, self.city, self.cutOver, self.pack) = (workbook, city, cutOver, pack)
        (self.ground, self.locale) = (ground, locale)
    }

    /// Thrown inside the transaction of a dry run: everything was tried, nothing stays.
    private struct DryRun: Error { let report: SetupReport }

    /// What opening would do, tried in a transaction that is taken back.
    package func dryRun(_ context: WriteContext, _ unitOfWork: any UnitOfWork) async throws -> SetupReport {
        do {
            return try await unitOfWork.write(context) { tx in
                let run = try attempt(tx)
                throw DryRun(report: run.report)
            }
        } catch let tried as DryRun {
            return tried.report
        }
    }

    /// Enters everything. With any fault it throws `LT4300` with all of them, and the transaction leaves nothing.
    package func open(_ tx: any Transaction) throws -> (counts: Counts, report: SetupReport) {
        let run = try attempt(tx)
        guard run.faults.isEmpty else {
            throw AppError("LT4300", .unprocessable, ["count": String(run.faults.count)], diagnostics: run.report.faults)
        }
        try tx.save(tenantName: city.zhHans)
        tx.record(AuditDraft("setup.open", "tenant", tx.tenant.rawValue, payload: AuditPayload(note: city.zhHans)))
        return (run.counts, run.report)
    }

    private func attempt(_ tx: any Transaction) throws -> Run {
        var root = ground.root ?? Jurisdiction(id: tx.newID(JurisdictionID.self), level: .city, name: city)
        root.name = city
        try tx.save(root)
        var run = Run(root: root.id, units: ground.organizations, places: ground.places, clauses: ground.clauses)
        try organizations(tx, &run)
        try people(tx, &run)
        try clauses(tx, &run)
        try goals(tx, &run)
        try systems(tx, &run)
        try dataResources(tx, &run)
        try projects(tx, &run)
        run.report.add(run.faults)
        return run
    }

    /// Reads the sheet record by record; the closure `enter` answers runs only for those without a fault.
    func each(
        _ sheet: SetupSheet, known: (String) -> Bool, _ run: inout Run,
        _ enter: (inout SetupReading, String, inout Run) throws -> (() throws -> Void)?
    ) throws {
        var seen: Set<String> = []
        var line = SetupReport.Line()
        for record in workbook.sheets[sheet, default: []] {
            line.rows += 1
            var reading = SetupReading(sheet, record, locale: locale, pack: pack)
            let code = reading.text("code") ?? ""
            if !code.isEmpty, !seen.insert(code).inserted { reading.fault("LT4304", "code", ["value": String(code.prefix(80))]) }
            if reading.faults.isEmpty, known(code) {
                line.known += 1
                continue
            }
            let write = try enter(&reading, code, &run)
            if reading.faults.isEmpty, let write {
                try write()
                line.accepted += 1
            } else {
                line.rejected += 1
                run.faults += reading.faults
            }
        }
        run.report[sheet] = line
    }
}
