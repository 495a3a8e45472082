import Kernel
import Localization

@testable import Web

extension Samples {
    /// Every page of the shell with a context to show it in, by the name of its golden file.
    var pages: [(name: String, page: any Page, context: PageContext)] {
        [
            ("styleguide", styleguide, context(title: signal)),
            ("error", stale, context(title: words("error.category.412"), signedIn: false)),
            ("error-inside", InsideErrorPage(notFound), context(title: words("error.category.404"))),
            ("error-plain", notFound, plain(words("error.category.404"))),
            ("sign-in", signIn, plain(words("sign-in.title"))),
            ("sign-in-code", SignInPage(action: "/sign-in", returnPath: "/desk", asksCode: true), plain(words("sign-in.title"))),
            ("help", HelpPage(navigation: navigation, words: words), context(title: words("help.title"))),
            ("notices", NoticesPage(notices, words: words), context(title: words("notices.title"))),
            ("sections", sections, context(title: words("accounts.title"))),
            ("job", JobFragment(styleguide.jobs[0]), context(title: "")),
        ]
    }

    private var sections: SectionsPage {
        SectionsPage(
            PageHeader(words("accounts.title"), subtitle: sjj),
            tabs: Tabs(label: words("accounts.settings"), [.init(sjj, href: "/settings/people", isCurrent: true)]),
            filter: styleguide.filter, alert: words("accounts.password.wrong"),
            sections: [
                .init(
                    "scan", title: words("accounts.second-factor.scan"), text: words("accounts.second-factor.manual"),
                    secrets: ["GEZDGNBV"],
                    code: QRCode("otpauth://totp/Lantu:luwenqing?secret=GEZDGNBV"), codeLabel: words("accounts.second-factor.scan")),
                .init(
                    "confirm", title: words("accounts.second-factor.confirm"), form: styleguide.form, table: styleguide.table,
                    actions: [Action(words("accounts.session.end-others"), href: "/account/sessions/ending", posts: true)]),
            ])
    }

    private func plain(_ title: String) -> PageContext {
        var context = context(title: title, signedIn: false)
        (context.flash, context.breadcrumb, context.thread) = (nil, [], nil)
        return context
    }

    private var stale: ErrorPage {
        ErrorPage(
            AppError(
                "LT1412", .stale, clause: say("管理办法第十二条", "管理辦法第十二條", "Rules, article 12"),
                diagnostics: [Diagnostic(.error, "sample.missing")]),
            requestID: "01JD-9F3K-77", back: "/projects/9",
            action: Action(
                say("以我的内容覆盖", "以我的內容覆蓋", "Keep mine"), href: "/projects/9", icon: "edit", posts: true,
                confirm: say("确定覆盖他人的修改？", "確定覆蓋他人的修改？", "Replace the other change?")), diff: styleguide.diff, words: words)
    }

    private var notFound: ErrorPage { ErrorPage(AppError("LT1404", .notFound), requestID: "01JD-9F3K-78", words: words) }

    private var signIn: SignInPage {
        SignInPage(
            action: "/sign-in", returnPath: "/desk", name: "luwenqing",
            error: say("用户名或密码不正确，还可尝试 4 次。", "用戶名或密碼不正確，還可嘗試 4 次。", "User name or password is wrong; 4 tries left."),
            demo: .init(
                password: "lanchuan-2026",
                accounts: [
                    .init(
                        name: "leader", role: say("市领导", "市領導", "City leader"), person: say("沈副市长", "沈副市長", "Vice mayor Shen"),
                        href: "/sign-in?as=leader"),
                    .init(name: "office", role: say("统筹办", "統籌辦", "Portfolio office"), person: sjj, href: "/sign-in?as=office"),
                    .init(name: "clerk", role: say("单位经办人", "單位經辦人", "Department clerk"), person: jtj, href: "/sign-in?as=clerk"),
                    .init(
                        name: "auditor", role: say("审计", "審計", "Auditor"), person: say("澜川市审计局", "瀾川市審計局", "Audit Bureau"),
                        href: "/sign-in?as=auditor"),
                ]))
    }

    private var notices: [String: [NoticesPage.Notice]] {
        [
            "swift": [.init(name: "hummingbird", version: "2.28.1", license: "Apache-2.0")],
            "system": [.init(name: "SQLite", version: "3.40", license: "blessing")],
            "browser": [.init(name: "Tabler", version: "1.4.0", license: "MIT")],
        ]
    }
}
