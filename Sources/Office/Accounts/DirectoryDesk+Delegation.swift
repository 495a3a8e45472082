import Accounts
import Kernel
import Operations

extension DirectoryDesk {
    /// Lets `taker` stand in for a post of `giver` until a day. Throws `LT1107` for another's post, `LT1118` for an administrator's,
    /// `LT1110` when the taker has no account for it, `LT1125` for a term outside the post's own, `LT1129` when somebody already does.
    package func delegate(
        _ post: AssignmentID, of giver: PersonID, to taker: PersonID, from: CivilDate, until: CivilDate, today: CivilDate,
        context: WriteContext
    ) async throws {
        try await unitOfWork.write(context) { transaction in
            let files = try transaction.handoverFiles(from: giver, to: taker)
            guard let original = files.giver.assignments.first(where: { $0.id == post && $0.isAhead(of: today) }) else {
                throw AppError("LT1107", .notFound)
            }
            guard !original.role.duty.isAdministrator else { throw AppError("LT1118", .conflict) }
            guard from >= today, files.taker.person.isActive else { throw AppError("LT1125", .unprocessable) }
            guard let account = files.taker.accounts.first(where: { $0.duty == original.role.duty && $0.state == .active }) else {
                throw AppError("LT1110", .conflict, ["name": files.taker.person.name])
            }
            guard !files.delegations.contains(where: { $0.delegatedFrom == post && $0.overlaps(from: from, until: until) }) else {
                throw AppError("LT1129", .conflict)
            }
            let standIn = try original.delegated(
                id: transaction.newID(AssignmentID.self), to: taker, account: account, from: from, until: until)
            try transaction.save(standIn)
            transaction.record(
                AuditDraft(
                    "role.delegate", "account", account.id.rawValue, organization: standIn.organization,
                    payload: AuditPayload(changes: [.init(standIn.role.rawValue, files.giver.person.name, "\(from)–\(until)")])))
        }
    }

    /// Ends a stand-in from today on: whoever gave it takes it back, whoever holds it gives it back. `LT1107` for anybody else.
    package func endDelegation(_ id: AssignmentID, by person: PersonID, on day: CivilDate, context: WriteContext) async throws {
        try await unitOfWork.write(context) { transaction in
            let files = try transaction.handoverFiles(from: person, to: person)
            let own = files.delegations + files.giver.assignments.filter { $0.delegatedFrom != nil }
            guard var standIn = own.first(where: { $0.id == id && $0.isAhead(of: day) }) else { throw AppError("LT1107", .notFound) }
            let change = AuditPayload.Change(standIn.role.rawValue, standIn.until?.description, max(day, standIn.from).description)
            standIn.until = max(day, standIn.from)
            try transaction.save(standIn)
            transaction.record(
                AuditDraft(
                    "role.delegate", "account", standIn.account.rawValue, organization: standIn.organization,
                    payload: AuditPayload(changes: [change])))
        }
    }
}
