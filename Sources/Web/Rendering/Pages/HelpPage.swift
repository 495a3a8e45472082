import Localization

/// Keyboard, glossary and whom to ask.
package struct HelpPage: Page {
    package static let template = "shell/help"

    struct Key: Component {
        let key: String
        let action: String
    }
    struct Term: Component {
        let term: String
        let meaning: String
    }

    let header: PageHeader
    let keys: [Key]
    let contacts: Facts
    let glossary: [Term]

    /// - Parameter navigation: the places this person may go to; each has a key.
    package init(navigation: [NavigationItem], words: Phrases) {
        header = PageHeader(
            words("help.title"), subtitle: words("help.subtitle"), secondary: [Action(words("api.title"), href: Route.apiReference.path)])
        keys = navigation.map { Key(key: $0.key, action: words("help.key.go", ["place": $0.label])) }
        contacts = Facts(
            ["account", "rules", "fault"].map { Fact(words("help.contact.\($0)"), words("help.contact.\($0).who")) })
        glossary = Self.terms.map { Term(term: words("help.glossary.\($0)"), meaning: words("help.glossary.\($0).meaning")) }
    }

    private static let terms = ["thread", "lights", "divergence", "clause", "pack", "gate", "order", "baseline", "cutover"]
    static let keys =
        terms.flatMap { ["help.glossary.\($0)", "help.glossary.\($0).meaning"] }
        + ["account", "rules", "fault"].flatMap { ["help.contact.\($0)", "help.contact.\($0).who"] }
}
