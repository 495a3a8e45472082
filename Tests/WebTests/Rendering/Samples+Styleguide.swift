import Kernel
import Localization

@testable import Web

extension Samples {
    var styleguide: StyleguidePage {
        StyleguidePage(
            header: PageHeader(
                signal,
                subtitle: say(
                    "牵头单位：交通运输局 · 实施阶段 · 2026 年度计划", "牽頭單位：交通運輸局 · 實施階段 · 2026 年度計劃", "Lead: Transport Bureau · in delivery · plan of 2026"),
                overline: "P-2026-0017", lights: LightGroup(declared: .green, computed: .red, confirmed: nil, words: words),
                primary: Action(say("填报进展", "填報進展", "Report progress"), href: "/projects/9/reports/new", icon: "edit"),
                secondary: [
                    Action(say("导出卷宗", "導出卷宗", "Export file"), href: "/projects/9/file", icon: "download"),
                    Action(
                        say("撤回", "撤回", "Withdraw"), href: "/projects/9/withdrawal", posts: true,
                        confirm: say("确定撤回这个项目？", "確定撤回這個項目？", "Withdraw this project?")),
                ]),
            tabs: Tabs(
                label: signal,
                [
                    .init(say("概况", "概況", "Overview"), href: "/projects/9", isCurrent: true),
                    .init(say("申报", "申報", "Application"), href: "/projects/9/application"),
                    .init(say("实施", "實施", "Delivery"), href: "/projects/9/delivery", count: "4"),
                    .init(say("资金", "資金", "Money"), href: "/projects/9/money"),
                    .init(say("历史", "歷史", "History"), href: "/projects/9/history"),
                ]),
            tiles: tiles, filter: filter, table: table, charts: charts, facts: facts, timeline: timeline, diff: diff, form: form,
            jobs: jobs,
            flashes: [
                Flash(.success, say("项目已提交预审。", "項目已提交預審。", "The project went to pre-review.")),
                Flash(.notice, say("口径自 2026-10-01 起调整。", "口徑自 2026-10-01 起調整。", "The definition changed on 2026-10-01.")),
                Flash(.warning, say("3 项任务将于本周到期。", "3 項任務將於本週到期。", "3 orders are due this week.")),
                Flash(.danger, say("导入未完成：文件第 12 行缺少金额。", "導入未完成：文件第 12 行缺少金額。", "Import stopped: line 12 has no amount.")),
            ],
            emptyTable: DataTable(
                id: "slips", caption: "", columns: [], rows: [],
                empty: EmptyState(
                    say("还没有督办单", "還沒有督辦單", "No slips yet"),
                    say("逾期未报的任务会在这里形成提示函。", "逾期未報的任務會在這裏形成提示函。", "Orders whose report is overdue will raise a slip here."),
                    action: Action(say("查看任务", "查看任務", "See the orders"), href: "/orders"))))
    }

    private var tiles: [StatTile] {
        [
            StatTile(
                say("在建项目", "在建項目", "Projects in delivery"), value: "63", unit: say("个", "個", ""),
                change: say("较上月 +4", "較上月 +4", "+4 on last month"),
                href: "/projects?stage=delivery", evidence: evidence(say("在建项目", "在建項目", "Projects in delivery"))),
            StatTile(
                say("本年批复", "本年批覆", "Approved this year"), value: words.moneyAmount(money(48_213.5)), unit: words.moneyUnit(.cny),
                change: say("已支付 61%", "已支付 61%", "61% paid"), href: "/projects?year=2026",
                evidence: evidence(say("本年批复", "本年批覆", "Approved this year"), exact: words.exactMoney(money(48_213.5)))),
            StatTile(
                say("滞后", "滯後", "Behind"), value: "9", unit: say("个", "個", ""),
                change: say("其中 3 个逾期超过 60 天", "其中 3 個逾期超過 60 天", "3 of them over 60 days"),
                tone: .bad, href: "/projects?light=red"),
            StatTile(
                say("灯色分歧", "燈色分歧", "Lights that differ"), value: "13", unit: say("处", "處", ""),
                change: say("待认定 5 处", "待認定 5 處", "5 await confirmation"), tone: .accent,
                href: "/projects?divergence=yes"),
            StatTile(say("资源集聚度", "資源集聚度", "Concentration"), value: "72.4", tone: .good, href: "/chain/measures"),
            StatTile(say("将到期", "將到期", "Due soon"), value: "6", tone: .warning, href: "/orders?due=week"),
        ]
    }

