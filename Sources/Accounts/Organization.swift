package import Kernel

/// 單位: a public body or a partner of one, in the organization tree and in a jurisdiction.
package struct Organization: Hashable, Sendable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// 政府辦公室, 督查, 統籌主管, 部門, 事業單位
        case office, inspection, lead, department
        case publicInstitution = "public-institution"
        case finance, security, cryptography, audit, archives
        /// 區縣
        case district
        /// Section of a unit: 科室
        case section
        case `operator`, contractor
        case supervisingEngineer = "supervising-engineer"
        case assessor
        case expertBody = "expert-body"

        /// Partners see their own contracts, never a unit's own records.
        package var isPartner: Bool {
            switch self {
            case .operator, .contractor, .supervisingEngineer, .assessor, .expertBody: true
            default: false
            }
        }
    }
    package let id: OrganizationID
    package var parent: OrganizationID?
    package var jurisdiction: JurisdictionID
    package var kind: Kind
    package var name: LocalizedText
    /// 統一社會信用代碼, where one was given.
    package var creditCode: CreditCode?
    /// What the city's own ledgers call it; unique in the tenant. Imports match by it.
    package var code: String
    /// False once merged or dissolved: kept for what it did, offered no more.
    package var isActive: Bool
    package var version: Int64

    package init(
        id: OrganizationID, parent: OrganizationID? = nil, jurisdiction: JurisdictionID, kind: Kind, name: LocalizedText,
        creditCode: CreditCode? = nil, code: String, isActive: Bool = true, version: Int64 = 1
    ) {
        (self.id, self.parent, self.jurisdiction, self.kind, self.name) = (id, parent, jurisdiction, kind, name)
        (self.creditCode, self.code, self.isActive, self.version) = (creditCode, code, isActive, version)
    }
}

extension Organization: TreeNode {}

package typealias OrganizationTree = Tree<Organization>
package typealias JurisdictionTree = Tree<Jurisdiction>

extension Tree where Node == Organization {
    /// This organization moved under `parent`: throws `LT1112` when that would close a circle.
    package func moving(_ id: OrganizationID, under parent: OrganizationID?) throws(AppError) -> OrganizationTree {
        let moved = nodes.values.sorted { $0.id < $1.id }.map { node in
            var node = node
            if node.id == id { node.parent = parent }
            return node
        }
        return try OrganizationTree(moved)
    }
}
