import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization

/// What a browser's cookies say before anyone is known: language, theme, a pending message, a visitor's form token.
struct Preferences: Sendable {
    let locale: LocaleTag?
    let theme: Theme
    let flash: String?
    /// Double-submit token of forms shown before sign-in.
    let visitorToken: String
    let isNewVisitor: Bool

    init(_ request: Request) {
        let cookies = request.cookies
        locale = cookies["lantu_language"].flatMap { LocaleTag(rawValue: $0.value) }
        theme = cookies["lantu_theme"].flatMap { Theme(rawValue: $0.value) } ?? .auto
        flash = cookies[FlashMessage.cookieName].flatMap { $0.value.isEmpty ? nil : $0.value }
        if let known = cookies["lantu_visitor"]?.value, known.utf8.count == 43 {
            (visitorToken, isNewVisitor) = (known, false)
        } else {
            (visitorToken, isNewVisitor) = (SessionCookie.randomToken(), true)
        }
    }

    func visitorCookie(secure: Bool) -> String {
        "lantu_visitor=\(visitorToken); Path=/; HttpOnly; SameSite=Strict\(secure ? "; Secure" : "")"
    }

    static func languageCookie(_ locale: LocaleTag, secure: Bool) -> String {
        "lantu_language=\(locale.rawValue); Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000\(secure ? "; Secure" : "")"
    }

    static func themeCookie(_ theme: Theme, secure: Bool) -> String {
        "lantu_theme=\(theme.rawValue); Path=/; SameSite=Lax; Max-Age=31536000\(secure ? "; Secure" : "")"
    }
}

/// The cookie that names a session. `__Host-` binds it to this host and to TLS.
package enum SessionCookie {
    package static func name(secure: Bool) -> String { secure ? "__Host-lantu_session" : "lantu_session" }

    package static func setting(_ token: String, secure: Bool) -> String {
        "\(name(secure: secure))=\(token); Path=/; HttpOnly; SameSite=Lax\(secure ? "; Secure" : "")"
    }

    package static func clearing(secure: Bool) -> String {
        "\(name(secure: secure))=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0\(secure ? "; Secure" : "")"
    }

    /// 256 random bits in 43 characters of base64url.
    package static func randomToken() -> String {
        Data((0..<32).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
