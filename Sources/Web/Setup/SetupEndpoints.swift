import Accounts
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import NIOCore
import Office
import Operations
import Policy

/// 開城: the fourteen steps from an empty database to an open city, on one page that may be left and taken up again.
package struct SetupEndpoints: EndpointCollection {
    let desk: SetupDesk
    let intake: FileIntake
    let files: any FileQueries
    let directory: DirectoryDesk
    /// The demonstration city's own workbook, for a trial.
    let sample: @Sendable (LocaleTag, PolicyPack) throws -> Data

    package init(
        desk: SetupDesk, intake: FileIntake, files: any FileQueries, directory: DirectoryDesk,
        sample: @escaping @Sendable (LocaleTag, PolicyPack) throws -> Data
    ) {
        (self.desk, self.intake, self.files, self.directory, self.sample) = (desk, intake, files, directory, sample)
    }

    private static let uploadLimit = ImportSource.limits.bytes + (1 << 20)
    /// First passwords handed out at once: each is hashed slowly.
    private static let passwordsAtOnce = 40

    package var endpoints: [Endpoint] {
        [
            .get("/setup", .action(.setupRun)) { visit in try await show(visit, nil) },
            .get("/setup/template", .action(.setupRun), template),
            .get("/setup/sample", .action(.setupRun), sampleWorkbook),
            .get("/setup/faults", .action(.setupRun), faults),
            .post("/setup/city", .action(.setupRun)) { visit in try await keeping(visit, city) },
            .post("/setup/thresholds", .action(.setupRun)) { visit in try await keeping(visit, thresholds) },
            .post("/setup/calendar", .action(.setupRun)) { visit in try await keeping(visit, calendar) },
            .post("/setup/pack", .action(.setupRun)) { visit in try await keeping(visit, pack) },
            .post("/setup/workbook", .action(.setupRun), body: .upload(limit: Self.uploadLimit)) { visit in
                try await keeping(visit, workbook)
            },
            .post("/setup/check", .action(.setupRun)) { visit in try await keeping(visit, check) },
            .post("/setup/opening", .action(.setupRun)) { visit in try await keeping(visit, open) },
            .post("/setup/passwords", .action(.setupRun), passwords),
        ]
    }

    /// What cannot be done is told on the page itself; nothing entered before is lost.
    private func keeping(_ visit: Visit, _ step: (Visit) async throws -> Response) async throws -> Response {
        do { return try await step(visit) } catch let error as AppError where error.category != .forbidden {
            return try await show(visit, error)
        }
    }

    private func show(_ visit: Visit, _ error: AppError?) async throws -> Response {
        let tenant = try visit.caller.tenant
        let state = try await desk.queries.setup(tenant: tenant)
        let active = desk.packs.pack(tenant, on: visit.today)
        let progress = SetupProgress(
            state, duties: try await desk.queries.duties(tenant: tenant), pack: active, today: visit.today)
        let waiting = try await desk.queries.accountsWithoutPassword(tenant: tenant, limit: Self.passwordsAtOnce + 1).count
        let page = SetupPages(visit: visit, state: state, pack: active, progress: progress, waiting: waiting, error: error).page
        return try visit.page(
            page, title: visit.words("setup.title"), status: error.map { .init(code: $0.category.rawValue) } ?? .ok)
    }

    private func state(_ visit: Visit) async throws -> SetupState { try await desk.queries.setup(tenant: try visit.caller.tenant) }

    private func activePack(_ visit: Visit) throws -> PolicyPack {
        guard let pack = desk.packs.pack(try visit.caller.tenant, on: visit.today) else { throw AppError("LT4231", .unprocessable) }
        return pack
    }

    private func done(_ visit: Visit, _ key: String, _ arguments: [String: String] = [:]) -> Response {
        visit.redirect(to: .setup, flash: FlashMessage(.success, key, arguments))
    }

    // MARK: Answers

    private func city(_ visit: Visit) async throws -> Response {
        var state = try await state(visit)
        guard let hans = visit.form.text("name-hans"), hans.count <= 60 else { throw visit.wrong("setup.city.name-hans") }
        guard let day = visit.form.date("cut-over"), abs(day.days(until: visit.today)) <= 3660 else { throw visit.wrong("setup.cut-over") }
        let names = (visit.form.text("name-hant") ?? hans, visit.form.text("name-en") ?? hans)
        guard names.0.count <= 60, names.1.count <= 120 else { throw visit.wrong("setup.city.name-hant") }
        state.city = LocalizedText(zhHans: hans, zhHant: names.0, en: names.1)
        state.cutOver = day
        try await desk.save(state, hans, context: try visit.writeContext)
        return done(visit, "setup.flash.saved")
    }

    private func thresholds(_ visit: Visit) async throws -> Response {
        var state = try await state(visit)
        let (answers, faults) = SetupDesk.answers({ visit.form.text("threshold-\($0.id)") }, try activePack(visit))
        guard faults.isEmpty else { throw AppError("LT4315", .unprocessable, ["count": String(faults.count)], diagnostics: faults) }
        state.answers = answers
        try await desk.save(state, "thresholds", context: try visit.writeContext)
        return done(visit, "setup.flash.saved")
    }

    private func calendar(_ visit: Visit) async throws -> Response {
        var state = try await state(visit)
        let text = visit.form["lines"] ?? ""
        let (entries, faults) = CalendarEntry.read(text)
        guard faults.isEmpty else { throw AppError("LT4315", .unprocessable, ["count": String(faults.count)], diagnostics: faults) }
        state.calendar = text
        try await desk.save(state, "calendar", context: try visit.writeContext)
        return done(visit, "setup.flash.calendar", ["count": String(entries.count)])
    }

    private func pack(_ visit: Visit) async throws -> Response {
        guard let day = visit.form.date("effective") else { throw visit.wrong("settings.packs.column.effective") }
        let state = try await state(visit)
        guard state.opened == nil || visit.permissions.allows(.packActivate) else {
            throw AppError("LT1106", .forbidden, ["action": Accounts.Action.packActivate.rawValue])
        }
        let pack = try await desk.writePack(state, effective: day, context: try visit.writeContext)
        return done(visit, "settings.packs.flash.activated", ["pack": pack.reference.description])
    }

    // MARK: Workbook

    private func template(_ visit: Visit) async throws -> Response {
        download(visit, try SetupWorkbook().xlsx(visit.locale, pack: try activePack(visit)), "setup.template.file")
    }

    private func sampleWorkbook(_ visit: Visit) async throws -> Response {
        download(visit, try sample(visit.locale, try activePack(visit)), "setup.sample.file")
    }

    private func download(_ visit: Visit, _ data: Data, _ name: String) -> Response {
        visit.download(
            ByteBuffer(bytes: data), name: visit.words(name) + ".xlsx",
            contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    }

    private func workbook(_ visit: Visit) async throws -> Response {
        guard let upload = visit.uploads.first(where: { $0.field == "file" && $0.size > 0 }) else {
            throw AppError("LT4228", .unprocessable)
        }
        let state = try await state(visit)
        let context = try visit.writeContext
        let data = try Data(contentsOf: upload.url, options: .mappedIfSafe)
        let report = try await desk.check(data, state, today: visit.today, locale: visit.locale, context: context)
        _ = try await intake.receive(
            .init(name: upload.fileName, owner: .init(kind: "setup", id: context.tenant.rawValue)), body: SpooledFile(data),
            context: context
        ) { tx, file in
            var checked = state
            checked.workbook = SetupState.Workbook(file: file.id, name: file.name, report: report)
            try tx.save(checked)
        }
        return told(visit, report)
    }

    /// The stored workbook once more, after units were added or the pack changed.
    private func check(_ visit: Visit) async throws -> Response {
        var state = try await state(visit)
        let report = try await desk.check(
            try await data(state, visit), state, today: visit.today, locale: visit.locale, context: try visit.writeContext)
        state.workbook?.report = report
        try await desk.save(state, "check", context: try visit.writeContext)
        return told(visit, report)
    }

    private func told(_ visit: Visit, _ report: SetupReport) -> Response {
        report.isSound
            ? done(visit, "setup.flash.sound", ["count": String(report.accepted)])
            : visit.redirect(
                to: .setup, flash: FlashMessage(.warning, "setup.flash.faults", ["count": String(report.faultCount)]))
    }

    private func data(_ state: SetupState, _ visit: Visit) async throws -> Data {
        guard let stored = state.workbook, let file = try await files.file(stored.file, tenant: try visit.caller.tenant) else {
            throw AppError("LT4228", .unprocessable)
        }
        var data = Data()
        for try await chunk in intake.contents(of: file) { data.append(contentsOf: chunk) }
        return data
    }

    /// Every listed fault as a table, to be worked off beside the workbook.
    private func faults(_ visit: Visit) async throws -> Response {
        let words = visit.words
        var table = Table(
            columns: ["setup.fault.sheet", "setup.fault.line", "setup.fault.column", "setup.fault.reason"].map { Column(words($0)) })
        for fault in try await state(visit).workbook?.report.faults ?? [] {
            table.rows.append([
                .text(fault.file ?? ""), fault.line.map { Cell.number($0) } ?? .blank, .text(fault.column ?? ""),
                .text(words.diagnostic(fault).sentence),
            ])
        }
        return visit.download(
            ByteBuffer(bytes: try TableWriter.csv.data(table, name: "faults")), name: words("setup.faults.file") + ".csv",
            contentType: "text/csv; charset=utf-8")
    }

    // MARK: Opening

    private func open(_ visit: Visit) async throws -> Response {
        guard visit.form["sure"] != nil else { throw visit.wrong("setup.opening.sure") }
        let state = try await state(visit)
        let opened = try await desk.open(
            try await data(state, visit), state, today: visit.today, locale: visit.locale, context: try visit.writeContext)
        let counts = opened.opened?.counts ?? CityOpening.Counts()
        return done(
            visit, "setup.flash.opened",
            ["organizations": String(counts.organizations), "people": String(counts.people), "projects": String(counts.projects)])
    }

    /// First passwords for those who have none, as a table that is shown once and stored nowhere.
    private func passwords(_ visit: Visit) async throws -> Response {
        let words = visit.words
        let context = try visit.writeContext
        let plain = WriteContext(tenant: context.tenant, actor: context.actor, packVersion: context.packVersion)
        var table = Table(columns: [Column(words("setup.passwords.account")), Column(words("setup.passwords.password"))])
        for account in try await desk.queries.accountsWithoutPassword(tenant: context.tenant, limit: Self.passwordsAtOnce) {
            let password = try await directory.resetPassword(account, context: plain)
            table.rows.append([.text(account.name.text), .text(String(decoding: password.bytes, as: UTF8.self))])
        }
        return visit.download(
            ByteBuffer(bytes: try TableWriter.csv.data(table, name: "passwords")), name: words("setup.passwords.file") + ".csv",
            contentType: "text/csv; charset=utf-8")
    }
}