    private var filter: FilterBar {
        FilterBar(
            action: "/projects", label: say("筛选项目", "篩選項目", "Filter projects"),
            search: SearchBox(value: say("交通", "交通", "traffic"), label: say("项目名称、编号、单位", "項目名稱、編號、單位", "Name, number, unit")),
            selects: [
                FilterSelect(
                    name: "pillar", label: say("框架", "框架", "Pillar"),
                    [
                        FieldOption(say("全部", "全部", "All"), value: ""),
                        FieldOption(say("数字治理", "數字治理", "Governance"), value: "governance", isSelected: true),
                    ]),
                FilterSelect(
                    name: "stage", label: say("阶段", "階段", "Stage"),
                    [FieldOption(say("全部", "全部", "All"), value: ""), FieldOption(say("实施", "實施", "Delivery"), value: "delivery")]),
            ],
            hidden: [HiddenField("sort", "-amount")],
            chips: [
                FilterChip(say("框架：数字治理", "框架：數字治理", "Pillar: governance"), without: "/projects?q=traffic"),
                FilterChip(say("“交通”", "「交通」", "“traffic”"), without: "/projects?pillar=governance"),
            ],
            reset: "/projects",
            columns: [
                ColumnChoice(say("单位", "單位", "Unit"), value: "unit", isShown: true),
                ColumnChoice(say("合同金额", "合同金額", "Contract"), value: "contract", isShown: false),
            ],
            exports: [
                Action("XLSX", href: "/projects.xlsx?pillar=governance", icon: "download"),
                Action("CSV", href: "/projects.csv?pillar=governance"),
            ],
            views: [
                FilterView(say("全部", "全部", "All"), href: "/projects", isCurrent: true),
                FilterView(say("我单位的", "我單位的", "My unit's"), href: "/projects?unit=mine", isCurrent: false),
                FilterView(say("红灯", "紅燈", "Red lights"), href: "/projects?light=red", isCurrent: false),
            ])
    }

    private func row(
        _ id: Int, _ name: String, _ unit: String, _ amount: Double, _ due: String, _ late: Int, _ percent: Int, _ planned: Int,
        _ lights: (Light.Kind?, Light.Kind?, Light.Kind?)
    ) -> TableRow {
        TableRow(
            id: String(id), name: name,
            [
                TableCell(name, href: "/projects/\(id)", second: "P-2026-00\(id)"), TableCell(unit),
                TableCell(words.moneyAmount(money(amount))),
                TableCell(due, second: words.relative(Self.today.adding(days: late), today: Self.today)),
                TableCell(
                    progress: ProgressBar(label: say("进度", "進度", "Progress"), percent: percent, planned: planned, text: "\(percent)%")),
                TableCell(lights: LightGroup(declared: lights.0, computed: lights.1, confirmed: lights.2, words: words)),
                TableCell(light: Light(lights.2 ?? .unrated, words: words)),
            ])
    }

