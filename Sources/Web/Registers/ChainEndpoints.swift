import Accounts
import Chain
import Hummingbird
import Kernel
import Localization
import Office

/// The ledgers of the chain, and the page of each record.
package struct ChainEndpoints: EndpointCollection {
    private let chain: any ChainQueries
    private let accounts: any AccountQueries
    private let threads: any ThreadQueries
    private let pack: PackSource

    package init(chain: any ChainQueries, accounts: any AccountQueries, threads: any ThreadQueries, pack: @escaping PackSource) {
        (self.chain, self.accounts, self.threads, self.pack) = (chain, accounts, threads, pack)
    }

    package static let pages: [any Page.Type] = [ChainListPage.self]

    package var endpoints: [Endpoint] {
        [
            .get("/chain", .action(.chainRead)) { visit in visit.redirect(to: .chain(.system)) },
            .get("/chain/{kind}", .action(.chainRead)) { visit in
                let kind = try kind(visit)
                return try visit.page(
                    ChainListPage(try await ledger(visit), kind: kind, query: visit.query, pack: try visit.packWords(pack)),
                    title: visit.words("registers.kinds.\(kind.rawValue)"))
            },
            .get("/chain/{kind}/{id}", .action(.chainRead)) { try await record($0) },
        ]
    }

    private func kind(_ visit: Visit) throws -> NodeKind {
        guard let kind = visit.parameters.get("kind").flatMap({ NodeKind(rawValue: $0) }), ChainLedger.kinds.contains(kind) else {
            throw AppError("LT1003", .notFound)
        }
        return kind
    }

    private func ledger(_ visit: Visit) async throws -> ChainLedger {
        try await ChainLedger(chain, accounts, tenant: try visit.caller.tenant, scope: visit.permissions.visible(for: .chainRead))
    }

    private func record(_ visit: Visit) async throws -> Response {
        let kind = try kind(visit)
        let id: ID<Tag.Record> = try visit.id("id")
        let node = NodeReference(kind, id.rawValue)
        guard let record = try await ledger(visit).record(node) else { throw AppError("LT1107", .notFound) }
        let path = try await threads.thread(of: node, tenant: try visit.caller.tenant, sight: ThreadSight(visit.permissions))
        let words = visit.words
        let pack = try visit.packWords(pack)
        let page = RecordPage(
            header: PageHeader(words(record.name), subtitle: words("registers.kind.\(kind.rawValue)"), overline: record.code), text: nil,
            progress: nil, facts: Facts(ChainColumns(kind).facts(record, pack)), relations: RelationTable.table(path, words: words))
        return try visit.page(
            page, title: words(record.name),
            breadcrumb: [
                Crumb(words("registers.chain.title"), href: "/chain"),
                Crumb(words("registers.kinds.\(kind.rawValue)"), href: Route.chain(kind).path),
                Crumb(record.code),
            ], thread: path.map { ThreadStrip($0, words: words) })
    }
}
