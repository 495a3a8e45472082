import Accounts
import Chain
import Kernel

/// The chain's records in sight, with the names of their units.
struct ChainLedger: Sendable {
    enum Content: Sendable, Hashable {
        case item(BusinessItem)
        case system(ChainSystem)
        case data(DataResource)
        case facility(Facility)
    }
    struct Record: Sendable, Hashable {
        let node: NodeReference
        let code: String
        let name: LocalizedText
        let units: [LocalizedText]
        let content: Content
    }

    static let kinds: [NodeKind] = [.system, .dataResource, .facility, .businessItem]
    let records: [NodeKind: [Record]]

    /// Reads all four ledgers and keeps what the scope reaches.
    init(_ chain: any ChainQueries, _ accounts: any AccountQueries, tenant: TenantID, scope: VisibleScope) async throws {
        async let systems = chain.systems(tenant: tenant)
        async let data = chain.dataResources(tenant: tenant)
        async let facilities = chain.facilities(tenant: tenant)
        async let items = chain.businessItems(tenant: tenant)
        let tree = try await accounts.organizations(tenant: tenant)
        func record(_ kind: NodeKind, _ id: Int64, _ code: String, _ name: LocalizedText, _ units: [OrganizationID], _ content: Content)
            -> Record?
        {
            let isSeen = units.contains { scope.contains(Resource(organization: $0, jurisdiction: tree[$0]?.jurisdiction)) }
            guard isSeen || scope.open.all else { return nil }
            return Record(
                node: NodeReference(kind, id), code: code, name: name, units: units.compactMap { tree[$0]?.name }, content: content)
        }
        records = [
            .system: try await systems.compactMap { record(.system, $0.id.rawValue, $0.code, $0.name, [$0.organization], .system($0)) },
            .dataResource: try await data.compactMap { record(.dataResource, $0.id.rawValue, $0.code, $0.name, [$0.owner], .data($0)) },
            .facility: try await facilities.compactMap { record(.facility, $0.id.rawValue, $0.code, $0.name, [$0.owner], .facility($0)) },
            .businessItem: try await items.compactMap {
                record(.businessItem, $0.id.rawValue, $0.code, $0.name, $0.organizations, .item($0))
            },
        ]
    }

    func record(_ node: NodeReference) -> Record? { records[node.kind]?.first { $0.node == node } }

    func records(of kind: NodeKind, text: String, unlinkedOnly: Bool) -> [Record] {
        let query = SearchQuery(text)
        return (records[kind] ?? []).filter { record in
            if unlinkedOnly {
                guard case .data(let resource) = record.content, !resource.isLinked, resource.share != "none" else { return false }
            }
            guard !query.isEmpty else { return true }
            let names = ([record.name] + record.units).flatMap { [$0.zhHans, $0.zhHant, $0.en] }
            return query.matches(SearchText.indexed([record.code] + names))
        }
    }
}
