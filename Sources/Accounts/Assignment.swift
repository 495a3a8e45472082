package import Kernel

package enum AssignmentTag {}
package typealias AssignmentID = ID<AssignmentTag>

/// 任職: a person's account holds a role at an organization from a day until a day.
package struct Assignment: Hashable, Sendable {
    package let id: AssignmentID
    package let person: PersonID
    package let account: AccountID
    package let organization: OrganizationID
    package let role: Role
    package let from: CivilDate
    /// The first day it no longer holds; nil while open. Equal to `from`: withdrawn before it began.
    package var until: CivilDate?
    /// The explicit grant without which 工作秘密 stays invisible, whatever the role.
    package var clearance: Secrecy
    /// The assignment this one stands in for: 委託代理.
    package var delegatedFrom: AssignmentID?

    package init(
        id: AssignmentID, person: PersonID, account: AccountID, organization: OrganizationID, role: Role, from: CivilDate,
        until: CivilDate? = nil, clearance: Secrecy = .internal, delegatedFrom: AssignmentID? = nil
    ) {
        (self.id, self.person, self.account, self.organization, self.role) = (id, person, account, organization, role)
        (self.from, self.until, self.clearance, self.delegatedFrom) = (from, until, clearance, delegatedFrom)
    }

    package func holds(on day: CivilDate) -> Bool { from <= day && (until.map { day < $0 } ?? true) }

    /// Whether it holds on `day` or will later.
    package func isAhead(of day: CivilDate) -> Bool { until.map { max(day, from) < $0 } ?? true }
}

extension Account {
    /// Whether this account may take the role: `LT1109` for a second administrator duty, `LT1110` when business and
    /// administration would meet, `LT1117` for a closed account, `LT1119` for a role nobody is given or dates reversed.
    package func checkMayHold(_ role: Role, from: CivilDate, until: CivilDate?) throws(AppError) {
        guard state != .closed else { throw AppError("LT1117", .conflict, ["name": name.text]) }
        guard role != .publicVisitor, until.map({ from < $0 }) ?? true else { throw AppError("LT1119", .unprocessable) }
        guard role.duty == duty else {
            let code = role.duty.isAdministrator && duty.isAdministrator ? "LT1109" : "LT1110"
            throw AppError(code, .conflict, ["name": name.text], clause: "GB/T 22239-2019 8.1.5")
        }
    }
}

extension Duty {
    /// Whether a person with accounts of `others` may be given one of this duty: at most one business account and one
    /// administrator account. Throws `LT1109` or `LT1123`.
    package func checkMayJoin(_ others: [Duty], name: String) throws(AppError) {
        if others.contains(self) { throw AppError("LT1123", .conflict, ["name": name]) }
        if isAdministrator, others.contains(where: \.isAdministrator) {
            throw AppError("LT1109", .conflict, ["name": name], clause: "GB/T 22239-2019 8.1.5")
        }
    }
}
