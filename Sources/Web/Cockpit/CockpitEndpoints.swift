import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Office
import Projects

/// The cockpit as page, wall and JSON.
package struct CockpitEndpoints: EndpointCollection {
    private let cockpit: any CockpitQueries
    private let pack: PackSource

    package init(cockpit: any CockpitQueries, pack: @escaping PackSource) { (self.cockpit, self.pack) = (cockpit, pack) }

    package static let pages: [any Page.Type] = [CockpitPage.self, CockpitWallPage.self]

    package var endpoints: [Endpoint] {
        [
            .get("/cockpit", .action(.cockpitRead)) { visit in
                let view = CockpitView(snapshot: try await snapshot(visit), pack: try visit.packWords(pack))
                guard visit.query["wall"] == "1" else { return try visit.page(CockpitPage(view), title: visit.words("cockpit.title")) }
                var response = try visit.page(CockpitWallPage(view), title: visit.words("cockpit.title"))
                response.headers[.refresh] = "60"
                return response
            },
            .get(
                "/api/cockpit", .action(.cockpitRead),
                operation: Operation("getCockpit", query: [.init("portfolio", .id)], answer: CockpitAnswer.shape)
            ) { visit in
                try visit.json(CockpitAnswer(try await snapshot(visit), locale: visit.locale))
            },
        ]
    }

    private func snapshot(_ visit: Visit) async throws -> CockpitSnapshot {
        var portfolio: PortfolioID?
        if let text = visit.query.text("portfolio") {
            guard let id = PortfolioID(text) else { throw AppError("LT1107", .notFound) }
            portfolio = id
        }
        return try await cockpit.cockpit(
            CockpitQuestion(tenant: try visit.caller.tenant, portfolio: portfolio, permissions: visit.permissions, today: visit.today))
    }
}

extension HTTPField.Name {
    fileprivate static let refresh = HTTPField.Name("Refresh") ?? .accept
}
