import Exchange
import Foundation
import Kernel
import Operations
import Policy

/// The opening of a city as page and command do it alike.
package struct SetupDesk: Sendable {
    package let queries: any SetupQueries
    package let packs: ActivePacks
    private let unitOfWork: any UnitOfWork

    package init(queries: any SetupQueries, packs: ActivePacks, unitOfWork: any UnitOfWork) {
        (self.queries, self.packs, self.unitOfWork) = (queries, packs, unitOfWork)
    }

    package func save(_ state: SetupState, _ what: String, context: WriteContext) async throws {
        try await unitOfWork.write(context) { tx in
            try tx.save(state)
            tx.record(AuditDraft("setup.answer", "tenant", tx.tenant.rawValue, payload: AuditPayload(note: what)))
        }
    }

    /// Takes the answers that fit their thresholds; each that does not is `LT4313` at its threshold. Blank keeps the base's value.
    package static func answers(_ given: (Threshold) -> String?, _ pack: PolicyPack) -> (answers: [String: String], faults: [Diagnostic]) {
        var answers: [String: String] = [:]
        var faults: [Diagnostic] = []
        for threshold in pack.thresholds.all {
            guard let text = given(threshold), !text.isEmpty else { continue }
            let fits =
                threshold.kind == .choice
                ? threshold.options.contains { $0.id == text } : Int(text).map { threshold.range?.contains($0) ?? false } ?? false
            if fits {
                answers[threshold.id] = text
            } else {
                faults.append(
                    Diagnostic(
                        .error, "LT4313",
                        [
                            "value": String(text.prefix(40)), "from": threshold.range.map { String($0.lowerBound) } ?? "",
                            "to": threshold.range.map { String($0.upperBound) } ?? threshold.options.map(\.id).joined(separator: ", "),
                        ], column: threshold.id))
            }
        }
        return (answers, faults)
    }

    /// Writes thresholds and calendar into the local pack and activates it.
    /// - Throws: `LT4314` without a city's name, `LT2100` with the checker's faults, `LT2111` when a version decides from that day.
    package func writePack(_ state: SetupState, effective: CivilDate, context: WriteContext) async throws -> PolicyPack {
        guard let city = state.city else { throw AppError("LT4314", .unprocessable) }
        guard let active = packs.pack(context.tenant, on: effective) else { throw AppError("LT4231", .unprocessable) }
        var base = active
        if active.id == LocalPack.id, let archive = try active.archive.base { base = try PackLoader.require(archive) }
        let (entries, faults) = CalendarEntry.read(state.calendar)
        guard faults.isEmpty else { throw AppError("LT4315", .unprocessable, ["count": String(faults.count)], diagnostics: faults) }
        let revision = active.id == LocalPack.id ? active.version.patch + 1 : 0
        let local = LocalPack(
            base: base, revision: revision, effective: effective, city: city, answers: state.answers, calendar: entries)
        let plain = WriteContext(tenant: context.tenant, actor: context.actor, packVersion: context.packVersion)
        let pack = try await packs.activate(try local.archive(), effective: effective, context: plain, unitOfWork: unitOfWork)
        var state = state
        state.pack = pack.reference.description
        try await save(state, pack.reference.description, context: plain)
        return pack
    }

    /// The workbook as it would open the city; faults name sheets and columns in `locale`.
    package func opening(_ data: Data, _ state: SetupState, tenant: TenantID, today: CivilDate, locale: LocaleTag) async throws
        -> (opening: CityOpening, faults: [Diagnostic])
    {
        guard let city = state.city else { throw AppError("LT4314", .unprocessable) }
        guard let pack = packs.pack(tenant, on: today) else { throw AppError("LT4231", .unprocessable) }
        let (workbook, faults) = try SetupWorkbook.read(data, locale: locale)
        let opening = CityOpening(
            workbook, city: city, cutOver: state.cutOver ?? today, pack: pack, ground: try await queries.ground(tenant: tenant),
            locale: locale)
        return (opening, faults)
    }

    /// Everything opening would do and every fault, without doing it.
    package func check(_ data: Data, _ state: SetupState, today: CivilDate, locale: LocaleTag, context: WriteContext) async throws
        -> SetupReport
    {
        let (opening, faults) = try await opening(data, state, tenant: context.tenant, today: today, locale: locale)
        let plain = WriteContext(tenant: context.tenant, actor: context.actor, packVersion: context.packVersion)
        var report = SetupReport()
        let broken = faults.filter { $0.severity == .error }
        // Without its columns a sheet cannot be judged row by row.
        if broken.isEmpty { report = try await opening.dryRun(plain, unitOfWork) }
        report.add(broken)
        return report
    }

    /// Opens the city. Everything enters in one transaction, or `LT4300` names what is wrong and nothing does.
    package func open(_ data: Data, _ state: SetupState, today: CivilDate, locale: LocaleTag, context: WriteContext) async throws
        -> SetupState
    {
        let (opening, faults) = try await opening(data, state, tenant: context.tenant, today: today, locale: locale)
        let broken = faults.filter { $0.severity == .error }
        guard broken.isEmpty else {
            throw AppError("LT4300", .unprocessable, ["count": String(broken.count)], diagnostics: broken)
        }
        return try await unitOfWork.write(context) { tx in
            var opened = state
            let (counts, report) = try opening.open(tx)
            opened.workbook?.report = report
            opened.opened = SetupState.Opened(on: state.opened?.on ?? today, counts: counts)
            try tx.save(opened)
            return opened
        }
    }
}
