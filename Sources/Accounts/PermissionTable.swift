/// The one table of who may do what: role × action × scope. What is not written is refused.
package enum PermissionTable {
    package static func scope(of action: Action, for role: Role) -> Scope {
        (everyone[action] ?? Scope.none).wider((signedIn(role)[action] ?? Scope.none).wider((roles[role]?[action] ?? Scope.none)))
    }

    private static let everyone: [Action: Scope] = [.portalRead: .all, .needCreate: .all]

    private static func signedIn(_ role: Role) -> [Action: Scope] {
        role == .publicVisitor ? [:] : [.selfRead: .own, .selfEdit: .own, .organizationRead: .all]
    }

    /// What every business role of the government reads besides its records.
    private static let official: [Action: Scope] = [
        .deskRead: .own, .clauseRead: .all, .planRead: .all, .packRead: .all, .fileRead: .own,
    ]

    private static let roles: [Role: [Action: Scope]] = [
        .applicant: official
            + [
                .projectRead: .ownUnit, .projectCreate: .ownUnit, .projectEdit: .ownUnit, .projectProgress: .ownUnit,
                .projectExport: .ownUnit, .lightDeclare: .ownUnit, .orderRead: .ownUnit, .orderReport: .ownUnit, .chainRead: .ownUnit,
                .evaluationRead: .ownUnit, .evaluationFill: .ownUnit, .fileRead: .ownUnit, .fileUpload: .ownUnit, .cockpitRead: .ownUnit,
            ],
        .section: official
            + [
                .projectRead: .ownUnit, .projectEdit: .ownUnit, .projectProgress: .ownUnit, .projectExport: .ownUnit,
                .lightDeclare: .ownUnit, .orderRead: .ownUnit, .orderReport: .ownUnit, .chainRead: .ownUnit, .chainEdit: .ownUnit,
                .evaluationRead: .ownUnit, .evaluationFill: .ownUnit, .fileRead: .ownUnit, .fileUpload: .ownUnit, .cockpitRead: .ownUnit,
            ],
        .unitLead: official
            + [
                .projectRead: .unitSubtree, .projectCreate: .unitSubtree, .projectEdit: .unitSubtree, .projectSubmit: .unitSubtree,
                .projectProgress: .unitSubtree, .projectExport: .unitSubtree, .lightDeclare: .unitSubtree, .lightAnswer: .unitSubtree,
                .orderRead: .unitSubtree, .orderAccept: .unitSubtree, .orderReport: .unitSubtree, .orderExtend: .unitSubtree,
                .chainRead: .unitSubtree, .chainEdit: .unitSubtree, .adviceAnswer: .unitSubtree, .evaluationRead: .unitSubtree,
                .evaluationFill: .unitSubtree, .fileRead: .unitSubtree, .fileUpload: .unitSubtree, .cockpitRead: .unitSubtree,
                .reportRead: .unitSubtree, .userRead: .unitSubtree,
            ],
        .portfolioOffice: official
            + [
                .projectRead: .ownJurisdiction, .projectCreate: .ownJurisdiction, .projectEdit: .ownJurisdiction,
                .projectExport: .ownJurisdiction, .projectImport: .ownJurisdiction, .projectReview: .ownJurisdiction,
                .projectDecide: .ownJurisdiction, .projectProgress: .ownJurisdiction, .baselineApprove: .ownJurisdiction,
                .roundManage: .ownJurisdiction, .lightConfirm: .ownJurisdiction, .orderRead: .ownJurisdiction,
                .orderCreate: .ownJurisdiction, .orderExtend: .ownJurisdiction, .orderClose: .ownJurisdiction,
                .slipIssue: .ownJurisdiction, .chainRead: .ownJurisdiction, .chainEdit: .ownJurisdiction, .adviceDecide: .ownJurisdiction,
                .evaluationRead: .ownJurisdiction, .evaluationRun: .ownJurisdiction, .findingManage: .ownJurisdiction,
                .planEdit: .ownJurisdiction, .fileRead: .ownJurisdiction, .fileUpload: .ownJurisdiction, .cockpitRead: .ownJurisdiction,
                .reportRead: .ownJurisdiction, .needManage: .ownJurisdiction, .publish: .ownJurisdiction, .packCheck: .all,
                .packActivate: .all, .setupRun: .all, .jobRead: .own, .jobManage: .own, .userRead: .ownJurisdiction,
            ],
        .financeReview: official + reviewer + [.projectReviewFunds: .ownJurisdiction],
        .cryptography: official + reviewer + [.projectReviewCryptography: .ownJurisdiction],
        .security: official + reviewer + [.projectReviewSecurity: .ownJurisdiction],
        .archives: official + reviewer + [.projectArchive: .ownJurisdiction],
        .auditReader: official
            + reader(.ownJurisdiction)
            + [.projectExport: .ownJurisdiction, .auditRead: .all],
        .expert: [
            .deskRead: .own, .clauseRead: .all, .projectRead: .own, .projectReview: .own, .fileRead: .own, .fileUpload: .own,
        ],
        .inspector: official
            + reader(.ownJurisdiction)
            + [
                .projectExport: .ownJurisdiction, .lightConfirm: .ownJurisdiction, .orderCreate: .ownJurisdiction,
                .orderExtend: .ownJurisdiction, .orderClose: .ownJurisdiction, .slipIssue: .ownJurisdiction,
                .findingManage: .ownJurisdiction, .fileUpload: .ownJurisdiction,
            ],
        .leader: official
            + reader(.ownJurisdiction)
            + [.projectExport: .ownJurisdiction, .instructionGive: .ownJurisdiction, .adviceDecide: .ownJurisdiction],
        .secretary: official
            + reader(.ownJurisdiction)
            + [.instructionEnter: .ownJurisdiction, .orderCreate: .ownJurisdiction, .fileUpload: .ownJurisdiction],
        .districtBureau: official
            + reader(.ownJurisdiction)
            + [
                .projectCreate: .ownJurisdiction, .projectEdit: .ownJurisdiction, .projectSubmit: .ownJurisdiction,
                .projectExport: .ownJurisdiction, .projectImport: .ownJurisdiction, .projectProgress: .ownJurisdiction,
                .lightDeclare: .ownJurisdiction, .lightAnswer: .ownJurisdiction, .orderAccept: .ownJurisdiction,
                .orderReport: .ownJurisdiction, .orderExtend: .ownJurisdiction, .chainEdit: .ownJurisdiction,
                .adviceAnswer: .ownJurisdiction, .evaluationFill: .ownJurisdiction, .fileUpload: .ownJurisdiction, .jobRead: .own,
                .jobManage: .own,
            ],
        .contractor: [.deskRead: .own, .projectRead: .own, .projectProgress: .own, .fileRead: .own, .fileUpload: .own],
        .supervisingEngineer: [.deskRead: .own, .projectRead: .own, .projectInspect: .own, .fileRead: .own, .fileUpload: .own],
        .systemAdministrator: [
            .deskRead: .own, .organizationManage: .all, .userRead: .all, .userManage: .all, .setupRun: .all,
            .packRead: .all, .packCheck: .all, .jobRead: .all, .jobManage: .all, .backupRun: .all, .systemRead: .all,
        ],
        .securityAdministrator: [
            .deskRead: .own, .userRead: .all, .roleAssign: .all, .userHandover: .all, .sessionRevoke: .all, .securityManage: .all,
            .systemRead: .all,
        ],
        .auditAdministrator: [.deskRead: .own, .auditRead: .all, .auditVerify: .all, .userRead: .all, .systemRead: .all],
        .publicVisitor: [:],
    ]

    /// Reads whatever belongs to its scope.
    private static func reader(_ scope: Scope) -> [Action: Scope] {
        [
            .projectRead: scope, .orderRead: scope, .chainRead: scope, .evaluationRead: scope, .fileRead: scope, .cockpitRead: scope,
            .reportRead: scope,
        ]
    }

    private static let reviewer: [Action: Scope] = [
        .projectRead: .ownJurisdiction, .projectReview: .ownJurisdiction, .chainRead: .ownJurisdiction, .fileRead: .ownJurisdiction,
        .fileUpload: .ownJurisdiction, .orderRead: .ownUnit, .orderReport: .ownUnit, .cockpitRead: .ownJurisdiction,
    ]
}

extension Scope {
    fileprivate func wider(_ other: Scope) -> Scope { max(self, other) }
}

extension [Action: Scope] {
    fileprivate static func + (a: Self, b: Self) -> Self { a.merging(b) { $0.wider($1) } }
}
