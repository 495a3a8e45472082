import Accounts
import Kernel
import Operations

/// What somebody's desk is asked.
package struct DeskQuestion: Sendable {
    package let tenant: TenantID
    package let account: AccountID
    package let permissions: Permissions
    package let today: CivilDate
    package let now: Instant

    package init(tenant: TenantID, account: AccountID, permissions: Permissions, today: CivilDate, now: Instant) {
        (self.tenant, self.account, self.permissions, self.today, self.now) = (tenant, account, permissions, today, now)
    }
}

/// Something a person must do, and why.
package struct DeskItem: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The marks differ: the unit explains.
        case explainLight = "explain-light"
        /// … and the supervisor confirms.
        case confirmLight = "confirm-light"
        /// A round no longer names the project.
        case answerAbsence = "answer-absence"
        case reportProject = "report-project"
        case acceptOrder = "accept-order"
        case reportOrder = "report-order"
        /// Past its deadline.
        case finishOrder = "finish-order"
        case closeOrder = "close-order"
        case secondFactor = "second-factor"
        /// The office is empty: 開城.
        case openCity = "open-city"
    }
    package let kind: Kind
    /// The project or order; 0 where it is about the account itself.
    package let id: Int64
    package let code: String
    package let name: LocalizedText
    package let unit: LocalizedText
    package let due: CivilDate?

    package init(kind: Kind, id: Int64, code: String, name: LocalizedText, unit: LocalizedText, due: CivilDate?) {
        (self.kind, self.id, self.code, self.name, self.unit, self.due) = (kind, id, code, name, unit, due)
    }
}

/// What others did to a record in sight.
package struct DeskChange: Hashable, Sendable {
    package enum Subject: String, Sendable { case project, order }
    package let subject: Subject
    package let id: Int64
    package let code: String
    package let name: LocalizedText
    package let at: Instant
    package let actor: String
    package let action: String
    package let payload: AuditPayload?

    package init(
        subject: Subject, id: Int64, code: String, name: LocalizedText, at: Instant, actor: String, action: String, payload: AuditPayload?
    ) {
        (self.subject, self.id, self.code, self.name) = (subject, id, code, name)
        (self.at, self.actor, self.action, self.payload) = (at, actor, action, payload)
    }
}

package struct DeskSnapshot: Sendable {
    /// The earliest deadline first, those without one last. At most `limit` of each kind.
    package let items: [DeskItem]
    /// Newest first, at most 30.
    package let changes: [DeskChange]
    /// The sign-in before this one; seven days ago where there is none.
    package let since: Instant

    package static let limit = 50

    package init(items: [DeskItem], changes: [DeskChange], since: Instant) {
        self.items = items.enumerated().sorted { a, b in
            let (x, y) = (a.element.due?.daysSince1970 ?? .max, b.element.due?.daysSince1970 ?? .max)
            return (x, a.offset) < (y, b.offset)
        }.map(\.element)
        (self.changes, self.since) = (changes, since)
    }
}

package protocol DeskQueries: Sendable {
    /// At most 5 statements in one snapshot.
    func desk(_ question: DeskQuestion) async throws -> DeskSnapshot
}
