import Chain
import Kernel
import Office
import Operations
import Policy
import Projects
import Store

/// Fills the register with as many projects as are asked for, each after one of the demonstration city's: for measuring.
///
/// The same seed makes the same register. A place of two characters stands in every name and comes round after
/// `PlaceNames.count` projects, so how often a search for it hits is known beforehand.
package struct RegisterLoad: Sendable {
    private let serving: Serving
    private let seed: UInt64
    /// Projects of one transaction.
    private static let batch = 1000

    package init(_ serving: Serving, seed: UInt64 = 20_261_123) { (self.serving, self.seed) = (serving, seed) }

    /// Makes what is missing of `count` projects; goes on where it was broken off. Answers how many were made.
    ///
    /// - Parameter progress: told after every transaction how many there are.
    package func fill(_ count: Int, progress: @Sendable (Int64) -> Void) async throws -> Int {
        let register = ProjectStore(database: serving.installation.database)
        let day = serving.today
        guard let pack = serving.packs.pack(Serving.tenant, on: day) else { throw AppError("LT2100", .unprocessable, ["count": "0"]) }
        // The city's own codes come after those made here.
        var filter = ProjectFilter()
        (filter.limit, filter.sort, filter.descending) = (200, .code, true)
        let page = try await register.page(tenant: Serving.tenant, matching: filter, sight: .everything)
        let models = page.projects.filter { !$0.fields.code.hasPrefix(Self.prefix) }
        guard !models.isEmpty else { throw AppError("LT2900", .unprocessable, ["count": "0"]) }
        let context = Serving.localContext(packVersion: pack.reference.description)
        var made = 0
        for first in stride(from: 0, to: count, by: Self.batch) {
            let numbers = first..<min(count, first + Self.batch)
            let last = Self.code(numbers.upperBound - 1)
            if try await register.project(tenant: Serving.tenant, code: last, sight: .everything) == nil {
                try await serving.installation.unitOfWork.write(context) { [seed] tx in
                    for number in numbers {
                        var random = SplitMix64(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
                        let model = models[random.number(in: 0...models.count - 1)]
                        if try tx.project(code: Self.code(number)) == nil {
                            try Self.insert(number, after: model, on: day, pack: pack, random: &random, tx)
                        }
                    }
                    tx.record(AuditDraft("register.load", "tenant", tx.tenant.rawValue, payload: AuditPayload(note: last)))
                }
                made += numbers.count
            }
            progress(Int64(numbers.upperBound))
        }
        return made
    }

    private static let prefix = "L"

    private static func code(_ number: Int) -> String {
        let digits = String(number + 1)
        return prefix + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }

    private static func insert(
        _ number: Int, after model: Project, on day: CivilDate, pack: PolicyPack, random: inout SplitMix64, _ tx: any Transaction
    ) throws {
        var fields = model.fields
        fields.code = code(number)
        // No contracts: a register of this size is for measuring lists.
        fields.parties = []
        let names = PlaceNames.named(number, fields.names ?? LocalizedText(zhHans: fields.name, zhHant: fields.name, en: fields.name))
        (fields.name, fields.names) = (names.zhHans, names)
        let shift = random.number(in: -400...200)
        fields.plannedStart = fields.plannedStart?.adding(days: shift)
        fields.plannedEnd = fields.plannedEnd?.adding(days: shift)
        if fields.plannedProgress != nil {
            let planned = random.number(in: 5...95)
            fields.plannedProgress = Double(planned)
            fields.actualProgress = Double(max(0, planned - random.number(in: 0...30)))
        }
        let share = Int64(random.number(in: 40...260))
        var money = ProjectMoney()
        for kind in FigureKind.allCases {
            money[kind] = model.money[kind].map { $0 / 100 * share + Int64(number) * 100 }
        }
        let version = pack.reference.description
        let moment = tx.now.adding(seconds: Int64(-random.number(in: 0...94_608_000)))
        var project = Project(
            id: tx.newID(ProjectID.self), fields: fields, money: money, packVersion: version, createdAt: moment, updatedAt: moment)
        if fields.plannedProgress != nil {
            project.lastReport = day.adding(days: -random.number(in: 1...60))
            project.lights.declared = random.pick(weighted: [(6, LightColour.green), (3, .yellow), (1, .red)])
        }
        let inputs = project.lightInputs(on: day)
        let mark = pack.lights.evaluate(inputs)
        project.lights.computed = mark.colour
        try tx.insert(project)
        try histories(of: project, inputs, mark, on: day, tx)
    }

    private static func histories(
        of project: Project, _ inputs: LightInputs, _ mark: LightMark, on day: CivilDate, _ tx: any Transaction
    ) throws {
        func entry(_ source: LightSource, _ colour: LightColour, _ inputs: [String: String], _ reasons: [LightReason]) -> LightEntry {
            LightEntry(
                id: tx.newID(ID<LightEntry>.self), project: project.id, source: source, colour: colour, asOf: project.lastReport ?? day,
                at: project.updatedAt, by: tx.actor.name, account: nil, inputs: inputs, reasons: reasons, packVersion: project.packVersion)
        }
        var told: [String: String] = [:]
        told["planned"] = inputs.planned.map { String($0) }
        told["actual"] = inputs.actual.map { String($0) }
        if let declared = project.lights.declared { try tx.append(entry(.declared, declared, [:], [])) }
        try tx.append(entry(.computed, mark.colour, told, mark.reasons))
        if let end = project.fields.plannedEnd {
            try tx.append(
                Baseline(
                    id: tx.newID(ID<Baseline>.self), project: project.id, number: 1, start: project.fields.plannedStart, end: end,
                    amount: project.money.approved, reason: "", document: nil, approvedOn: project.fields.plannedStart ?? day,
                    recordedAt: project.createdAt, recordedBy: tx.actor.name))
        }
        let served =
            (project.fields.clause.map { [NodeReference(.clause, $0.rawValue)] } ?? [])
            + project.fields.goals.map { NodeReference(.goal, $0.rawValue) }
        for node in served {
            try tx.insert(
                Relation(
                    id: tx.newID(RelationID.self), from: NodeReference(.project, project.id.rawValue), kind: .serves, to: node,
                    source: "register"))
        }
    }
}
