import Kernel
import Localization

/// The text of a template on its way into the library.
enum TemplateSource {
    /// Strips indentation and empty lines, so that neither reaches a text area.
    static func stripped(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline)
            .map { $0.drop { $0 == " " || $0 == "\t" } }
            .filter { !$0.isEmpty }
            .joined(separator: "\n") + "\n"
    }

    /// Replaces every `{{#t}}key{{/t}}` by its escaped sentence; the keys that have none, or that want arguments, go to `faults`.
    static func localized(
        _ text: String, template: String, catalogue: Catalogue, locale: LocaleTag, faults: inout [TemplateFault]
    ) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "{{#t}}") {
            result += rest[..<open.lowerBound]
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "{{/t}}") else {
                faults.append(.openText(template: template))
                break
            }
            let key = String(rest[..<close.lowerBound])
            rest = rest[close.upperBound...]
            switch catalogue.message(key, locale) {
            case .plain(let sentence)? where !sentence.contains("{"): result += escaped(sentence)
            case nil: faults.append(.missingKey(template: template, key: key, locale: locale))
            default: faults.append(.keyWantsArguments(template: template, key: key))
            }
        }
        return result + rest
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}

/// What keeps the templates from being served; found at start, all at once.
enum TemplateFault: Hashable, Sendable, CustomStringConvertible {
    case missingKey(template: String, key: String, locale: LocaleTag)
    case keyWantsArguments(template: String, key: String)
    case openText(template: String)
    case unparsable(template: String, reason: String)
    case missingTemplate(String)

    var description: String {
        switch self {
        case .missingKey(let template, let key, let locale): "\(template): no text for \(key) in \(locale.rawValue)"
        case .keyWantsArguments(let template, let key): "\(template): \(key) wants arguments or a count; make the text in the page model"
        case .openText(let template): "\(template): {{#t}} without {{/t}}"
        case .unparsable(let template, let reason): "\(template): \(reason)"
        case .missingTemplate(let template): "\(template): no such template"
        }
    }
}

package struct TemplateError: Error, CustomStringConvertible {
    let faults: [TemplateFault]
    package var description: String {
        var seen: Set<String> = []
        return faults.map(\.description).filter { seen.insert($0).inserted }.joined(separator: "\n")
    }
}
