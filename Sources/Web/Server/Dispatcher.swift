import Accounts
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Logging
import NIOCore
import Operations
import Synchronization

/// The one road every request takes: caller → permission → body → token → idempotency → handler → answer.
struct Dispatcher: Sendable {
    let services: WebServices

    func respond(_ request: Request, _ endpoint: Endpoint, _ context: SiteContext) async -> Response {
        let started = ContinuousClock.now
        let preferences = Preferences(request)
        var response: Response
        let asking = Asking()
        do {
            response = try await withDeadline(services.settings.deadline(of: endpoint)) {
                try await answer(request, endpoint, context, preferences, asking)
            }
        } catch {
            response = failure(error, request, context, preferences, isAPI: endpoint.isAPI, asking: asking.caller)
        }
        SecurityHeaders.apply(to: &response, secure: services.settings.secureCookies)
        response.headers[.requestID] = context.id
        let elapsed = ContinuousClock.now - started
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        services.observer.answered(
            method: request.method.rawValue, pattern: endpoint.pattern, status: response.status.code, seconds: seconds)
        // Changes and refusals are worth a line; pages read only for whoever looks closely. Never the path: it may carry a search.
        let isRead = request.method == .get || request.method == .head
        context.logger.log(
            level: isRead && response.status.code < 400 ? .debug : .info, "answered",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(endpoint.pattern)", "status": "\(response.status.code)",
                "milliseconds": "\(Int(seconds * 1000))",
            ])
        return response
    }

    /// Who asks, for the page of a failure: known as soon as it is, whatever fails after.
    private final class Asking: Sendable {
        private let state = Mutex<Caller?>(nil)
        var caller: Caller? {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }

    /// The answer to a path or method that no endpoint serves.
    func refuse(_ error: AppError, _ request: Request, _ context: SiteContext) async -> Response {
        let address = context.clientAddress(request, trusted: services.settings.trustedProxies)
        let asking = (try? await caller(request, address: address)) ?? nil
        var response = failure(
            error, request, context, Preferences(request), isAPI: request.uri.path.hasPrefix("/api/"), asking: asking)
        SecurityHeaders.apply(to: &response, secure: services.settings.secureCookies)
        response.headers[.requestID] = context.id
        return response
    }

    private func answer(_ request: Request, _ endpoint: Endpoint, _ context: SiteContext, _ preferences: Preferences, _ asking: Asking)
        async throws
        -> Response
    {
        let address = context.clientAddress(request, trusted: services.settings.trustedProxies)
        let caller = try await caller(request, address: address)
        asking.caller = caller
        switch endpoint.access {
        case .open: break
        case .signedIn: guard caller != nil else { throw AppError("LT1101", .unauthenticated) }
        case .action(let action):
            guard let caller else { throw AppError("LT1101", .unauthenticated) }
            try caller.permissions.require(action)
        }
        if let caller, caller.mustEnrol, endpoint.access != .open, !endpoint.servesEnrolment {
            guard !endpoint.isAPI, request.method == .get else { throw AppError("LT1128", .forbidden) }
            return Response(status: .seeOther, headers: [.location: Route.secondFactor.path])
        }
        let query = try FormData(urlEncoded: request.uri.query ?? "")
        let unsafe = request.method != .get && request.method != .head
        if unsafe { try refuseForeignOrigin(request) }
        if unsafe, services.admission?.admitsWrites == false { throw AppError("LT5002", .storageFull) }

        var form = FormData()
        var body = ByteBuffer()
        var uploads: [Upload] = []
        defer { for upload in uploads { upload.remove() } }
        switch endpoint.body {
        case .none: break
        case .form(let limit):
            try require(request, contentType: "application/x-www-form-urlencoded")
            body = try await collect(request, upTo: limit ?? services.settings.bodyLimit)
            form = try FormData(urlEncoded: String(validating: body.readableBytesView, as: UTF8.self) ?? "%")
        case .json(let limit):
            try require(request, contentType: "application/json")
            body = try await collect(request, upTo: limit ?? services.settings.bodyLimit)
        case .upload(let limit):
            (form, uploads) = try await Multipart.read(request, limit: limit, spool: services.settings.spool)
        }
        let csrfToken = caller?.csrfToken ?? preferences.visitorToken
        if unsafe, caller?.isToken != true {
            let sent = form["csrf"] ?? request.headers[.csrfToken] ?? ""
            guard !csrfToken.isEmpty, Self.equal(sent, csrfToken) else { throw AppError("LT1108", .forbidden) }
        }
        let locale = LocaleTag.preferred(
            setting: preferences.locale ?? caller?.locale, cookie: nil, acceptLanguage: request.headers[.acceptLanguage],
            otherwise: services.settings.locale)
        let idempotency = unsafe ? idempotencyKey(request, form, body) : nil
        if let known = try await answered(idempotency, caller, address) { return known }
        let visit = Visit(
            request: request, parameters: context.parameters, services: services, signedIn: caller, locale: locale,
            theme: preferences.theme, query: query, form: form, uploads: uploads, body: body, address: address, requestID: context.id,
            csrfToken: csrfToken, idempotency: idempotency,
            flash: preferences.flash.flatMap { FlashMessage.read($0, words: services.renderer.catalogue.phrases(locale)) },
            logger: context.logger)
        var response: Response
        do {
            response = try await endpoint.handle(visit)
            // The same request at the same moment may have got there first, and this one found its place taken.
            if response.status.code >= 400, let known = try await answered(idempotency, caller, address) { response = known }
        } catch {
            // … or the connection was lost while committing, and it is only the answer that did not arrive.
            guard let known = try? await answered(idempotency, caller, address) else { throw error }
            response = known
        }
        if preferences.flash != nil, response.status != .seeOther { response.headers[values: .setCookie].append(FlashMessage.clearing) }
        if caller == nil, preferences.isNewVisitor, !endpoint.isAPI {
            response.headers[values: .setCookie].append(preferences.visitorCookie(secure: services.settings.secureCookies))
        }
        return response
    }

    private func caller(_ request: Request, address: String) async throws -> Caller? {
        if let header = request.headers[.authorization] {
            guard header.lowercased().hasPrefix("bearer ") else { throw AppError("LT1101", .unauthenticated) }
            guard let caller = try await services.callers.caller(apiToken: String(header.dropFirst(7)), address: address) else {
                throw AppError("LT1101", .unauthenticated)
            }
            return caller
        }
        guard let session = request.cookies[SessionCookie.name(secure: services.settings.secureCookies)]?.value else { return nil }
        return try await services.callers.caller(session: session, address: address)
    }

    /// A browser says where a request comes from; another site's form is refused whatever it carries.
    private func refuseForeignOrigin(_ request: Request) throws(AppError) {
        if let site = request.headers[.secFetchSite], site == "cross-site" || site == "same-site" { throw AppError("LT1108", .forbidden) }
        if let origin = request.headers[.origin] {
            let host = origin.split(separator: "/").last.map(String.init) ?? ""
            guard host == request.head.authority else { throw AppError("LT1108", .forbidden) }
        }
    }

    private func require(_ request: Request, contentType: String) throws(AppError) {
        let sent = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard sent == contentType else { throw AppError("LT1005", .unsupported, ["type": contentType]) }
    }

    private func collect(_ request: Request, upTo limit: Int) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw AppError("LT1006", .tooLarge, ["limit": String(limit)])
        }
        var buffer = ByteBuffer()
        do {
            for try await part in request.body {
                guard buffer.readableBytes + part.readableBytes <= limit else {
                    throw AppError("LT1006", .tooLarge, ["limit": String(limit)])
                }
                buffer.writeImmutableBuffer(part)
            }
        } catch  where !(error is AppError) && !Task.isCancelled {
            // A chunk that is none, a body cut short: the sender's fault, not ours.
            throw AppError("LT1004", .invalid, ["path": "$"])
        }
        return buffer
    }

    private func idempotencyKey(_ request: Request, _ form: FormData, _ body: ByteBuffer) -> IdempotencyKey? {
        guard let key = form["idempotency-key"] ?? request.headers[.idempotencyKey], (8...200).contains(key.utf8.count) else { return nil }
        var hash = SHA256()
        hash.update(data: Array("\(request.method.rawValue) \(request.uri.path)\n".utf8))
        hash.update(data: Data(body.readableBytesView))
        return IdempotencyKey(key: key, payloadHash: Array(hash.finalize()))
    }

    /// What this request was answered when it was sent before; nil when it is new. LT1009 for its key with another payload.
    private func answered(_ key: IdempotencyKey?, _ caller: Caller?, _ address: String) async throws -> Response? {
        guard let key, let caller else { return nil }
        let actor = Actor(kind: caller.isToken ? .token : .account, account: caller.account, name: caller.name, origin: address)
        switch try await services.idempotency.lookUp(key, tenant: caller.tenant, actor: actor) {
        case .fresh: return nil
        case .answered(let stored): return replay(stored)
        case .conflicting: throw AppError("LT1009", .unprocessable)
        }
    }

    private func replay(_ stored: StoredAnswer) -> Response {
        var headers = HTTPFields()
        headers[.location] = stored.location
        if !stored.body.isEmpty { headers[.contentType] = "application/json; charset=utf-8" }
        headers[.idempotencyReplayed] = "true"
        return Response(status: .init(code: stored.status), headers: headers, body: .init(byteBuffer: ByteBuffer(string: stored.body)))
    }

    /// Equal in a time that does not depend on where they differ.
    static func equal(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
