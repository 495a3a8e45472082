import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Localization

/// What belongs to no noun: start, help, notices, language and theme.
package struct ShellPages: EndpointCollection {
    private let notices: [String: [NoticesPage.Notice]]

    package init() throws { notices = try NoticesPage.bundledList() }

    package var endpoints: [Endpoint] {
        [
            .get("/", .open) { visit in visit.redirect(to: try Self.start(visit)) },
            .get("/help", .open) { visit in
                try visit.page(
                    HelpPage(navigation: visit.context().navigation, words: visit.words), title: visit.words("help.title"))
            },
            .get("/notices", .open) { [notices] visit in
                try visit.page(NoticesPage(notices, words: visit.words), title: visit.words("notices.title"))
            },
            .post("/preferences/language", .open) { visit in
                guard let locale = visit.form["language"].flatMap({ LocaleTag(rawValue: $0) }) else { throw AppError("LT1002", .invalid) }
                return Self.back(visit, Preferences.languageCookie(locale, secure: visit.services.settings.secureCookies))
            },
            .post("/preferences/theme", .open) { visit in
                guard let theme = visit.form["theme"].flatMap({ Theme(rawValue: $0) }) else { throw AppError("LT1002", .invalid) }
                return Self.back(visit, Preferences.themeCookie(theme, secure: visit.services.settings.secureCookies))
            },
        ]
    }

    /// Where one begins: the cockpit for whoever oversees, the desk for whoever works, the sign-in page otherwise.
    private static func start(_ visit: Visit) throws -> Route {
        guard visit.signedIn != nil else { return .signIn }
        if visit.permissions.allows(.cockpitRead) { return .cockpit }
        return visit.permissions.allows(.deskRead) ? .desk : .help
    }

    private static func back(_ visit: Visit, _ cookie: String) -> Response {
        Response(status: .seeOther, headers: [.location: LocalPath(visit.form["return"])?.text ?? "/", .setCookie: cookie])
    }
}

/// A path on this site, safe to redirect to: never another host, never a script.
package struct LocalPath: Sendable, Hashable {
    package let text: String

    package init?(_ text: String?) {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 2000,
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") })
        else { return nil }
        self.text = text
    }
}
