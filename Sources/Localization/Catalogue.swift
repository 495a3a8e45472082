// Module in charge of every sentence a person reads: the catalogues in three languages, the choice among
// them, and the writing of numbers, money and dates. Pure but for reading the files once at start.

import Kernel

/// All slices' messages in the three languages, loaded once and immutable.
package struct Catalogue: Sendable {
    private let messages: [LocaleTag: [String: Message]]

    package init(messages: [LocaleTag: [String: Message]]) { self.messages = messages }

    /// Keys that exist in every language.
    package var keys: Set<String> {
        LocaleTag.allCases.map { Set(messages[$0, default: [:]].keys) }.reduce(nil) { common, keys in
            common.map { $0.intersection(keys) } ?? keys
        } ?? []
    }

    func keys(in locale: LocaleTag) -> [String] { messages[locale].map { Array($0.keys) } ?? [] }

    package func contains(_ key: String, _ locale: LocaleTag) -> Bool { messages[locale]?[key] != nil }

    package func message(_ key: String, _ locale: LocaleTag) -> Message? { messages[locale]?[key] }

    /// The sentence under `key`, its `{name}`s filled; `⟦key⟧` when there is none.
    package func text(_ key: String, _ locale: LocaleTag, _ arguments: [String: String] = [:]) -> String {
        text(key, count: 0, locale, arguments)
    }

    /// The form of `key` for `count`; the caller passes the count as it shall be printed among the arguments.
    package func text(_ key: String, count: Int, _ locale: LocaleTag, _ arguments: [String: String] = [:]) -> String {
        guard let message = messages[locale]?[key] else { return "⟦\(key)⟧" }
        return Message.filled(message.form(for: count), arguments)
    }

    /// Throws the list of keys the catalogues lack: what a start calls with all keys code names itself.
    package func require(_ keys: some Sequence<String>) throws {
        let faults = keys.flatMap { key in
            LocaleTag.allCases.filter { !contains(key, $0) }.map { CatalogueFault.missing(key: key, locale: $0) }
        }
        guard faults.isEmpty else { throw CatalogueError(faults: faults) }
    }
}

/// What is wrong with the catalogue files; all of it at once.
package struct CatalogueError: Error, CustomStringConvertible {
    package let faults: [CatalogueFault]
    package var description: String { faults.map(\.description).joined(separator: "\n") }
}

package enum CatalogueFault: Hashable, Sendable, CustomStringConvertible {
    case unreadable(file: String, reason: String)
    case missing(key: String, locale: LocaleTag)
    case repeated(key: String, slice: String)
    /// The placeholders of `key` differ from those of zh-Hant.
    case placeholders(key: String, locale: LocaleTag)

    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "catalogue \(file): \(reason)"
        case .missing(let key, let locale): "catalogue \(locale.rawValue): no \(key)"
        case .repeated(let key, let slice): "catalogue \(slice): \(key) is defined by another slice"
        case .placeholders(let key, let locale): "catalogue \(locale.rawValue): other placeholders in \(key) than zh-Hant"
        }
    }
}
