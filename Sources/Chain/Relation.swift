import Kernel

/// What stands at either end of a relation.
package enum NodeKind: String, Sendable, Codable, CaseIterable {
    case clause, goal, order, project, businessItem = "business-item", system, dataResource = "data-resource", facility, indicator,
        organization
}

package struct NodeReference: Sendable, Hashable, Codable {
    package let kind: NodeKind
    package let id: Int64
    package init(_ kind: NodeKind, _ id: Int64) { (self.kind, self.id) = (kind, id) }
}

/// A typed, directed, dated relation with its source.
package struct Relation: Sendable, Hashable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case builds, upgrades, retires, operates, supports, produces, consumes, runsOn = "runs-on", flowsTo = "flows-to"
        case measuredBy = "measured-by", serves, concerns
    }
    package let id: RelationID
    package let from: NodeReference
    package let kind: Kind
    package let to: NodeReference
    /// Where it was learnt: register, import, application.
    package let source: String
    package let since: CivilDate?
    package init(id: RelationID, from: NodeReference, kind: Kind, to: NodeReference, source: String, since: CivilDate? = nil) {
        (self.id, self.from, self.kind, self.to, self.source, self.since) = (id, from, kind, to, source, since)
    }
}

package protocol ChainWrites: AnyObject {
    func insert(_ item: BusinessItem) throws
    func insert(_ system: ChainSystem) throws
    func insert(_ resource: DataResource) throws
    func insert(_ facility: Facility) throws
    /// Does nothing when the same relation exists.
    func insert(_ relation: Relation) throws
}

/// A node as a thread or list names it.
package struct NodeLabel: Sendable, Hashable {
    package let node: NodeReference
    package let code: String
    package let name: LocalizedText
    package init(node: NodeReference, code: String, name: LocalizedText) { (self.node, self.code, self.name) = (node, code, name) }
}

package struct LabelledRelation: Sendable, Hashable {
    package let kind: Relation.Kind
    /// True when the asked node is the relation's start.
    package let isOutgoing: Bool
    package let other: NodeLabel
    package init(kind: Relation.Kind, isOutgoing: Bool, other: NodeLabel) {
        (self.kind, self.isOutgoing, self.other) = (kind, isOutgoing, other)
    }
}

package protocol ChainQueries: Sendable {
    /// Every relation of a node, with the name of the other end. One statement; at most 500.
    func relations(of node: NodeReference, tenant: TenantID) async throws -> [LabelledRelation]
    func systems(tenant: TenantID) async throws -> [ChainSystem]
    func dataResources(tenant: TenantID) async throws -> [DataResource]
    func facilities(tenant: TenantID) async throws -> [Facility]
    func businessItems(tenant: TenantID) async throws -> [BusinessItem]
}