    private var table: DataTable {
        DataTable(
            id: "projects",
            caption: say(
                "项目 · 金额单位：万元 · 数据截至 2026-11-20", "項目 · 金額單位：萬元 · 數據截至 2026-11-20", "Projects · amounts in CNY m · as of 2026-11-20"),
            columns: [
                TableColumn(say("项目", "項目", "Project"), sortHref: "/projects?sort=name"), TableColumn(say("牵头单位", "牽頭單位", "Lead unit")),
                TableColumn(say("批复金额", "批覆金額", "Approved"), .number, sortHref: "/projects?sort=amount", order: .descending),
                TableColumn(say("完成期限", "完成期限", "Due"), .date, sortHref: "/projects?sort=due", order: .none),
                TableColumn(say("进度", "進度", "Progress"), .light), TableColumn(say("三灯", "三燈", "Three lights"), .light),
                TableColumn(say("认定", "認定", "Confirmed"), .light),
            ],
            rows: [
                row(17, signal, jtj, 3_860, "2027-03-31", 131, 42, 60, (.green, .red, nil)),
                row(
                    21, say("全民健康信息平台升级", "全民健康信息平台升級", "Population health platform upgrade"), wjw, 2_415.6, "2026-12-30", 40, 78, 75,
                    (.green, .green, .green)),
                row(
                    34, say("城市供排水一张网监测", "城市供排水一張網監測", "One network for water supply and drainage"), swj, 1_988, "2026-11-10", -10, 66,
                    100, (.yellow, .red, .red)),
                row(
                    40, say("政务大模型公共底座", "政務大模型公共底座", "Shared model base for government"), sjj, 1_200, "2027-06-30", 222, 8, 10,
                    (.yellow, .yellow, .yellow)),
                row(
                    8, say("一网统管事件中枢（历史缺失材料）", "一網統管事件中樞（歷史缺失材料）", "Incident hub (early records missing)"), sjj, 960.3, "2026-11-21", 1, 91,
                    95, (.green, nil, nil)),
            ],
            bulkHref: "/projects/bulk",
            bulkActions: [
                BulkAction(say("导出所选", "導出所選", "Export"), value: "export"),
                BulkAction(say("发起核实", "發起核實", "Open verification"), value: "verify"),
            ],
            empty: EmptyState(words("table.empty"), ""),
            pager: Pager(shown: 5, total: 12_840, previous: "/projects?before=17", next: "/projects?after=8", words: words))
    }

    private var charts: [Chart] {
        let pillars = [
            say("数字基建", "數字基建", "Infrastructure"), say("数据资源", "數據資源", "Data"), say("数字经济", "數字經濟", "Economy"),
            say("数字惠民", "數字惠民", "Services"),
            say("数字治理", "數字治理", "Governance"),
        ]
        return [
            Chart(
                id: "by-light", .stackedBar, title: say("各框架项目亮灯", "各框架項目亮燈", "Lights by pillar"),
                summary: say("数字治理滞后最多，共 4 个。", "數字治理滯後最多，共 4 個。", "Governance has most behind: 4."), unit: say("个", "個", ""),
                categoryLabel: say("框架", "框架", "Pillar"), categories: pillars,
                series: [
                    .init(words("light.green"), [12, 9, 7, 14, 11], tone: .green, links: pillars.map { _ in "/projects?light=green" }),
                    .init(words("light.yellow"), [3, 2, 1, 4, 5], tone: .yellow), .init(words("light.red"), [1, 2, 0, 2, 4], tone: .red),
                    .init(words("light.unrated"), [2, 0, 1, nil, 1], tone: .unrated),
                ], words: words),
            Chart(
                id: "money", .bar, title: say("资金执行", "資金執行", "Money"), unit: words.moneyUnit(.cny),
                categoryLabel: say("框架", "框架", "Pillar"),
                categories: pillars,
                series: [
                    .init(say("计划", "計劃", "Planned"), [14_200, 8_100, 6_400, 11_900, 12_800]),
                    .init(say("批复", "批覆", "Approved"), [12_800, 7_420, 6_010, 10_900, 11_083.5]),
                    .init(say("支付", "支付", "Paid"), [8_300, 5_100, 2_950, 7_700, 5_361]),
                ], decimals: 1, words: words),
            Chart(
                id: "stages", .pie, title: say("项目所处阶段", "項目所處階段", "Projects by stage"), categoryLabel: say("阶段", "階段", "Stage"),
                categories: [
                    say("预审", "預審", "Pre-review"), say("立项", "立項", "Approval"), say("实施", "實施", "Delivery"), say("验收", "驗收", "Acceptance"),
                ],
                series: [.init(say("项目数", "項目數", "Projects"), [21, 18, 63, 11])], words: words),
            Chart(
                id: "late", .horizontalBar, title: say("逾期天数", "逾期天數", "Days overdue"), unit: say("天", "天", "days"),
                categoryLabel: say("单位", "單位", "Unit"),
                categories: [jtj, swj, wjw, sjj], series: [.init(say("逾期", "逾期", "Overdue"), [96, 41, 12, 3], tone: .cinnabar)],
                words: words),
        ]
    }

