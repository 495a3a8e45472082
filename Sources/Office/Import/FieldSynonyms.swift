import Kernel

/// What headers call a field, in the languages of the product; folded once. Whole headers first, then words they contain.
enum FieldSynonyms {
    /// Headers that are the field.
    static let exact: [MappedField: [String]] = [
        .externalCode: [
            "项目编号", "项目代码", "项目编码", "编号", "统一编码", "project id", "project number", "project code", "id number", "code",
            "reference", "gmpp id number", "unique id", "identifier",
        ],
        .name: ["项目名称", "名称", "项目", "project name", "name", "project title", "title", "project"],
        .organization: [
            "建设单位", "申报单位", "项目单位", "牵头单位", "责任单位", "主管单位", "主管部门", "单位", "部门", "业主单位", "department",
            "organization", "organisation", "agency", "ministry", "lead department", "unit", "owner",
        ],
        .description: [
            "建设内容", "项目内容", "主要建设内容", "项目简介", "简介", "概述", "说明", "建设内容及规模", "description", "description / aims",
            "summary", "scope", "objectives",
        ],
        .stage: ["阶段", "项目阶段", "项目状态", "当前阶段", "进展阶段", "stage", "phase", "status", "lifecycle stage"],
        .projectClass: ["项目类型", "类型", "类别", "建设性质", "项目类别", "type", "class", "category"],
        .pillar: ["板块", "领域", "所属板块", "任务板块", "所属领域", "pillar", "theme", "domain", "portfolio area"],
        .declaredLight: [
            "自报", "亮灯", "自报亮灯", "进度状态", "红黄绿", "灯色", "rag", "rag status", "rating", "light", "confidence", "health",
            "delivery confidence", "overall status",
        ],
        .plannedStart: ["开工日期", "开始日期", "计划开始", "计划开工时间", "开工时间", "启动时间", "start date", "start", "planned start"],
        .plannedEnd: [
            "完工日期", "结束日期", "计划完成", "计划完成时间", "计划完工时间", "完成时限", "竣工时间", "end date", "end", "planned end",
            "completion date", "estimated completion date", "estimatedcompletiondate", "target date", "deadline",
        ],
        .forecastEnd: ["预计完成", "预计完成时间", "预计完工时间", "forecast end", "forecast completion", "expected completion"],
        .actualEnd: ["实际完成", "实际完成时间", "实际完工时间", "验收时间", "actual end", "actual completion", "completed on"],
        .plannedProgress: ["计划进度", "计划进度(%)", "planned progress", "planned %"],
        .actualProgress: ["实际进度", "完成进度", "进度", "形象进度", "完成比例", "progress", "% complete", "percent complete"],
        .estimate: [
            "估算", "总投资", "计划总投资", "投资估算", "估算总投资", "申报金额", "total budget", "totalbudget", "budget", "estimate",
            "estimated cost", "total cost", "cost",
        ],
        .budgetEstimate: ["概算", "概算金额", "概算总投资", "budget estimate"],
        .reviewed: ["财评审定", "审定金额", "评审金额", "财评金额", "reviewed amount"],
        .approved: ["批复金额", "批复投资", "预算指标", "下达金额", "批准金额", "approved budget", "approved", "baseline cost", "appropriation"],
        .contract: ["合同金额", "合同额", "中标金额", "contract amount", "contract value", "contract"],
        .paid: ["已支付", "支付金额", "累计支付", "已付金额", "完成投资", "累计完成投资", "paid", "spent", "spend to date", "expenditure"],
        .settled: ["结算金额", "决算金额", "决算", "结算", "final cost", "settled"],
        .wholeLife: ["全生命周期费用", "whole life cost", "whole-life cost", "lifetime cost"],
        .yearBaseline: ["本年计划", "年度计划投资", "本年计划投资", "year baseline", "annual budget"],
        .yearForecast: ["本年预计", "年度预计", "year forecast", "annual forecast"],
    ]

    /// Words that headers of the field contain; several must all be there.
    static let words: [(MappedField, [String])] = [
        (.declaredLight, ["sro", "delivery", "confidence"]), (.secondLight, ["ipa", "delivery", "confidence"]),
        (.declaredLight, ["delivery", "confidence", "assessment"]), (.wholeLife, ["whole", "life", "cost"]),
        (.yearBaseline, ["financial", "year", "baseline"]), (.yearForecast, ["financial", "year", "forecast"]),
        (.plannedStart, ["start", "date"]), (.plannedEnd, ["end", "date"]), (.plannedEnd, ["completion", "date"]),
        (.externalCode, ["id", "number"]), (.name, ["项目", "名称"]), (.externalCode, ["编号"]), (.externalCode, ["编码"]),
        (.organization, ["单位"]), (.organization, ["部门"]), (.description, ["建设", "内容"]), (.description, ["description"]),
        (.forecastEnd, ["预计", "完成"]), (.actualEnd, ["实际", "完成"]), (.plannedEnd, ["计划", "完成"]), (.plannedStart, ["开工"]),
        (.reviewed, ["审定"]), (.budgetEstimate, ["概算"]), (.estimate, ["估算"]), (.contract, ["合同"]), (.paid, ["支付"]),
        (.approved, ["批复"]), (.estimate, ["投资"]), (.estimate, ["budget"]), (.actualProgress, ["进度"]), (.stage, ["阶段"]),
        (.pillar, ["板块"]), (.projectClass, ["类型"]), (.settled, ["决算"]), (.organization, ["department"]), (.name, ["name"]),
    ]

    /// What light cells say.
    static let lights: [String: String] = [
        "red": "red", "红": "red", "红灯": "red", "红色": "red", "r": "red", "严重滞后": "red",
        "amber": "yellow", "yellow": "yellow", "黄": "yellow", "黄灯": "yellow", "黄色": "yellow", "a": "yellow", "滞后": "yellow",
        "amber/red": "red", "amber/green": "yellow",
        "green": "green", "绿": "green", "绿灯": "green", "绿色": "green", "g": "green", "正常": "green",
    ]

    /// The unit a header names, as a power of ten: `（萬元）`, `(£m)`.
    static func power(in header: String) -> Int? {
        let plain = HeaderMatch.plain(header)
        for (mark, power) in [
            ("万元", 4), ("百万", 6), ("亿元", 8), ("千元", 3), ("£m", 6), ("$m", 6), ("€m", 6), ("million", 6), ("£bn", 9), ("thousand", 3),
            ("$k", 3),
            ("£k", 3),
        ] where plain.contains(mark) { return power }
        return nil
    }

    /// The currency a header or cell shows.
    static func currency(in text: String) -> Currency? {
        if text.contains("£") { return .gbp }
        if text.contains("€") { return Currency(code: "EUR") }
        if text.contains("元") || text.contains("¥") || text.contains("￥") { return .cny }
        return nil
    }
}
