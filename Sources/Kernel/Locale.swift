/// The three languages Lantu is written in. zh-Hant is written, not converted.
public enum LocaleTag: String, Sendable, Codable, CaseIterable {
    case zhHans = "zh-Hans"
    case zhHant = "zh-Hant"
    case en
}

/// A name in the three languages: what packs carry and what users may enter for their own things.
public struct LocalizedText: Hashable, Sendable, Codable {
    public var zhHans: String
    public var zhHant: String
    public var en: String

    public init(zhHans: String, zhHant: String, en: String) {
        (self.zhHans, self.zhHant, self.en) = (zhHans, zhHant, en)
    }

    private enum CodingKeys: String, CodingKey {
        case zhHans = "zh-Hans"
        case zhHant = "zh-Hant"
        case en
    }

    /// The text in `locale`; a language left empty falls back to Simplified, then whichever there is.
    public func text(in locale: LocaleTag) -> String {
        let wanted =
            switch locale {
            case .zhHans: zhHans
            case .zhHant: zhHant
            case .en: en
            }
        if !wanted.isEmpty { return wanted }
        return [zhHans, zhHant, en].first { !$0.isEmpty } ?? ""
    }
}
