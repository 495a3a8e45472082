import Accounts
import Chain
import Hummingbird
import Kernel
import Localization
import Office

/// Search over everything a person may see, as page and as JSON.
package struct SearchEndpoints: EndpointCollection {
    private let search: any SearchQueries

    package init(search: any SearchQueries) { self.search = search }

    package static let pages: [any Page.Type] = [SearchPage.self]

    private struct Answer: Encodable {
        struct Hit: Encodable {
            let kind: String, id: String, code: String, name: String
        }
        let query: String
        let hits: [Hit]
    }

    package var endpoints: [Endpoint] {
        [
            .get("/search", .signedIn) { visit in
                let text = visit.query.text("q") ?? ""
                return try visit.page(
                    SearchPage(try await found(visit, text), text: String(text.prefix(200)), words: visit.words),
                    title: visit.words("search.title"))
            },
            .get(
                "/api/search", .signedIn,
                operation: Operation(
                    "search", query: [.init("q")],
                    answer: .object([
                        .field("query", .text),
                        .field("hits", .list(.object([.field("id", .id)] + Shape.fields(["kind", "code", "name"], .text)))),
                    ]))
            ) { visit in
                let text = visit.query.text("q") ?? ""
                let hits = try await found(visit, text).flatMap(\.hits)
                return try visit.json(
                    Answer(
                        query: text,
                        hits: hits.map {
                            .init(kind: $0.node.kind.rawValue, id: String($0.node.id), code: $0.code, name: $0.name.text(in: visit.locale))
                        }))
            },
        ]
    }

    private func found(_ visit: Visit, _ text: String) async throws -> [SearchGroup] {
        try await search.search(SearchQuestion(tenant: try visit.caller.tenant, text: text, permissions: visit.permissions))
    }
}
