import Accounts
import Exchange
import Kernel
import Policy

/// The sheets of the workbook a city opens with (開城), in the order they are filled and read.
package enum SetupSheet: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
    case organizations, people, clauses, goals, systems, dataResources, projects

    package var title: LocalizedText {
        switch self {
        case .organizations: Self.words("单位", "單位", "Organizations")
        case .people: Self.words("人员", "人員", "People")
        case .clauses: Self.words("规划条款", "規劃條款", "Clauses")
        case .goals: Self.words("目标", "目標", "Goals")
        case .systems: Self.words("系统台账", "系統台賬", "Systems")
        case .dataResources: Self.words("数据资源", "數據資源", "Data resources")
        case .projects: Self.words("项目台账", "項目台賬", "Projects")
        }
    }

    /// A column of a sheet: its key and what it is called.
    package struct Field: Sendable {
        package let key: String
        package let header: LocalizedText
        package let isRequired: Bool
        package let format: Column.Format
    }

    package var fields: [Field] {
        func field(
            _ key: String, _ hans: String, _ hant: String, _ en: String, required: Bool = false, _ format: Column.Format = .text
        ) -> Field { Field(key: key, header: Self.words(hans, hant, en), isRequired: required, format: format) }
        let code = field("code", "编号", "編號", "Code", required: true)
        let names = [
            field("name", "名称", "名稱", "Name", required: true), field("name-hant", "繁体名称", "繁體名稱", "Name in Traditional Chinese"),
            field("name-en", "英文名称", "英文名稱", "Name in English"),
        ]
        let unit = field("unit", "单位编号", "單位編號", "Unit code", required: true)
        let pillar = field("pillar", "板块", "板塊", "Pillar", required: true)
        switch self {
        case .organizations:
            return [code] + names + [
                field("kind", "单位类别", "單位類別", "Kind", required: true), field("parent", "上级单位编号", "上級單位編號", "Parent code"),
                field("credit-code", "统一社会信用代码", "統一社會信用代碼", "Unified social credit code"),
            ]
        case .people:
            return [
                field("code", "账号", "賬號", "Sign-in name", required: true), field("name", "姓名", "姓名", "Name", required: true), unit,
                field("role", "角色", "角色", "Role", required: true), field("title", "职务", "職務", "Title"),
                field("phone", "电话", "電話", "Telephone"), field("email", "电子邮箱", "電子郵箱", "E-mail"),
            ]
        case .clauses:
            return [
                code, field("document", "文件", "文件", "Document", required: true), field("article", "条次", "條次", "Article", required: true),
                field("text", "条文", "條文", "Text", required: true), pillar,
            ]
        case .goals:
            return [code] + names + [
                pillar, unit, field("clause", "条款编号", "條款編號", "Clause code"), field("measure", "计量单位", "計量單位", "Unit of measure"),
                field("start", "起点值", "起點值", "Start value", required: true, .decimal(digits: 2)),
                field("start-on", "起点日期", "起點日期", "Start date", required: true, .date),
                field("target", "目标值", "目標值", "Target", required: true, .decimal(digits: 2)),
                field("deadline", "期限", "期限", "Deadline", required: true, .date),
            ]
        case .systems:
            return [code] + names + [
                unit, field("state", "状态", "狀態", "State", required: true), field("level", "等保级别", "等保級別", "Protection level", .integer),
                field("hosting", "部署", "部署", "Hosting", required: true),
                field("cost", "年运维费（万元）", "年運維費（萬元）", "Yearly cost (10,000 yuan)", .decimal(digits: 2)),
                field("since", "启用年份", "啟用年份", "In use since", .integer), field("users", "月活用户", "月活用戶", "Monthly users", .integer),
                field("vertical", "垂管系统", "垂管系統", "Built by a higher level"),
            ]
        case .dataResources:
            return [code] + names + [
                unit, field("share", "共享属性", "共享屬性", "Sharing", required: true),
                field("cycle", "更新周期", "更新週期", "Update cycle", required: true),
                field("linked", "已接入", "已接入", "Connected"), field("calls", "近12个月调用", "近12個月調用", "Calls in 12 months", .integer),
            ]
        case .projects:
            return [code] + names + [
                unit, field("class", "项目类型", "項目類型", "Class", required: true), field("pillar", "板块", "板塊", "Pillar"),
                field("stage", "阶段", "階段", "Stage", required: true), field("clause", "条款编号", "條款編號", "Clause code"),
                field("no-clause", "无条款依据的理由", "無條款依據的理由", "Reason for having no clause"),
                field("need", "需求与内容", "需求與內容", "Need and content"),
                field("start", "计划开始", "計劃開始", "Planned start", .date), field("end", "计划完成", "計劃完成", "Planned end", .date),
                field("estimate", "估算（万元）", "估算（萬元）", "Estimate (10,000 yuan)", .decimal(digits: 2)),
                field("approved", "预算指标（万元）", "預算指標（萬元）", "Approved (10,000 yuan)", .decimal(digits: 2)),
                field("contract", "合同（万元）", "合同（萬元）", "Contract (10,000 yuan)", .decimal(digits: 2)),
                field("paid", "支付（万元）", "支付（萬元）", "Paid (10,000 yuan)", .decimal(digits: 2)),
                field("progress", "实际进度（%）", "實際進度（%）", "Progress made (%)", .decimal(digits: 0)),
            ]
        }
    }

    /// The answers a column offers: what is stored, and the words for it. Either may be written in a cell.
    package func choices(_ key: String, _ pack: PolicyPack) -> [(code: String, name: LocalizedText)] {
        func set(_ id: String) -> [(code: String, name: LocalizedText)] { pack.labels.set(id)?.items.map { ($0.id, $0.name) } ?? [] }
        return switch (self, key) {
        case (.organizations, "kind"): set("organization-kinds")
        case (.people, "role"):
            Role.assignable.filter { !$0.duty.isAdministrator }.compactMap { role in
                pack.role(role.rawValue).map { (role.rawValue, $0.name) }
            }
        case (_, "pillar"): pack.framework.pillars.map { ($0.id, $0.name) }
        case (.systems, "state"): set("system-states")
        case (.dataResources, "share"): set("share-types")
        case (.dataResources, "cycle"): set("update-cycles")
        case (.projects, "class"): pack.lifecycle.classes.map { ($0.id, $0.name) }
        case (.projects, "stage"): pack.lifecycle.stages.map { ($0.id, $0.name) }
        case (_, "vertical"), (_, "linked"): [("yes", Self.words("是", "是", "Yes")), ("no", Self.words("否", "否", "No"))]
        default: []
        }
    }

    private static func words(_ hans: String, _ hant: String, _ en: String) -> LocalizedText {
        LocalizedText(zhHans: hans, zhHant: hant, en: en)
    }
}