    private var facts: Facts {
        Facts([
            Fact(say("牵头单位", "牽頭單位", "Lead unit"), jtj, href: "/organizations/jtj"),
            Fact(say("依据条款", "依據條款", "Clause"), "", clause: clause),
            Fact(
                say("批复金额", "批覆金額", "Approved"), words.money(money(3_860)),
                evidence: evidence(say("批复金额", "批覆金額", "Approved"), exact: words.exactMoney(money(3_860)))),
            Fact(say("完成期限", "完成期限", "Due"), words.date(Self.today.adding(days: 131))),
            Fact(say("认定灯", "認定燈", "Confirmed"), "", light: Light(.unrated, words: words)),
            Fact(say("等保级别", "等保級別", "Protection level"), say("三级", "三級", "Level 3"), lang: "zh"),
        ])
    }

    private var diff: Diff {
        Diff(
            caption: say("本次修改", "本次修改", "This change"),
            [
                .init(say("完成期限", "完成期限", "Due"), before: "2026-12-31", after: "2027-03-31"),
                .init(say("批复金额", "批覆金額", "Approved"), before: "3,500.0", after: "3,860.0"),
                .init(
                    say("监理单位", "監理單位", "Supervising engineer"), before: nil,
                    after: say("澜川衡正信息工程监理有限公司", "瀾川衡正信息工程監理有限公司", "Hengzheng Engineering")),
                .init(say("备注", "備註", "Note"), before: say("待定", "待定", "to be decided"), after: nil),
            ])
    }

    private var timeline: Timeline {
        Timeline(
            label: say("项目历史", "項目歷史", "History"),
            [
                .init(
                    when: "2026-11-18", relative: words.relative(Self.today.adding(days: -2), today: Self.today),
                    title: say("系统亮灯转为滞后", "系統亮燈轉為滯後", "Computed light turned red"),
                    detail: say("设备到货里程碑已过 18 天", "設備到貨里程碑已過 18 天", "Delivery milestone passed 18 days ago"),
                    who: say("规则 R-07", "規則 R-07", "Rule R-07"), href: "/rules/7", tone: .bad),
                .init(
                    when: "2026-11-05", title: say("完成期限调整", "完成期限調整", "Deadline moved"), who: say("周岚", "周嵐", "Zhou Lan"), tone: .warning,
                    diff: diff),
                .init(
                    when: "2026-09-30", title: say("合同签订", "合同簽訂", "Contract signed"), detail: words.exactMoney(money(3_612.4)), tone: .good
                ),
                .init(
                    when: "2026-06-12", title: say("立项批复", "立項批覆", "Approved"),
                    who: say("发展和改革委员会", "發展和改革委員會", "Development and Reform Commission")),
            ])
    }

