import Kernel
import Localization
import Policy

/// How pages name a pack's codes. A code nobody has words for shows itself: old records outlive packs.
struct PackWords: Sendable {
    let words: Phrases
    let pack: PolicyPack?

    var locale: LocaleTag { words.locale }

    /// Pillars in the pack's order.
    var pillars: [String] { pack?.framework.pillars.map(\.id) ?? [] }
    /// Stages in the pack's order.
    var stages: [String] { pack?.lifecycle.stages.map(\.id) ?? [] }

    func pillar(_ code: String?) -> String {
        guard let code else { return words("registers.no-pillar") }
        return pack?.framework.pillar(code)?.name.text(in: locale) ?? code
    }

    func stage(_ code: String) -> String { pack?.lifecycle.stage(code)?.name.text(in: locale) ?? code }
    func label(_ set: String, _ code: String) -> String { pack?.label(set, code)?.text(in: locale) ?? code }

    /// A mark of none is 未評估.
    func light(_ colour: LightColour?) -> Light {
        Light(Self.kind(colour) ?? .unrated, word: colour.flatMap { pack?.lights.lights[$0]?.name.text(in: locale) }, words: words)
    }

    func lights(_ declared: LightColour?, _ computed: LightColour?, _ confirmed: LightColour?) -> LightGroup {
        LightGroup(
            declared: Self.kind(declared), computed: Self.kind(computed), confirmed: Self.kind(confirmed), isCompact: true, words: words)
    }

    static func kind(_ colour: LightColour?) -> Light.Kind? {
        switch colour {
        case .green: .green
        case .yellow: .yellow
        case .red: .red
        case .notReported, .notAssessed, nil: nil
        }
    }

    /// The name of a colour, as tables head their columns with it.
    func colour(_ colour: LightColour?) -> String { light(colour).word }
}

/// The pack in force for a tenant on a day; nil before the first is activated.
package typealias PackSource = @Sendable (TenantID, CivilDate) -> PolicyPack?

extension Visit {
    func packWords(_ pack: PackSource) throws -> PackWords { PackWords(words: words, pack: pack(try caller.tenant, today)) }
}
