import Kernel

/// The catalogue in one language, with its way of writing numbers, money and dates. A value to pass along.
package struct Phrases: Sendable {
    package let catalogue: Catalogue
    package let locale: LocaleTag

    package init(_ catalogue: Catalogue, _ locale: LocaleTag) {
        self.catalogue = catalogue
        self.locale = locale
    }

    /// `words("shell.nav.projects")`: the sentence under a key. Keys are literals, so that a test can find them.
    package func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
        catalogue.text(key, locale, arguments)
    }

    /// The form for `count`, which is also written, grouped, where the sentence says `{count}`.
    package func callAsFunction(_ key: String, count: Int, _ arguments: [String: String] = [:]) -> String {
        catalogue.text(key, count: count, locale, arguments.merging(["count": number(count)]) { given, _ in given })
    }

    /// A name in three languages, in this one.
    package func callAsFunction(_ name: LocalizedText) -> String { name.text(in: locale) }
}

extension Catalogue {
    package func phrases(_ locale: LocaleTag) -> Phrases { Phrases(self, locale) }
}
