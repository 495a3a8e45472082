import Localization

/// A judged state as colour, shape and word: circle 正常, triangle 預警, octagon 滯後, hollow circle 未評估.
package struct Light: SwitchedComponent {
    package enum Kind: String, Sendable, CaseIterable {
        case green, yellow, red, unrated
    }

    let kind: String
    let word: String

    /// - Parameter word: the pack's word for the state; the usual one when nil.
    package init(_ kind: Kind, word: String? = nil, words: Phrases) {
        self.kind = kind.rawValue
        self.word = word ?? words("light.\(kind.rawValue)")
    }

    /// Keys composed here; checked at start.
    static let keys = Kind.allCases.map { "light.\($0.rawValue)" }

    package func value(named name: String) -> Value? {
        switch name {
        case "kind": kind.shown
        case "word": word.shown
        default: nil
        }
    }
}

/// The three marks 自報, 系統, 認定 side by side, and whether they disagree.
package struct LightGroup: Component {
    let declared: Light
    let computed: Light
    let confirmed: Light
    /// Names the disagreement; nil when there is none.
    let divergence: String?
    /// What the three are called together, and each.
    let name: String, declaredName: String, computedName: String, confirmedName: String
    let shortDivergence: String
    /// Names above the lights instead of before them; table cells always are.
    let isCompact: Bool

    /// A mark of nil is 未評估; disagreement counts between declared and computed, once both exist.
    package init(declared: Light.Kind?, computed: Light.Kind?, confirmed: Light.Kind?, isCompact: Bool = false, words: Phrases) {
        self.declared = Light(declared ?? .unrated, words: words)
        self.computed = Light(computed ?? .unrated, words: words)
        self.confirmed = Light(confirmed ?? .unrated, words: words)
        let rated = [declared, computed].compactMap { $0 }.filter { $0 != .unrated }
        divergence = rated.count == 2 && rated[0] != rated[1] ? words("light.divergence") : nil
        name = words("light.group")
        (declaredName, computedName, confirmedName) = (words("light.declared"), words("light.computed"), words("light.confirmed"))
        self.isCompact = isCompact
        shortDivergence = words("light.divergence.short")
    }
}
