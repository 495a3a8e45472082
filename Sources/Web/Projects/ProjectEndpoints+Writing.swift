import Accounts
import Exchange
import HTTPTypes
import Hummingbird
import Kernel
import Office
import Operations
import Policy
import Projects

extension ProjectEndpoints {
    func newForm(_ visit: Visit) async throws -> Response {
        var texts = ["secrecy": ProjectSecrecy.internal.rawValue, "currency": Currency.cny.code]
        texts["organization"] = try visit.caller.organization?.description
        if let pack = services.pack(try visit.caller.tenant, visit.today) {
            texts["class"] = pack.lifecycle.classes.first?.id
            texts["stage"] = pack.lifecycle.classes.first?.start
        }
        return try await form(visit, project: nil, texts: texts, version: 0, seen: visit.now)
    }

    func create(_ visit: Visit) async throws -> Response {
        do {
            let id = try await register(Self.texts(visit.form), visit) { .seeOther(.project($0)) }
            return visit.redirect(to: .project(id), flash: FlashMessage(.success, "projects.flash.registered"))
        } catch let error as AppError where error.category == .unprocessable || error.code == "LT3011" {
            return try await form(visit, project: nil, texts: Self.texts(visit.form), version: 0, seen: visit.now, error: error)
        }
    }

    /// Form and API alike: read, check who may, decide, store.
    func register(
        _ texts: [String: String], _ visit: Visit, answer: @escaping @Sendable (ProjectID) -> StoredAnswer
    ) async throws -> ProjectID {
        let vocabulary = try services.vocabulary(visit)
        let empty = ProjectFields(
            code: "", name: "", organization: try visit.caller.organization ?? OrganizationID(0),
            projectClass: vocabulary.classes.first ?? "",
            stage: vocabulary.stages.first ?? "")
        var (fields, faults) = ProjectFields.read(texts, onto: empty)
        fields.jurisdiction = try await jurisdiction(of: fields.organization, visit)
        guard faults.isEmpty else {
            throw AppError(
                "LT3010", .unprocessable,
                diagnostics: faults + fields.check(vocabulary).filter { fault in !faults.contains { $0.column == fault.column } })
        }
        try await requirePartners(fields, visit)
        try visit.permissions.require(
            .projectCreate,
            on: Resource(
                organization: fields.organization, jurisdiction: fields.jurisdiction,
                secrecy: Secrecy(rawValue: fields.secrecy.rawValue) ?? .workSecret))
        return try await services.commands.create(fields, vocabulary: vocabulary, context: try visit.writeContext, answer: answer)
    }

    /// A party sees the project: only a partner can be one, each in its own part. Throws LT3037 at the field.
    private func requirePartners(_ fields: ProjectFields, _ visit: Visit) async throws {
        let tree = try await services.names.names(try visit.caller.tenant).organizations
        let faults = fields.parties.filter { tree[$0.organization]?.kind.isPartner != true }.map {
            Diagnostic(.error, "LT3037", ["unit": $0.organization.description], column: $0.role.rawValue)
        }
        guard faults.isEmpty else { throw AppError("LT3010", .unprocessable, diagnostics: faults) }
    }

    private func jurisdiction(of organization: OrganizationID, _ visit: Visit) async throws -> JurisdictionID? {
        try await services.names.names(try visit.caller.tenant).organizations[organization]?.jurisdiction
    }

