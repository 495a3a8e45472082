package import Kernel

/// Something of another slice that a person holds: a project they own, an order they answer for.
package struct Holding: Hashable, Sendable {
    /// Noun as the audit ledger writes it: `project`, `order`.
    package let kind: String
    package let id: Int64
    package let title: String

    package init(kind: String, id: Int64, title: String) { (self.kind, self.id, self.title) = (kind, id, title) }
}

/// How a slice lets its things change hands. Runs inside the handover's transaction.
package protocol HoldingRegister<Session>: Sendable {
    /// The noun it answers for.
    var kind: String { get }
    associatedtype Session
    /// Everything the person holds here, in order of id.
    func holdings(of person: PersonID, tenant: TenantID, in session: Session) throws -> [Holding]
    /// All of it to another person; the number moved.
    func move(from: PersonID, to: PersonID, tenant: TenantID, in session: Session) throws -> Int
}

/// 離崗移交: what a job change does, as a plan that is shown first and carried out in one transaction.
package struct Handover: Hashable, Sendable {
    package enum Change: Hashable, Sendable {
        /// The assignment no longer holds from that day.
        case end(AssignmentID, on: CivilDate)
        case begin(Assignment)
        /// A delegation now stands in for another assignment.
        case reroot(AssignmentID, from: AssignmentID)
        case move(Holding)
        /// Sessions and API tokens of the leaving account end: they were made for a post it no longer has.
        case cutOff(AccountID)
    }
    package let from: PersonID
    package let to: PersonID
    package let day: CivilDate
    package let changes: [Change]
}

extension Handover {
    /// Who gives, who takes, and with which accounts.
    package struct Party: Hashable, Sendable {
        package let person: Person
        package let accounts: [Account]
        package init(person: Person, accounts: [Account]) { (self.person, self.accounts) = (person, accounts) }
    }

    /// Everything `giver` holds goes to `taker` on `day`.
    ///
    /// - Parameters:
    ///   - assignments: those of both people, and every delegation made from one of the giver's.
    ///   - holdings: what the other slices' registers found.
    ///   - newID: makes the ids of the assignments that begin.
    /// Throws `LT1115` when both are one person or the taker is not active, `LT1109`/`LT1110` when the taker has no account of a
    /// duty the giver holds.
    package static func plan(
        from giver: Party, to taker: Party, assignments: [Assignment], holdings: [Holding], on day: CivilDate, newID: () -> AssignmentID
    ) throws(AppError) -> Handover {
        guard giver.person.id != taker.person.id, taker.person.isActive else {
            throw AppError("LT1115", .conflict, ["name": taker.person.name])
        }
        let given = assignments.filter { $0.person == giver.person.id && $0.isAhead(of: day) }
        let kept = assignments.filter { $0.person == taker.person.id && $0.isAhead(of: day) }
        let keptIDs = Set(kept.map(\.id))
        var successors: [AssignmentID: AssignmentID] = [:]
        var changes: [Change] = []
        for assignment in given {
            changes.append(.end(assignment.id, on: max(day, assignment.from)))
            // A stand-in for the taker's own post is over: the taker is back.
            if let original = assignment.delegatedFrom, keptIDs.contains(original) { continue }
            if let same = kept.first(where: { assignment.isCovered(by: $0, from: day) }) {
                successors[assignment.id] = same.id
                continue
            }
            guard let account = taker.accounts.first(where: { $0.duty == assignment.role.duty && $0.state != .closed }) else {
                let code = assignment.role.duty.isAdministrator ? "LT1109" : "LT1110"
                throw AppError(code, .conflict, ["name": taker.person.name], clause: "GB/T 22239-2019 8.1.5")
            }
            let next = Assignment(
                id: newID(), person: taker.person.id, account: account.id, organization: assignment.organization, role: assignment.role,
                from: max(day, assignment.from), until: assignment.until, clearance: assignment.clearance,
                delegatedFrom: assignment.delegatedFrom)
            successors[assignment.id] = next.id
            changes.append(.begin(next))
        }
        for delegation in assignments where delegation.isAhead(of: day) && delegation.person != giver.person.id {
            guard let original = delegation.delegatedFrom, let successor = successors[original] else { continue }
            // The taker stood in for the post now their own.
            let over = delegation.person == taker.person.id
            changes.append(over ? .end(delegation.id, on: max(day, delegation.from)) : .reroot(delegation.id, from: successor))
        }
        changes += holdings.map { .move($0) }
        changes += giver.accounts.filter { $0.state != .closed }.map { .cutOff($0.id) }
        return Handover(from: giver.person.id, to: taker.person.id, day: day, changes: changes)
    }
}

extension Assignment {
    /// Whether the other post gives the same person everything this one does from `day` on.
    fileprivate func isCovered(by other: Assignment, from day: CivilDate) -> Bool {
        guard other.role == role, other.organization == organization, other.clearance >= clearance, other.delegatedFrom == nil,
            other.from <= max(day, from)
        else { return false }
        guard let end = other.until else { return true }
        return until.map { $0 <= end } ?? false
    }

    /// A stand-in for this post. Throws `LT1125` unless it lies within the post's own time, ends, and is no stand-in of a stand-in.
    package func delegated(
        id: AssignmentID, to person: PersonID, account: Account, from: CivilDate, until: CivilDate, clearance: Secrecy = .internal
    ) throws(AppError) -> Assignment {
        guard delegatedFrom == nil, person != self.person, account.person == person, from >= self.from, from < until,
            self.until.map({ until <= $0 }) ?? true, clearance <= self.clearance
        else { throw AppError("LT1125", .unprocessable) }
        try account.checkMayHold(role, from: from, until: until)
        return Assignment(
            id: id, person: person, account: account.id, organization: organization, role: role, from: from, until: until,
            clearance: clearance, delegatedFrom: self.id)
    }
}
