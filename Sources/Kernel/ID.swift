// Module in charge of the words every other module speaks: typed ids, money, civil dates, locales,
// errors, diagnostics, the clock and the actor. It knows no noun of the domain but its ids.

/// A typed, time-ordered identifier: `Int64` in the database, a decimal string in JSON and URLs.
///
/// The tag keeps a project's id from being passed where an order's is wanted.
public struct ID<Tag>: Hashable, Comparable, Sendable, RawRepresentable, CustomStringConvertible {
    public let rawValue: Int64

    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(_ rawValue: Int64) { self.rawValue = rawValue }

    /// Reads the decimal form used in URLs and JSON; nil for anything else, zero and negatives included.
    public init?(_ text: some StringProtocol) {
        guard let value = Int64(text), value > 0 else { return nil }
        self.rawValue = value
    }

    public var description: String { String(rawValue) }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension ID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = Self(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id: \(text)")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Tags of the ids that slices use to speak of each other's things.
public enum Tag {
    public enum Tenant {}
    public enum Jurisdiction {}
    public enum Organization {}
    public enum Person {}
    public enum Account {}
    public enum Clause {}
    public enum Goal {}
    public enum Project {}
    public enum Order {}
    public enum System {}
    public enum DataResource {}
    public enum BusinessItem {}
    public enum Facility {}
    public enum Relation {}
    public enum Round {}
    public enum Pack {}
    public enum Job {}
    public enum File {}
    public enum Entry {}
    public enum Record {}
}

public typealias TenantID = ID<Tag.Tenant>
public typealias JurisdictionID = ID<Tag.Jurisdiction>
public typealias OrganizationID = ID<Tag.Organization>
public typealias PersonID = ID<Tag.Person>
public typealias AccountID = ID<Tag.Account>
public typealias ClauseID = ID<Tag.Clause>
public typealias GoalID = ID<Tag.Goal>
public typealias ProjectID = ID<Tag.Project>
public typealias OrderID = ID<Tag.Order>
public typealias SystemID = ID<Tag.System>
public typealias DataResourceID = ID<Tag.DataResource>
public typealias BusinessItemID = ID<Tag.BusinessItem>
public typealias FacilityID = ID<Tag.Facility>
public typealias RelationID = ID<Tag.Relation>
public typealias RoundID = ID<Tag.Round>
public typealias PackID = ID<Tag.Pack>
public typealias JobID = ID<Tag.Job>
public typealias FileID = ID<Tag.File>
