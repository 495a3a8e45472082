package import Kernel

/// What a sign-in step decides. Pure: it is asked inside the transaction that stores its result, so that guesses sent at the
/// same moment are counted one after the other.
package struct SignInDecision: Hashable, Sendable {
    package enum Answer: Hashable, Sendable {
        /// The same words whether the name is unknown, the password wrong, or the account shut.
        case refused(AppError)
        case admitted(Session.Stage)
    }
    package let answer: Answer
    /// To be stored under the name; nil clears.
    package let byName: Attempts?
    /// To be stored under the address.
    package let byAddress: Attempts?
}

extension SignInDecision {
    /// After the password was checked (against a decoy when the name is unknown).
    ///
    /// - Parameters:
    ///   - matched: whether the hash fitted.
    ///   - byName, byAddress: the attempts as they stand in the transaction.
    package static func afterPassword(
        matched: Bool, account: Account?, policy: PasswordPolicy, byName: Attempts?, byAddress: Attempts?, at now: Instant
    ) -> SignInDecision {
        if let locked = lock(byName, byAddress, now) { return locked }
        guard matched, let account, account.state == .active else {
            return failing("LT1104", byName, byAddress, now)
        }
        if account.hasSecondFactor {
            // Not cleared yet: whoever has the password must not get endless tries at the second factor.
            return SignInDecision(answer: .admitted(.secondFactor), byName: byName, byAddress: byAddress)
        }
        return SignInDecision(answer: .admitted(stage(account, policy, now)), byName: nil, byAddress: byAddress)
    }

    /// After the second factor was checked, by an account whose password had been right.
    package static func afterSecondFactor(
        matched: Bool, account: Account, policy: PasswordPolicy, byName: Attempts?, byAddress: Attempts?, at now: Instant
    ) -> SignInDecision {
        if let locked = lock(byName, byAddress, now) { return locked }
        guard matched, account.state == .active else { return failing("LT1103", byName, byAddress, now) }
        return SignInDecision(answer: .admitted(stage(account, policy, now)), byName: nil, byAddress: byAddress)
    }

    private static func stage(_ account: Account, _ policy: PasswordPolicy, _ now: Instant) -> Session.Stage {
        account.mustChangePassword || policy.isDue(setAt: account.passwordSetAt, now: now) ? .passwordChange : .full
    }

    private static func lock(_ byName: Attempts?, _ byAddress: Attempts?, _ now: Instant) -> SignInDecision? {
        let minutes = max(byName?.minutesLocked(at: now) ?? 0, byAddress?.minutesLocked(at: now) ?? 0)
        guard minutes > 0 else { return nil }
        return SignInDecision(
            answer: .refused(AppError("LT1102", .tooMany, ["minutes": String(minutes)])), byName: byName, byAddress: byAddress)
    }

    private static func failing(_ code: String, _ byName: Attempts?, _ byAddress: Attempts?, _ now: Instant) -> SignInDecision {
        SignInDecision(
            answer: .refused(AppError(code, .unauthenticated)),
            byName: (byName ?? Attempts(since: now)).failing(at: now, .name),
            byAddress: (byAddress ?? Attempts(since: now)).failing(at: now, .address))
    }
}
