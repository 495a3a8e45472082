/// What someone does in the system: DOMAIN's list. A role is held at an organization, for a time.
package enum Role: String, Sendable, Codable, CaseIterable {
    case applicant, section
    case unitLead = "unit-lead"
    case portfolioOffice = "portfolio-office"
    case financeReview = "finance-review"
    case cryptography, security, archives
    case auditReader = "audit-reader"
    case expert, inspector, leader, secretary
    case districtBureau = "district-bureau"
    case contractor
    case supervisingEngineer = "supervising-engineer"
    case systemAdministrator = "system-administrator"
    case securityAdministrator = "security-administrator"
    case auditAdministrator = "audit-administrator"
    case publicVisitor = "public-visitor"

    package var duty: Duty {
        switch self {
        case .systemAdministrator: .system
        case .securityAdministrator: .security
        case .auditAdministrator: .audit
        default: .business
        }
    }

    /// Roles that are given to people; the public visitor is whoever has not signed in.
    package static var assignable: [Role] { allCases.filter { $0 != .publicVisitor } }
}

/// 三員分立: the three administrator duties and, apart from them, all business. An account has exactly one.
package enum Duty: String, Sendable, Codable, CaseIterable {
    case business, system, security, audit

    package var isAdministrator: Bool { self != .business }
}
