import Accounts
import Kernel

/// One account of the demonstration, with the post that holds it. There are no persons in the city.
package struct DemoAccount: Sendable, Hashable {
    package let name: String
    package let role: Role
    /// Id of the organization in the city.
    package let organization: String
    package let post: LocalizedText
    package let clearance: Secrecy

    init(
        _ name: String, _ role: Role, _ organization: String, _ zhHans: String, _ zhHant: String, _ en: String,
        clearance: Secrecy = .internal
    ) {
        (self.name, self.role, self.organization, self.clearance) = (name, role, organization, clearance)
        post = LocalizedText(zhHans: zhHans, zhHant: zhHant, en: en)
    }

    /// The password of every demo account. A demo listens on the loopback only.
    package static let password = "Lantu-Demo-2026"

    package static let all = [
        DemoAccount("office", .portfolioOffice, "sjj", "统筹处", "統籌處", "Portfolio office", clearance: .workSecret),
        DemoAccount("leader", .leader, "zfb", "分管副市长", "分管副市長", "Deputy mayor", clearance: .workSecret),
        DemoAccount("secretary", .secretary, "zfb", "秘书科", "秘書科", "Secretary"),
        DemoAccount("inspector", .inspector, "dcs", "督查专员", "督查專員", "Inspector"),
        DemoAccount("applicant", .applicant, "jtj", "信息化专员", "信息化專員", "Project applicant"),
        DemoAccount("section", .section, "jtj", "科技科", "科技科", "Technology section"),
        DemoAccount("unitlead", .unitLead, "jtj", "分管副局长", "分管副局長", "Deputy director"),
        DemoAccount("finance", .financeReview, "czj", "信息化资金岗", "信息化資金崗", "Digital budget desk"),
        DemoAccount("crypto", .cryptography, "mmj", "密码审核岗", "密碼審核崗", "Cryptography reviewer"),
        DemoAccount("security", .security, "wxb", "安全审核岗", "安全審核崗", "Security reviewer"),
        DemoAccount("archives", .archives, "daj", "档案审核岗", "檔案審核崗", "Archives reviewer"),
        DemoAccount("auditor", .auditReader, "ssj", "信息化审计岗", "信息化審計崗", "Digital projects auditor"),
        DemoAccount("expert", .expert, "x01", "评审专家", "評審專家", "Review expert"),
        DemoAccount("district", .districtBureau, "dtq", "区县填报岗", "區縣填報崗", "District desk"),
        DemoAccount("contractor", .contractor, "v02", "承建项目经理", "承建項目經理", "Contractor's project manager"),
        DemoAccount("engineer", .supervisingEngineer, "v03", "总监理工程师", "總監理工程師", "Supervising engineer"),
        DemoAccount("sysadmin", .systemAdministrator, "dsj", "系统管理员", "系統管理員", "System administrator"),
        DemoAccount("secadmin", .securityAdministrator, "dsj", "安全管理员", "安全管理員", "Security administrator"),
        DemoAccount("audadmin", .auditAdministrator, "dsj", "审计管理员", "審計管理員", "Audit administrator"),
    ]
}
