import Accounts
import Hummingbird
import Localization

/// What a person may set or look up, as the tabs of every settings page.
enum SettingsTabs {
    private static let places: [(String, Route, Accounts.Action)] = [
        ("settings.people", .people(), .userRead),
        ("settings.organizations", .organizations, .organizationRead),
        ("settings.packs", .packs, .packRead),
        ("settings.audit", .audit(), .auditRead),
        ("setup.title", .setup, .setupRun),
    ]

    static let keys = places.map(\.0)

    static func tabs(for visit: Visit) -> Tabs {
        Tabs(
            label: visit.words("settings.title"),
            places.filter { visit.permissions.allows($0.2) }.map { key, route, _ in
                .init(
                    visit.words(key), href: route.path,
                    isCurrent: visit.request.uri.path == route.path || visit.request.uri.path.hasPrefix(route.path + "/"))
            })
    }

    /// The first page this person may open.
    static func first(for visit: Visit) -> Route? { places.first { visit.permissions.allows($0.2) }?.1 }
}
