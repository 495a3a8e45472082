/// What can be done, in the smallest steps permission is given for. Every route names one.
package enum Action: String, Sendable, Codable, CaseIterable, Comparable {
    // Everyone, signed in or not
    case portalRead = "portal.read"
    case needCreate = "need.create"
    // One's own account
    case selfRead = "self.read"
    case selfEdit = "self.edit"
    // Seeing
    case deskRead = "desk.read"
    case cockpitRead = "cockpit.read"
    case reportRead = "report.read"
    // Planning
    case planRead = "plan.read"
    case planEdit = "plan.edit"
    case clauseRead = "clause.read"
    // Projects
    case projectRead = "project.read"
    case projectCreate = "project.create"
    case projectEdit = "project.edit"
    case projectSubmit = "project.submit"
    case projectExport = "project.export"
    case projectImport = "project.import"
    case projectReview = "project.review"
    case projectReviewFunds = "project.review-funds"
    case projectReviewCryptography = "project.review-cryptography"
    case projectReviewSecurity = "project.review-security"
    case projectDecide = "project.decide"
    case projectProgress = "project.progress"
    case projectInspect = "project.inspect"
    case projectArchive = "project.archive"
    case baselineApprove = "baseline.approve"
    case roundManage = "round.manage"
    case lightDeclare = "light.declare"
    case lightAnswer = "light.answer"
    case lightConfirm = "light.confirm"
    // Supervision
    case orderRead = "order.read"
    case orderCreate = "order.create"
    case orderAccept = "order.accept"
    case orderReport = "order.report"
    case orderExtend = "order.extend"
    case orderClose = "order.close"
    case slipIssue = "slip.issue"
    case instructionGive = "instruction.give"
    case instructionEnter = "instruction.enter"
    // Chain
    case chainRead = "chain.read"
    case chainEdit = "chain.edit"
    case adviceAnswer = "advice.answer"
    case adviceDecide = "advice.decide"
    // Evaluation
    case evaluationRead = "evaluation.read"
    case evaluationFill = "evaluation.fill"
    case evaluationRun = "evaluation.run"
    case findingManage = "finding.manage"
    // Public participation
    case needManage = "need.manage"
    case publish = "portal.publish"
    // Files
    case fileRead = "file.read"
    case fileUpload = "file.upload"
    // Rules
    case packRead = "pack.read"
    case packCheck = "pack.check"
    case packActivate = "pack.activate"
    // Directory
    case organizationRead = "organization.read"
    case organizationManage = "organization.manage"
    case userRead = "user.read"
    case userManage = "user.manage"
    case userHandover = "user.handover"
    case roleAssign = "role.assign"
    case sessionRevoke = "session.revoke"
    case securityManage = "security.manage"
    // Audit
    case auditRead = "audit.read"
    case auditVerify = "audit.verify"
    // Operation
    case setupRun = "setup.run"
    case jobRead = "job.read"
    case jobManage = "job.manage"
    case backupRun = "backup.run"
    case systemRead = "system.read"

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    /// The action that must reach a record for it to be seen at all: what it does not reach is answered "not found".
    package var sight: Action {
        switch self {
        case .projectRead, .projectEdit, .projectSubmit, .projectExport, .projectReview, .projectReviewFunds, .projectReviewCryptography,
            .projectReviewSecurity, .projectDecide, .projectProgress, .projectInspect, .projectArchive, .baselineApprove, .lightDeclare,
            .lightAnswer, .lightConfirm:
            .projectRead
        case .orderRead, .orderAccept, .orderReport, .orderExtend, .orderClose, .slipIssue: .orderRead
        case .chainRead, .chainEdit, .adviceAnswer, .adviceDecide: .chainRead
        case .evaluationRead, .evaluationFill, .evaluationRun, .findingManage: .evaluationRead
        case .planRead, .planEdit: .planRead
        case .packRead, .packCheck, .packActivate: .packRead
        case .organizationRead, .organizationManage: .organizationRead
        case .userRead, .userManage, .userHandover, .roleAssign, .sessionRevoke: .userRead
        case .auditRead, .auditVerify: .auditRead
        case .jobRead, .jobManage: .jobRead
        default: self
        }
    }

    /// Whether an API token may carry it: never what changes access itself.
    package var isForTokens: Bool {
        switch self {
        case .selfEdit, .userManage, .userHandover, .roleAssign, .sessionRevoke, .securityManage, .backupRun, .setupRun: false
        default: true
        }
    }
}
