import Accounts
import Chain
import Exchange
import Foundation
import Hummingbird
import Kernel
import Localization
import NIOCore
import Office
import Supervision

/// Orders to read: list, export, record.
package struct OrderEndpoints: EndpointCollection {
    private let orders: any OrderRegisterQueries
    private let threads: any ThreadQueries
    private let pack: PackSource

    package init(orders: any OrderRegisterQueries, threads: any ThreadQueries, pack: @escaping PackSource) {
        (self.orders, self.threads, self.pack) = (orders, threads, pack)
    }

    package static let pages: [any Page.Type] = [OrderListPage.self, RecordPage.self]

    package var endpoints: [Endpoint] {
        [
            .get("/orders", .action(.orderRead)) { visit in
                let query = OrderListQuery(visit.query)
                let page = try await orders.orders(query.question(visit, tenant: try visit.caller.tenant))
                return try visit.page(
                    OrderListPage(page, query: query, today: visit.today, pack: try visit.packWords(pack)),
                    title: visit.words("registers.orders.title"))
            },
            .get("/orders/export/{kind}", .action(.orderRead)) { try await export($0) },
            .get("/orders/{id}", .action(.orderRead)) { try await record($0) },
        ]
    }

    private func record(_ visit: Visit) async throws -> Response {
        let id: OrderID = try visit.id("id")
        let tenant = try visit.caller.tenant
        guard let line = try await orders.order(id, tenant: tenant, scope: visit.permissions.visible(for: .orderRead)) else {
            throw AppError("LT1107", .notFound)
        }
        let path = try await threads.thread(of: NodeReference(.order, id.rawValue), tenant: tenant, sight: ThreadSight(visit.permissions))
        let words = visit.words
        return try visit.page(
            RecordPage(line, path: path, today: visit.today, pack: try visit.packWords(pack)), title: words(line.order.title),
            breadcrumb: [Crumb(words("registers.orders.title"), href: Route.orders().path), Crumb(line.order.code)],
            thread: path.map { ThreadStrip($0, words: words) })
    }

    /// What the list shows, all of it up to 10,000 rows.
    private func export(_ visit: Visit) async throws -> Response {
        guard let kind = visit.parameters.get("kind").flatMap({ TableWriter(rawValue: $0) }) else { throw AppError("LT1003", .notFound) }
        let words = visit.words
        let pack = try visit.packWords(pack)
        var question = OrderListQuery(visit.query).with { _ in }.question(visit, tenant: try visit.caller.tenant)
        question.limit = 200
        var rows: [[Cell]] = []
        repeat {
            let page = try await orders.orders(question)
            rows += page.lines.map { Self.cells($0, pack) }
            question.after = page.next
        } while question.after != nil && rows.count < 10_000
        let names = [
            "code", "order", "lead", "supervisor", "source", "state", "declared", "computed", "confirmed", "planned", "actual", "issued",
            "deadline", "last-report",
        ]
        let table = Table(columns: names.map { Column(words("registers.export.\($0)")) }, rows: rows)
        let data = try kind.data(table, name: words("registers.orders.title"))
        return visit.download(
            ByteBuffer(bytes: data), name: "\(words("registers.orders.title"))-\(visit.today).\(kind.rawValue)", contentType: kind.mediaType
        )
    }

    private static func cells(_ line: OrderLine, _ pack: PackWords) -> [Cell] {
        let order = line.order
        func light(_ colour: String?) -> Cell { .text(pack.colour(PackWords.colour(colour))) }
        return [
            .text(order.code), .text(pack.words(order.title)), .text(pack.words(line.lead)), .text(pack.words(line.supervisor)),
            .text(pack.label("order-sources", order.source.rawValue)), .text(pack.label("order-states", order.state.rawValue)),
            light(order.declared), light(order.computed), light(order.confirmed), .number(order.planned), .number(order.actual),
            .date(order.issuedOn), .date(order.deadline), order.lastReportOn.map { .date($0) } ?? .blank,
        ]
    }
}
