/// Who acts: a signed-in account, an API token of one, or the system itself (a job, the command line).
public struct Actor: Hashable, Sendable {
    public enum Kind: String, Sendable, Codable {
        case account, token, system, commandLine = "command-line"
    }
    public let kind: Kind
    public let account: AccountID?
    /// What the audit ledger prints: a name at the time of the act.
    public let name: String
    /// The network address or the operating-system user the act came from.
    public let origin: String

    public init(kind: Kind, account: AccountID?, name: String, origin: String) {
        (self.kind, self.account, self.name, self.origin) = (kind, account, name, origin)
    }

    public static func system(_ name: String) -> Actor {
        Actor(kind: .system, account: nil, name: name, origin: "local")
    }
}