    private var form: Form {
        Form(
            id: "report", action: "/projects/9/reports",
            fields: [
                FormField(
                    .line(type: "text"), name: "title", label: say("项目名称", "項目名稱", "Project name"), value: signal,
                    hint: say("与批复文件一致", "與批覆文件一致", "As in the approval"), clause: clause, isRequired: true, autocomplete: "off"),
                FormField(
                    .line(type: "number"), name: "amount", label: say("合同金额", "合同金額", "Contract"), value: "3960",
                    error: say("超过批复金额 100.0 万元", "超過批覆金額 100.0 萬元", "CNY 1.00 m above the approved amount"), isRequired: true,
                    unit: say("万元", "萬元", "CNY 10,000"), isHalf: true),
                FormField(.line(type: "date"), name: "due", label: say("完成期限", "完成期限", "Due"), value: "2027-03-31", isHalf: true),
                FormField(
                    .select([
                        FieldOption(words("form.choose"), value: ""), FieldOption(say("新建", "新建", "New"), value: "new", isSelected: true),
                        FieldOption(say("升级改造", "升級改造", "Upgrade"), value: "upgrade"),
                    ]), name: "class", label: say("建设类型", "建設類型", "Class")),
                FormField(
                    .checks([
                        FieldOption(words("light.green"), value: "1", isSelected: true), FieldOption(words("light.yellow"), value: "2"),
                    ]), name: "goals", label: say("服务目标", "服務目標", "Goals"), hint: say("可多选", "可多選", "Any number")),
                FormField(
                    .radio([
                        FieldOption(words("light.green"), value: "green", isSelected: true),
                        FieldOption(words("light.yellow"), value: "yellow"),
                        FieldOption(words("light.red"), value: "red"),
                    ]), name: "light", label: say("自报亮灯", "自報亮燈", "Declared light"),
                    hint: say("黄灯和红灯须写明原因", "黃燈和紅燈須寫明原因", "Yellow and red need a reason"), isRequired: true),
                FormField(
                    .area(rows: 4), name: "text", label: say("本月进展", "本月進展", "This month"),
                    value: say(
                        "完成 12 个路口设备安装。\n与公安信号平台联调。", "完成 12 個路口設備安裝。\n與公安信號平台聯調。",
                        "12 junctions installed.\nIntegration with the police platform.")),
                FormField(
                    .file(accept: ".pdf,.docx"), name: "file", label: say("佐证材料", "佐證材料", "Evidence"),
                    hint: say("PDF 或 DOCX，50 MB 以内", "PDF 或 DOCX，50 MB 以內", "PDF or DOCX, up to 50 MB")),
                FormField(
                    .checkbox(isChecked: true), name: "confirm",
                    label: say("数据真实，由本单位负责", "數據真實，由本單位負責", "The data are true and our responsibility"), value: "yes"),
            ],
            hidden: [HiddenField("version", "4")], submit: say("提交", "提交", "Submit"), cancel: "/projects/9", idempotencyKey: "k-1",
            draft: "report-9",
            diagnostics: diagnostics)
    }

    var diagnostics: DiagnosticsList? {
        DiagnosticsList(
            [
                Diagnostic(.warning, "sample.rounded", file: "projects.csv", line: 4, column: say("金额", "金額", "Amount")),
                Diagnostic(.error, "sample.missing", file: "projects.csv", line: 12, column: say("单位", "單位", "Unit")),
                Diagnostic(.notice, "sample.blank"), Diagnostic(.notice, "sample.blank"),
            ], limit: 3, words: words)
    }

    private var jobs: [JobProgress] {
        [
            JobProgress(
                id: "1", title: say("导入 2026 年项目清单", "導入 2026 年項目清單", "Import of the 2026 list"), state: .running, done: 3_240,
                total: 5_000, secondsLeft: 95,
                poll: "/jobs/1/progress", cancel: "/jobs/1/cancellation", words: words),
            JobProgress(
                id: "2", title: say("生成月度通报", "生成月度通報", "Monthly bulletin"), state: .done, done: 1, total: 1, poll: "/jobs/2/progress",
                result: Action(say("下载", "下載", "Download"), href: "/jobs/2/result", icon: "download"), words: words),
            JobProgress(
                id: "3", title: say("回测规则", "回測規則", "Back-test of rules"), state: .failed, done: 0, total: 0, poll: "/jobs/3/progress",
                message: say("规则包第 14 行有误", "規則包第 14 行有誤", "Pack line 14 is wrong"), words: words),
        ]
    }
}
