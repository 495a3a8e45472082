import HTTPTypes
import Hummingbird
import Kernel
import Localization

/// The API's own description, for programs and for people.
struct APIEndpoints: EndpointCollection {
    /// All endpoints of the site but these.
    let described: [Endpoint]

    static let operation = Operation("describeAPI", answer: .map(.anyOf([.text, .flag, .list(.text), .map(.text)])))

    var endpoints: [Endpoint] {
        [
            .get("/api/openapi.json", .open, operation: Self.operation) { visit in
                try visit.json(
                    OpenAPIDocument(
                        endpoints: all, words: visit.words, sessionCookie: SessionCookie.name(secure: visit.services.settings.secureCookies)
                    ).value)
            },
            .get("/help/api", .open) { visit in
                try visit.page(
                    APIPage(all, visit.words), title: visit.words("api.title"),
                    breadcrumb: [Crumb(visit.words("help.title"), href: Route.help.path), Crumb(visit.words("api.title"))])
            },
        ]
    }

    private var all: [Endpoint] {
        let own = Endpoint.get("/api/openapi.json", .open, operation: Self.operation) { _ in throw AppError("LT1003", .notFound) }
        return (described.filter { $0.operation != nil } + [own]).sorted {
            ($0.pattern, $0.method.rawValue) < ($1.pattern, $1.method.rawValue)
        }
    }
}