    func editForm(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .projectEdit)
        return try await form(visit, project: project, texts: project.fields.texts, version: project.version, seen: project.updatedAt)
    }

    func edit(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .projectEdit)
        let texts = Self.texts(visit.form)
        let version = visit.form["version"].flatMap { Int64($0) } ?? 0
        let seen = Instant(microseconds: visit.form["seen"].flatMap { Int64($0) } ?? 0)
        do {
            _ = try await change(project, texts, version: version, visit) { _ in .seeOther(.project(project.id)) }
            return visit.redirect(to: .project(project.id), flash: FlashMessage(.success, "projects.flash.saved"))
        } catch let error as AppError where error.category == .stale {
            // The record as it is now, the text as it was typed: whoever saves next has seen both.
            let (typed, _) = ProjectFields.read(texts, onto: project.fields)
            let project = try await self.project(visit, for: .projectEdit)
            let difference = try await ProjectDifference.since(
                seen, project: project, typed: typed, tenant: try visit.caller.tenant, audit: services.audit)
            return try await form(
                visit, project: project, texts: project.fields.texts.merging(texts) { $1 }, version: project.version,
                seen: project.updatedAt,
                error: error, difference: difference)
        } catch let error as AppError where error.category == .unprocessable || error.code == "LT3011" {
            return try await form(visit, project: project, texts: texts, version: version, seen: seen, error: error)
        }
    }

    func change(
        _ project: Project, _ texts: [String: String], version: Int64, _ visit: Visit, answer: @escaping @Sendable (Int64) -> StoredAnswer
    ) async throws -> Int64 {
        guard project.version == version else { throw AppError("LT3009", .stale, ["version": String(project.version)]) }
        var (fields, faults) = ProjectFields.read(texts, onto: project.fields)
        guard faults.isEmpty else { throw AppError("LT3010", .unprocessable, diagnostics: faults) }
        if fields.organization != project.fields.organization {
            fields.jurisdiction = try await jurisdiction(of: fields.organization, visit)
        }
        try await requirePartners(fields, visit)
        // A record cannot be edited out of one's own reach, nor into a level one may not see.
        var changed = project
        changed.fields = fields
        try visit.permissions.require(.projectEdit, on: changed.resource)
        return try await services.commands.edit(
            project.id, ProjectEdit(fields: fields, version: version), vocabulary: try services.vocabulary(visit),
            context: try visit.writeContext, answer: answer)
    }

    /// The fields of the register a form may carry; others are not its business.
    static func texts(_ form: FormData) -> [String: String] {
        var texts: [String: String] = [:]
        for name in ProjectFields.order where name != "jurisdiction" { texts[name] = form[name] }
        // Boxes that are all empty send nothing: the form says that it showed them.
        if form["goals-shown"] != nil { texts["goals"] = form.all("goals").joined(separator: " ") }
        // Picking a clause makes the old reason void.
        if texts["clause"]?.isEmpty == false { texts["no-clause-reason"] = "" }
        return texts
    }

    private func form(
        _ visit: Visit, project: Project?, texts: [String: String], version: Int64, seen: Instant, error: AppError? = nil,
        difference: ProjectDifference? = nil
    ) async throws -> Response {
        let words = try await services.words(visit)
        let action: Accounts.Action = project == nil ? .projectCreate : .projectEdit
        let units = words.names.organizations.nodes.values.filter { unit in
            unit.isActive && visit.permissions.allows(action, on: Resource(organization: unit.id, jurisdiction: unit.jurisdiction))
        }.sorted { $0.code < $1.code }.map(\.id)
        // A refused form gets a new key: what is sent next is another command.
        let page = ProjectFormPage.record(
            .init(
                project: project, texts: texts, version: version, seen: seen, key: "form-\(visit.requestID)", error: error,
                difference: difference, units: units), words)
        let last = words(project == nil ? "projects.new" : "projects.edit")
        return try visit.page(
            page, title: last, breadcrumb: crumbs(project, last, words), watermarked: project?.isRestricted ?? false,
            status: error.map { HTTPResponse.Status(code: $0.category.rawValue) } ?? .ok)
    }

    func recordFigure(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .projectEdit)
        do {
            var faults: [Diagnostic] = []
            let amount = visit.form.text("amount").flatMap { Self.amount($0, project.fields.currency) }
            if amount == nil { faults.append(Diagnostic(.error, "LT3008", ["value": visit.form["amount"] ?? ""], column: "amount")) }
            let date = visit.form.date("date")
            if date == nil { faults.append(Diagnostic(.error, "LT3008", ["value": visit.form["date"] ?? ""], column: "date")) }
            guard let amount, let date, let kind = visit.form["kind"].flatMap({ FigureKind(rawValue: $0) }) else {
                throw AppError("LT3010", .unprocessable, diagnostics: faults)
            }
            try await services.commands.recordFigure(
                kind, amount, on: date, document: visit.form.text("document"), project: project.id, context: try visit.writeContext,
                answer: .seeOther(.projectTab(project.id, .figures)))
            return visit.redirect(to: .projectTab(project.id, .figures), flash: FlashMessage(.success, "projects.flash.figure"))
        } catch let error as AppError where error.category == .unprocessable {
            return try await figures(visit, project, error: error)
        }
    }

    /// Yuan and cents as people type them: `12,345,000.00`, `1,234.5萬`.
    static func amount(_ text: String, _ currency: Currency) -> Money? {
        var plain = text.filter { !",， ".contains($0) }
        if plain.last == "元" { plain.removeLast() }
        let isTenThousands = plain.last == "萬" || plain.last == "万"
        if isTenThousands { plain.removeLast() }
        guard let number = ExactDecimal(canonical: plain)?.shifted(by: isTenThousands ? 4 : 0),
            let (minor, isExact) = number.integer(atScale: currency.minorDigits), isExact
        else { return nil }
        return Money(minor: minor, currency: currency)
    }

    func addBaseline(_ visit: Visit) async throws -> Response {
        let project = try await project(visit, for: .baselineApprove)
        do {
            var faults: [Diagnostic] = []
            func fault(_ field: String) { faults.append(Diagnostic(.error, "LT3008", ["value": visit.form[field] ?? ""], column: field)) }
            let end = visit.form.date("end")
            if end == nil { fault("end") }
            let start = visit.form.date("start")
            if start == nil, visit.form.text("start") != nil { fault("start") }
            let amount = visit.form.text("amount").flatMap { Self.amount($0, project.fields.currency)?.minor }
            if amount == nil, visit.form.text("amount") != nil { fault("amount") }
            guard let end, faults.isEmpty else { throw AppError("LT3010", .unprocessable, diagnostics: faults) }
            _ = try await services.commands.addBaseline(
                start: start, end: end, amount: amount, reason: visit.form.text("reason") ?? "", document: visit.form.text("document"),
                approvedOn: visit.form.date("approved-on") ?? visit.today, project: project.id, context: try visit.writeContext,
                answer: .seeOther(.project(project.id)))
            return visit.redirect(to: .project(project.id), flash: FlashMessage(.success, "projects.flash.baseline"))
        } catch let error as AppError where error.category == .unprocessable {
            return try await overview(visit, error: error)
        }
    }
}

extension StoredAnswer {
    /// What a form's retry is told: where its first sending led.
    static func seeOther(_ route: Route) -> StoredAnswer { StoredAnswer(status: 303, location: route.path) }
}
