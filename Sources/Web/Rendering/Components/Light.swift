import Localization

/// A judged state as colour, shape and word: circle 正常, triangle 預警, octagon 滯後, hollow circle 未評估.
package struct Light: Component {
    package enum Kind: String, Sendable, CaseIterable {
        case green, yellow, red, unrated

        /// The outline in a 16 × 16 box.
        var path: String {
            switch self {
            case .green, .unrated: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z"
            case .yellow: "M8 1.2L15.4 14.4H.6z"
            case .red: "M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z"
            }
        }

        /// The sign inside it.
        var sign: String {
            switch self {
            case .green: "M4.9 8.2l2.2 2.2l4-4.6"
            case .yellow: "M8 5.8v4M8 12.1v.1"
            case .red: "M8 4.4v4.4M8 11.4v.1"
            case .unrated: "M5.4 8h5.2"
            }
        }
    }

    let kind: String
    let word: String
    let path: String
    let sign: String

    /// - Parameter word: the pack's word for the state; the usual one when nil.
    package init(_ kind: Kind, word: String? = nil, words: Phrases) {
        self.kind = kind.rawValue
        self.word = word ?? words("light.\(kind.rawValue)")
        (path, sign) = (kind.path, kind.sign)
    }

    /// Keys composed here; checked at start.
    static let keys = Kind.allCases.map { "light.\($0.rawValue)" }

    package func child(named name: String) -> Any? {
        switch name {
        case "kind": kind
        case "word": word
        case "path": path
        case "sign": sign
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
    /// Only the lights, without the names of the marks: for table cells.
    let isCompact: Bool

    /// A mark of nil is 未評估; disagreement counts between declared and computed, once both exist.
    package init(declared: Light.Kind?, computed: Light.Kind?, confirmed: Light.Kind?, isCompact: Bool = false, words: Phrases) {
        self.declared = Light(declared ?? .unrated, words: words)
        self.computed = Light(computed ?? .unrated, words: words)
        self.confirmed = Light(confirmed ?? .unrated, words: words)
        let rated = [declared, computed].compactMap { $0 }.filter { $0 != .unrated }
        divergence = rated.count == 2 && rated[0] != rated[1] ? words("light.divergence") : nil
        self.isCompact = isCompact
    }

    package func child(named name: String) -> Any? {
        switch name {
        case "declared": declared
        case "computed": computed
        case "confirmed": confirmed
        case "divergence": divergence ?? Absent()
        case "isCompact": isCompact
        default: nil
        }
    }
}
