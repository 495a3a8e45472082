import Kernel

extension LocaleTag {
    /// The language a BCP-47 tag asks for: zh-TW, -HK, -MO and -Hant are Traditional, other zh Simplified; nil for the rest.
    ///
    /// A script subtag outranks the region: `zh-Hans-HK` is Simplified.
    package init?(matching tag: some StringProtocol) {
        let parts = tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
        switch parts.first {
        case "en": self = .en
        case "zh", "yue", "cmn":
            let rest = parts.dropFirst()
            if rest.contains("hant") {
                self = .zhHant
            } else if rest.contains("hans") {
                self = .zhHans
            } else {
                let traditional = ["tw", "hk", "mo"].contains { rest.contains($0) } || (parts.first == "yue" && !rest.contains("cn"))
                self = traditional ? .zhHant : .zhHans
            }
        default: return nil
        }
    }

    /// The language to answer in: the person's setting, else the cookie, else the best of `Accept-Language`, else `otherwise`.
    package static func preferred(
        setting: LocaleTag?, cookie: String?, acceptLanguage: String?, otherwise: LocaleTag = .zhHant
    ) -> LocaleTag {
        setting ?? cookie.flatMap { LocaleTag(matching: $0) } ?? acceptLanguage.flatMap { best(of: $0, otherwise: otherwise) } ?? otherwise
    }

    /// The first of our languages by quality, then by order; `q=0` refuses a language, `*` accepts `otherwise`.
    package static func best(of acceptLanguage: String, otherwise: LocaleTag = .zhHant) -> LocaleTag? {
        var best: (quality: Double, locale: LocaleTag)?
        for item in acceptLanguage.split(separator: ",").prefix(32) {
            let parts = item.split(separator: ";").map { $0.trimmingSpaces }
            guard let tag = parts.first else { continue }
            var quality = 1.0
            for parameter in parts.dropFirst() where parameter.lowercased().hasPrefix("q=") {
                quality = Double(parameter.dropFirst(2)).flatMap { (0...1).contains($0) ? $0 : nil } ?? 0
            }
            guard quality > 0, let locale = tag == "*" ? otherwise : LocaleTag(matching: tag) else { continue }
            if quality > best?.quality ?? 0 { best = (quality, locale) }
        }
        return best?.locale
    }

    /// What `lang` attributes and `Content-Language` carry.
    package var languageTag: String { rawValue }

    /// The language's own name, as the switch shows it.
    package var ownName: String {
        switch self {
        case .zhHans: "简体中文"
        case .zhHant: "繁體中文"
        case .en: "English"
        }
    }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: SubSequence {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest = rest.dropFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
        return rest
    }
}
