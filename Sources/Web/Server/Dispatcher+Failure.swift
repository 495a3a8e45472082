import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Logging
import NIOCore

extension Dispatcher {
    /// A failure as problem JSON (RFC 9457) or a localized page. What is not an `AppError` shows a request id and nothing else.
    func failure(
        _ error: any Error, _ request: Request, _ context: SiteContext, _ preferences: Preferences, isAPI: Bool, asking: Caller? = nil
    )
        -> Response
    {
        let known: AppError
        switch error {
        case let error as AppError: known = error
        case let error as any AppErrorConvertible: known = error.appError
        case is CancellationError: known = AppError("LT1008", .timeout)
        case let error as HTTPError: known = AppError("LT1003", error.status.code == 404 ? .notFound : .invalid)
        default: known = AppError("LT5001", .internal)
        }
        if known.category == .internal {
            context.logger.error("request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
        }
        let locale = LocaleTag.preferred(
            setting: preferences.locale ?? asking?.locale, cookie: nil, acceptLanguage: request.headers[.acceptLanguage],
            otherwise: services.settings.locale)
        let words = services.renderer.catalogue.phrases(locale)
        let status = HTTPResponse.Status(code: known.category.rawValue)
        // A page asked for without a session leads to the sign-in page and back.
        if known.category == .unauthenticated, !isAPI, request.method == .get {
            var query = FormData()
            if request.uri.path != "/" { query.append("return", request.uri.string) }
            return Response(status: .seeOther, headers: [.location: Route.signIn.path.with(query)])
        }
        var response: Response
        if isAPI || request.headers[.accept]?.contains("application/json") == true {
            response = problem(known, words, status: status, requestID: context.id)
        } else {
            response = page(known, words, request, preferences, asking, status: status, requestID: context.id)
        }
        if known.category == .unavailable || known.category == .tooMany { response.headers[.retryAfter] = "2" }
        if known.category == .unauthenticated { response.headers[.wwwAuthenticate] = "Bearer" }
        // The rest of a refused body is not read: the connection must not be used again.
        if known.category == .tooLarge || known.category == .timeout { response.headers[.connection] = "close" }
        return response
    }

    private func problem(_ error: AppError, _ words: Phrases, status: HTTPResponse.Status, requestID: String) -> Response {
        let text = words.error(error)
        let body = Problem(
            type: "about:blank", title: text.sentence, status: status.code, code: error.code, hint: text.hint, clause: error.clause,
            requestID: requestID,
            diagnostics: zip(error.diagnostics, text.diagnostics).map {
                .init(
                    severity: $0.severity.rawValue, code: $0.code, file: $0.file, line: $0.line, column: $0.column, message: $1.sentence)
            })
        let data = (try? body.canonicalJSONData()) ?? Data("{}".utf8)
        return Response(
            status: status, headers: [.contentType: "application/problem+json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    private func page(
        _ error: AppError, _ words: Phrases, _ request: Request, _ preferences: Preferences, _ asking: Caller?, status: HTTPResponse.Status,
        requestID: String
    ) -> Response {
        let page = ErrorPage(error, requestID: requestID, words: words)
        // Form and session may be what failed: without a token of the session the page shows no navigation to lean on.
        if let asking, let token = asking.csrfToken, error.category != .internal {
            let context = PageContext(
                words: words, theme: preferences.theme,
                person: SignedInPerson(name: asking.name, unit: asking.organizationName.text(in: words.locale)),
                navigation: Navigation.items(for: asking.permissions, path: request.uri.path, words: words), csrfToken: token, path: "/",
                place: words(services.settings.place), now: services.clock.now(), offsetMinutes: services.settings.offsetMinutes)
            if let response = try? services.renderer.response(
                InsideErrorPage(page), context.titled(words("shell.error.title")), status: status)
            {
                return response
            }
        }
        let context = PageContext(
            words: words, theme: preferences.theme, csrfToken: preferences.visitorToken, path: request.uri.string,
            place: words(services.settings.place), now: services.clock.now(), offsetMinutes: services.settings.offsetMinutes)
        if let response = try? services.renderer.response(page, context.titled(words("shell.error.title")), status: status) {
            return response
        }
        return Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"], body: .init(byteBuffer: .init(string: error.code)))
    }
}

/// An error of another layer that knows how a person is told.
package protocol AppErrorConvertible: Error {
    var appError: AppError { get }
}

/// RFC 9457 with our stable code, hint and located diagnostics.
struct Problem: Encodable {
    struct Detail: Encodable {
        let severity: String, code: String
        let file: String?, line: Int?, column: String?
        let message: String
    }
    let type: String, title: String
    let status: Int
    let code: String, hint: String
    let clause: String?
    let requestID: String
    let diagnostics: [Detail]
}
