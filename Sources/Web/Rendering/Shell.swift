import Kernel
import Localization

/// The signed-in person as the top bar shows them.
package struct SignedInPerson: Component {
    let name: String
    let unit: String
    let initials: String

    /// `initials`: the last two characters of a Chinese name, the first letters of two words otherwise.
    package init(name: String, unit: String, initials: String? = nil) {
        self.name = name
        self.unit = unit
        self.initials = initials ?? Self.initials(of: name)
    }

    private static func initials(of name: String) -> String {
        let words = name.split(separator: " ")
        return words.count > 1 ? words.prefix(2).map { String($0.prefix(1)) }.joined().uppercased() : String(name.suffix(2))
    }
}

/// The places of the map of the product.
package enum Destination: String, Sendable, CaseIterable {
    case desk, cockpit, planning, projects, orders, chain, evaluation, site, settings
}

/// One entry of the main navigation.
package struct NavigationItem: SwitchedComponent {
    let icon: String
    let label: String
    let href: String
    let isCurrent: Bool
    /// What waits there for this person.
    let count: String?
    /// The key after `g` that goes there.
    let key: String

    package init(_ place: Destination, href: String, isCurrent: Bool, count: String? = nil, words: Phrases) {
        icon = place.rawValue
        label = words("shell.nav.\(place.rawValue)")
        self.href = href
        self.isCurrent = isCurrent
        self.count = count
        key = Self.key(of: place)
    }

    private static func key(of place: Destination) -> String {
        switch place {
        case .desk: "d"
        case .cockpit: "k"
        case .planning: "l"
        case .projects: "p"
        case .orders: "o"
        case .chain: "c"
        case .evaluation: "e"
        case .site: "w"
        case .settings: "s"
        }
    }

    package func value(named name: String) -> Value? {
        switch name {
        case "icon": icon.shown
        case "label": label.shown
        case "href": href.shown
        case "isCurrent": isCurrent.shown
        case "count": count.shown
        case "key": key.shown
        default: nil
        }
    }
}

/// A message that outlives one redirect.
package struct Flash: Component {
    package enum Tone: String, Sendable { case success, notice, warning, danger }
    let tone: String
    let text: String
    /// Announced at once instead of politely.
    let isUrgent: Bool

    package init(_ tone: Tone, _ text: String) {
        self.tone = tone.rawValue
        self.text = text
        isUrgent = tone == .danger || tone == .warning
    }
}

/// A text repeated over a restricted page, on screen and paper.
struct Watermark: Component {
    let text: String
    /// Of one repetition, in pixels: Chinese characters take about twice the room of others.
    let width: Int

    init(_ text: String) {
        self.text = text
        width = 70 + text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 16 : 9) }
    }
}

/// A choice of the language or theme switch.
struct Choice: SwitchedComponent {
    let value: String
    let label: String
    let isCurrent: Bool

    package func value(named name: String) -> Value? {
        switch name {
        case "value": value.shown
        case "label": label.shown
        case "isCurrent": isCurrent.shown
        default: nil
        }
    }
}

/// Everything the layouts show around a page, under the name `shell`.
package struct Shell: Component {
    let lang: String
    /// `light`, `dark` or `auto`.
    let theme: String
    /// What Bootstrap reads; `auto` starts light and the first script corrects it.
    let colorMode: String
    let assets: String
    let title: String
    let place: String
    let person: SignedInPerson?
    let isSignedIn: Bool
    let navigation: [NavigationItem]
    let hasNavigation: Bool
    let breadcrumb: Breadcrumb?
    let thread: ThreadStrip?
    let flash: Flash?
    let watermark: Watermark?
    let csrf: String
    let path: String
    let query: String
    let printedAt: String
    let languages: [Choice]
    let language: String
    let themes: [Choice]
    let home: String
    let search: String
    let help: String
    let notices: String
    let signIn: String
    let signOut: String
    let account: String
    let languageAction: String
    let themeAction: String
    /// Texts the scripts show.
    let scriptTexts: DataIsland

    init(_ context: PageContext, assets: String, scriptTexts: DataIsland? = nil) {
        let words = context.words
        lang = words.locale.languageTag
        theme = context.theme.rawValue
        colorMode = context.theme == .dark ? "dark" : "light"
        self.assets = assets
        title = context.title
        place = context.place
        person = context.person
        isSignedIn = context.person != nil
        navigation = context.navigation
        hasNavigation = !context.navigation.isEmpty
        breadcrumb = context.breadcrumb.isEmpty ? nil : Breadcrumb(context.breadcrumb)
        thread = context.thread
        flash = context.flash
        watermark = context.watermark.map { Watermark($0) }
        csrf = context.csrfToken
        path = context.path
        query = context.query
        printedAt = words("shell.printed-at", ["time": words.time(context.now, offsetMinutes: context.offsetMinutes)])
        languages = LocaleTag.allCases.map {
            Choice(value: $0.rawValue, label: $0.ownName, isCurrent: $0 == words.locale)
        }
        language = words.locale.ownName
        themes = Theme.allCases.map {
            Choice(value: $0.rawValue, label: words("shell.theme.\($0.rawValue)"), isCurrent: $0 == context.theme)
        }
        let links = context.links
        (home, search, help, notices) = (links.home, links.search, links.help, links.notices)
        (signIn, signOut, account) = (links.signIn, links.signOut, links.account)
        (languageAction, themeAction) = (links.language, links.theme)
        self.scriptTexts = scriptTexts ?? Self.scriptTexts(words)
    }

    static func scriptTexts(_ words: Phrases) -> DataIsland {
        DataIsland(id: "lt-texts", strings: Dictionary(uniqueKeysWithValues: scriptKeys.map { ($0, words("shell.script.\($0)")) }))
    }

    static let scriptKeys = [
        "confirm", "cancel", "ok", "draft-saved", "draft-found", "draft-discard", "failed", "offline", "close", "chart-failed", "copied",
        "series", "value",
    ]

    /// Keys this file composes; checked at start.
    static let keys =
        scriptKeys.map { "shell.script.\($0)" } + Theme.allCases.map { "shell.theme.\($0.rawValue)" }
        + Destination.allCases.map { "shell.nav.\($0.rawValue)" }
}
