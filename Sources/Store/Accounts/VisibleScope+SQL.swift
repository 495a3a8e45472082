import Accounts
import Kernel
import Persistence

/// Where a list's table keeps what permission reads. Nil: the table has no such thing.
struct ScopeColumns {
    var organization: SQL?
    var jurisdiction: SQL?
    /// The person who owns the record.
    var owner: SQL?
    var secrecy: SQL?
    /// A condition true when one of these organizations is party to the record.
    var parties: ((Set<OrganizationID>) -> SQL)?
    /// A condition true when the record was put before this person.
    var panel: ((PersonID) -> SQL)?
}

extension VisibleScope {
    /// The condition a list query adds: exactly the rows `contains` accepts.
    func condition(_ columns: ScopeColumns) -> SQL {
        guard let secrecy = columns.secrecy else { return open.condition(columns) }
        if open.all && restricted.all { return "1 = 1" }
        return """
            ((\(open.condition(columns)) and \(secrecy) <> 'work-secret') or (\(restricted.condition(columns)) and \(secrecy) = 'work-secret'))
            """
    }
}

extension Reach {
    func condition(_ columns: ScopeColumns) -> SQL {
        if all { return "1 = 1" }
        var ways: [SQL] = []
        if let column = columns.organization, !organizations.isEmpty { ways.append(SQL.among(column, organizations.sorted())) }
        if let column = columns.jurisdiction, !jurisdictions.isEmpty { ways.append(SQL.among(column, jurisdictions.sorted())) }
        if let column = columns.owner, let person { ways.append("\(column) = \(person)") }
        if let panel = columns.panel, let person { ways.append(panel(person)) }
        if let party = columns.parties, !parties.isEmpty { ways.append(party(parties)) }
        return ways.isEmpty ? "1 = 0" : "(\(SQL.joined(ways, by: " or ")))"
    }
}
