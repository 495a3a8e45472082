import Accounts
import Localization

/// The map of the product, as far as a person's permissions go.
enum Navigation {
    private static let places: [(Destination, String, Accounts.Action)] = [
        (.desk, Route.desk.path, .deskRead),
        (.cockpit, Route.cockpit.path, .cockpitRead),
        (.planning, Route.plan.path, .planRead),
        (.projects, Route.projects().path, .projectRead),
        (.orders, Route.orders().path, .orderRead),
        (.chain, "/chain", .chainRead),
        (.settings, "/settings", .selfRead),
    ]

    static func items(for permissions: Permissions, path: String, words: Phrases) -> [NavigationItem] {
        places.filter { permissions.allows($0.2) }.map { place, href, _ in
            NavigationItem(place, href: href, isCurrent: isWithin(path, href), words: words)
        }
    }

    /// The opening of the city is one of the settings, at an address of its own.
    private static func isWithin(_ path: String, _ href: String) -> Bool {
        path == href || path.hasPrefix(href + "/") || href == "/settings" && path.hasPrefix("/setup")
    }
}
