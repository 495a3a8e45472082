/// What is known of the units besides their figures: groups, and which are aggregates or not ranked.
public struct UnitDirectory: Sendable {
    /// Attribute → unit → group.
    public private(set) var attributes: [String: [String: String]]
    public var hierarchy: UnitHierarchy

    public init(attributes: [String: [String: String]] = [:], hierarchy: UnitHierarchy = UnitHierarchy()) {
        self.attributes = attributes
        self.hierarchy = hierarchy
    }

    public mutating func set(_ attribute: String, of unit: String, to group: String) {
        attributes[attribute, default: [:]][unit] = group
    }

    /// The group of each unit, numbered from 0 in order of appearance; nil where a unit has none.
    public func groups(_ attribute: String, of units: [String]) -> [Int?] {
        var numbers: [String: Int] = [:]
        let known = attributes[attribute] ?? [:]
        return units.map { unit in
            known[unit].map { group in
                if let number = numbers[group] { return number }
                numbers[group] = numbers.count
                return numbers.count - 1
            }
        }
    }
}
