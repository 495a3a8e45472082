import Kernel
import Policy
import Projects

/// A project in the JSON API, version 1. Ids are strings, amounts exact decimal strings, dates ISO.
struct ProjectDTO: Encodable, Sendable {
    struct Lights: Encodable, Sendable {
        let declared: String?, computed: String?, confirmed: String?
        let divergent: Bool
    }
    let id: ProjectID
    let version: Int64
    let code: String
    let name: String
    let names: LocalizedText?
    let organization: OrganizationID
    let jurisdiction: JurisdictionID?
    let `class`: String
    let pillar: String?
    let stage: String
    let state: String?
    let need: String?
    let clause: ClauseID?
    let noClauseReason: String?
    let goals: [GoalID]
    let tags: [String]
    let secrecy: String
    let currency: String
    let money: [String: String]
    let plannedStart: CivilDate?, plannedEnd: CivilDate?, forecastEnd: CivilDate?, actualEnd: CivilDate?
    let plannedProgress: Double?, actualProgress: Double?
    let rhythm: String?
    let lastReport: CivilDate?
    let lights: Lights
    let portfolio: String?
    let presence: String
    let historicMissing: Bool
    let packVersion: String
    let createdAt: String
    let updatedAt: String

    init(_ project: Project) {
        let fields = project.fields
        (id, version, code, name, names) = (project.id, project.version, fields.code, fields.name, fields.names)
        (organization, jurisdiction, `class`, pillar) = (fields.organization, fields.jurisdiction, fields.projectClass, fields.pillar)
        (stage, state, need, clause, noClauseReason) = (fields.stage, fields.state, fields.need, fields.clause, fields.noClauseReason)
        (goals, tags, secrecy, currency) = (fields.goals, fields.tags, fields.secrecy.rawValue, fields.currency.code)
        money = Dictionary(
            FigureKind.allCases.compactMap { kind in
                project.money[kind].map { (kind.rawValue, Money(minor: $0, currency: fields.currency).decimalString) }
            }
        ) { first, _ in first }
        (plannedStart, plannedEnd, forecastEnd, actualEnd) = (fields.plannedStart, fields.plannedEnd, fields.forecastEnd, fields.actualEnd)
        (plannedProgress, actualProgress, rhythm, lastReport) = (
            fields.plannedProgress, fields.actualProgress, fields.rhythm, project.lastReport
        )
        lights = Lights(
            declared: project.lights.declared?.rawValue, computed: project.lights.computed?.rawValue,
            confirmed: project.lights.confirmed?.rawValue, divergent: project.lights.isDivergent)
        (portfolio, presence) = (project.portfolio?.description, project.presence.rawValue)
        (historicMissing, packVersion) = (project.historicMissing, project.packVersion)
        (createdAt, updatedAt) = (project.createdAt.iso8601, project.updatedAt.iso8601)
    }
}

/// One page of projects: `next` continues it.
struct ProjectPageDTO: Encodable, Sendable {
    let projects: [ProjectDTO]
    let count: Int
    /// False when `count` stopped at its limit.
    let countIsExact: Bool
    let next: String?
}

/// What a client sends: field names as in forms, every value a text, a number or a list of texts.
struct ProjectBody: Decodable, Sendable {
    let texts: [String: String]

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        var texts: [String: String] = [:]
        for key in container.allKeys {
            guard ProjectFields.order.contains(key.stringValue), key.stringValue != "jurisdiction" else {
                throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "unknown field")
            }
            if try container.decodeNil(forKey: key) {
                texts[key.stringValue] = ""
            } else if let text = try? container.decode(String.self, forKey: key) {
                texts[key.stringValue] = text
            } else if let number = try? container.decode(Double.self, forKey: key) {
                texts[key.stringValue] = String(number)
            } else {
                texts[key.stringValue] = try container.decode([String].self, forKey: key).joined(separator: "\n")
            }
        }
        self.texts = texts
    }
}
