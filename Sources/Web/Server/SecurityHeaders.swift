import HTTPTypes
import Hummingbird

/// On every answer. Scripts only from ourselves and never inline; styles may be inline because the chart library sets them.
enum SecurityHeaders {
    static let policy = [
        "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'",
    ].joined(separator: "; ")

    static func apply(to response: inout Response, secure: Bool) {
        response.headers[.contentSecurityPolicy] = policy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.xFrameOptions] = "DENY"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=(), payment=()"
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.resourcePolicy] = "same-origin"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if secure { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    }
}

extension HTTPField.Name {
    static let requestID = unchecked("X-Request-Id")
    static let csrfToken = unchecked("X-CSRF-Token")
    static let idempotencyKey = unchecked("Idempotency-Key")
    static let idempotencyReplayed = unchecked("Idempotency-Replayed")
    static let secFetchSite = unchecked("Sec-Fetch-Site")
    static let xFrameOptions = unchecked("X-Frame-Options")
    static let referrerPolicy = unchecked("Referrer-Policy")
    static let permissionsPolicy = unchecked("Permissions-Policy")
    static let openerPolicy = unchecked("Cross-Origin-Opener-Policy")
    static let resourcePolicy = unchecked("Cross-Origin-Resource-Policy")
    static let forwardedFor = unchecked("X-Forwarded-For")

    /// The names above are tokens; `accept` is there so that no force unwrap is.
    private static func unchecked(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .accept }
}
