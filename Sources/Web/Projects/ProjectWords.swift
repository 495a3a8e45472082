import Kernel
import Localization
import Office
import Planning
import Policy
import Projects

/// How the register speaks: the catalogue, the pack's words for its codes, and the names of units, clauses and goals.
struct ProjectWords: Sendable {
    let words: Phrases
    let pack: PolicyPack?
    let names: RegisterNames

    var locale: LocaleTag { words.locale }
    func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String { words(key, arguments) }

    /// A code nobody has words for shows itself: old records outlive packs.
    func projectClass(_ code: String) -> String { pack?.lifecycle.projectClass(code)?.name.text(in: locale) ?? code }
    func stage(_ code: String) -> String { pack?.lifecycle.stage(code)?.name.text(in: locale) ?? code }
    func pillar(_ code: String) -> String { pack?.framework.pillar(code)?.name.text(in: locale) ?? code }
    func state(_ code: String) -> String { pack?.label("project-states", code)?.text(in: locale) ?? code }
    func rhythm(_ code: String) -> String { pack?.label("report-rhythms", code)?.text(in: locale) ?? code }
    func unit(_ id: OrganizationID) -> String { names.organization(id, in: locale) }
    func name(_ project: Project) -> String { project.fields.name(in: locale) }
    func field(_ name: String) -> String { self("projects.field.\(name)") }
    func figure(_ kind: FigureKind) -> String { self("projects.figure.\(kind.rawValue)") }
    func source(_ source: LightSource) -> String { words("light.\(source.rawValue)") }

    func light(_ colour: LightColour?) -> Light {
        Light(colour?.kind ?? .unrated, word: colour.flatMap { pack?.lights.lights[$0]?.name.text(in: locale) }, words: words)
    }

    func lights(_ lights: ProjectLights, isCompact: Bool = false) -> LightGroup {
        LightGroup(
            declared: lights.declared?.kind, computed: lights.computed?.kind, confirmed: lights.confirmed?.kind, isCompact: isCompact,
            words: words)
    }

    func reasons(_ entry: LightEntry) -> String {
        entry.reasons.map { reason in pack?.lights.sentence(reason, in: locale) ?? reason.code }.joined(separator: " ")
    }

    /// What people wrote stays in their words; on an English page Chinese is said to be Chinese, for voices and fonts.
    func language(of text: String) -> String? {
        locale == .en && text.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) } ? "zh" : nil
    }

    /// A field's stored text as people read it: codes by their words, units by their names.
    func value(_ field: String, _ text: String) -> String {
        switch field {
        case "class": projectClass(text)
        case "stage": stage(text)
        case "pillar": pillar(text)
        case "state": state(text)
        case "rhythm": rhythm(text)
        case "secrecy": self("projects.secrecy.\(text)")
        case "organization": OrganizationID(text).map(unit) ?? text
        case "clause": ClauseID(text).flatMap { names.clauses[$0]?.code } ?? text
        case "goals":
            text.split(separator: " ").map { part in GoalID(part).flatMap { names.goals[$0]?.code } ?? String(part) }.joined(separator: "、")
        case "contractor", "supervising-engineer", "expert-body":
            text.split(separator: " ").map { OrganizationID($0).map(unit) ?? String($0) }.joined(separator: "、")
        case "presence": self("projects.presence.\(text)")
        case "declared-light", "computed-light", "confirmed-light": LightColour(rawValue: text).map { light($0).word } ?? text
        default: text
        }
    }

    func diff(_ changes: [FieldChange], caption: String) -> Diff {
        Diff(
            caption: caption,
            changes.map { change in
                Diff.Field(
                    fieldName(change.field), before: change.before.map { value(change.field, $0) },
                    after: change.after.map { value(change.field, $0) })
            })
    }

    /// Figures and lights are changed under their own names.
    private func fieldName(_ field: String) -> String {
        FigureKind(rawValue: field).map(figure) ?? self.field(field)
    }

    func money(_ minor: Int64?, _ currency: Currency) -> String {
        minor.map { words.money(Money(minor: $0, currency: currency)) } ?? "–"
    }
}

extension LightColour {
    var kind: Light.Kind {
        switch self {
        case .green: .green
        case .yellow: .yellow
        case .red: .red
        case .notReported, .notAssessed: .unrated
        }
    }
}
