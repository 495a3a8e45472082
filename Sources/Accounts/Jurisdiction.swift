// Module in charge of who there is and what they may do: jurisdictions, organizations, people, accounts and roles, the
// permission table, signing in. Pure decisions and small ports; the database stands in Store, the pages in Web.
package import Kernel

/// A place in a tenant's tree: province, city, district. What `ownJurisdiction` reaches is a place and all below it.
package struct Jurisdiction: Hashable, Sendable {
    package enum Level: String, Sendable, Codable, CaseIterable {
        case nation, province, city, district, zone, town
    }
    package let id: JurisdictionID
    package var parent: JurisdictionID?
    package var level: Level
    /// Division code of GB/T 2260, where the place has one.
    package var code: String?
    package var name: LocalizedText

    package init(id: JurisdictionID, parent: JurisdictionID? = nil, level: Level, code: String? = nil, name: LocalizedText) {
        (self.id, self.parent, self.level, self.code, self.name) = (id, parent, level, code, name)
    }
}

extension Jurisdiction: TreeNode {}
