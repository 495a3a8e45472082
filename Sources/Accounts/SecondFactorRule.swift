/// Who must have a second factor before doing anything else.
package enum SecondFactorRule: String, Sendable, CaseIterable {
    /// 三員: system, security and audit administrators (GB/T 22239-2019 8.1.4.1).
    case administrators
    case everyone
    case optional

    /// Whether this account may do nothing but enrol one.
    package func isDue(_ account: Account) -> Bool {
        guard !account.hasSecondFactor else { return false }
        return switch self {
        case .administrators: account.duty.isAdministrator
        case .everyone: true
        case .optional: false
        }
    }
}
