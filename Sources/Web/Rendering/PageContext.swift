import Kernel
import Localization

/// What a request brings to every page: language, person, navigation; the handler adds title, breadcrumb and thread.
package struct PageContext: Sendable {
    package var words: Phrases
    package var theme: Theme
    /// Nil on pages shown before sign-in.
    package var person: SignedInPerson?
    /// What this person may open, in order; already filtered by permission.
    package var navigation: [NavigationItem]
    package var csrfToken: String
    /// Path and query of this page: where the language and theme switches come back to.
    package var path: String
    /// The city or office whose world this is.
    package var place: String
    package var title: String
    package var breadcrumb: [Crumb]
    package var flash: Flash?
    /// Text repeated over restricted pages and their prints: name, unit, time.
    package var watermark: String?
    package var thread: ThreadStrip?
    /// When the page was made, for the printed head.
    package var now: Instant
    /// Minutes east of UTC of the clock on the wall.
    package var offsetMinutes: Int
    package var links: ShellLinks
    /// What the search box holds.
    package var query: String

    package init(
        words: Phrases, theme: Theme = .auto, person: SignedInPerson? = nil, navigation: [NavigationItem] = [], csrfToken: String,
        path: String, place: String, now: Instant, offsetMinutes: Int = 480, links: ShellLinks = ShellLinks(), flash: Flash? = nil,
        watermark: String? = nil
    ) {
        self.words = words
        self.theme = theme
        self.person = person
        self.navigation = navigation
        self.csrfToken = csrfToken
        self.path = path
        self.place = place
        self.title = ""
        self.breadcrumb = []
        self.flash = flash
        self.watermark = watermark
        self.thread = nil
        self.now = now
        self.offsetMinutes = offsetMinutes
        self.links = links
        self.query = ""
    }

    /// This context for one page.
    package func titled(_ title: String, breadcrumb: [Crumb] = [], thread: ThreadStrip? = nil) -> PageContext {
        var context = self
        (context.title, context.breadcrumb, context.thread) = (title, breadcrumb, thread)
        return context
    }
}

/// Light, dark, or as the device asks.
package enum Theme: String, Sendable, CaseIterable {
    case auto, light, dark
}

/// Addresses the shell itself links to.
package struct ShellLinks: Sendable, Hashable {
    package var home = "/"
    package var search = "/search"
    package var help = "/help"
    package var notices = "/notices"
    package var signIn = "/sign-in"
    package var signOut = "/sign-out"
    package var account = "/account"
    /// POST `language=zh-Hant&return=/path`.
    package var language = "/preferences/language"
    /// POST `theme=dark&return=/path`.
    package var theme = "/preferences/theme"
    package init() {}
}
