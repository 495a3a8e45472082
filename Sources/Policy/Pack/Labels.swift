import Kernel

/// The words for every code the records use, in sets.
package struct Labels: Sendable {
    package struct Label: Hashable, Sendable {
        package let id: String
        package let name: LocalizedText
    }

    package struct Set: Sendable {
        package let id: String
        package let name: LocalizedText
        /// In the order forms offer them.
        package let items: [Label]
    }

    package let sets: [Set]
    private let index: [String: [String: LocalizedText]]

    init(_ sets: [Set]) {
        self.sets = sets
        index = Dictionary(
            sets.map { ($0.id, Dictionary($0.items.map { ($0.id, $0.name) }) { first, _ in first }) }
        ) { first, _ in first }
    }

    package func set(_ id: String) -> Set? { sets.first { $0.id == id } }
    package func text(_ set: String, _ code: String) -> LocalizedText? { index[set]?[code] }
    package func has(_ set: String, _ code: String) -> Bool { index[set]?[code] != nil }

    /// The sets records depend on; a pack without one of them is refused.
    static let requiredSets = [
        "project-states", "system-states", "share-types", "update-cycles", "hosting", "indicator-families", "order-sources",
        "order-states", "report-rhythms", "facility-kinds", "organization-kinds", "light-flags",
    ]
}
