import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Logging
import NIOCore
import Office
import Operations

/// One request on its way: who asks, what was sent, and how to answer. Handlers read like sentences over it.
package struct Visit: Sendable {
    package let request: Request
    package let parameters: Parameters
    package let services: WebServices
    /// Nil only on `.open` endpoints.
    package let signedIn: Caller?
    package let locale: LocaleTag
    package let theme: Theme
    package let query: FormData
    package let form: FormData
    package let uploads: [Upload]
    /// Raw body of JSON requests.
    package let body: ByteBuffer
    package let address: String
    package let requestID: String
    package let csrfToken: String
    package let idempotency: IdempotencyKey?
    package let flash: Flash?
    package let logger: Logger

    package var words: Phrases { services.renderer.catalogue.phrases(locale) }
    package var now: Instant { services.clock.now() }
    package var today: CivilDate { now.civilDate(offsetMinutes: services.settings.offsetMinutes) }

    /// The signed-in caller; LT1101 where there is none.
    package var caller: Caller {
        get throws(AppError) {
            guard let signedIn else { throw AppError("LT1101", .unauthenticated) }
            return signedIn
        }
    }

    package var permissions: Permissions { signedIn?.permissions ?? .visitor }

    /// Path and query as sent, for forms that come back here.
    package var returnPath: String { request.uri.string }

    /// A path parameter as an id; LT1003 (not found) when it is none, as for a record that does not exist.
    package func id<T>(_ name: String, _ type: ID<T>.Type = ID<T>.self) throws(AppError) -> ID<T> {
        guard let text = parameters.get(name), let id = ID<T>(text) else { throw AppError("LT1003", .notFound) }
        return id
    }

    /// The body as JSON; LT1004 with the place where it failed.
    package func decode<T: Decodable>(_ type: T.Type) throws(AppError) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch let error as DecodingError {
            throw AppError("LT1004", .invalid, ["path": error.place])
        } catch {
            throw AppError("LT1004", .invalid, ["path": "$"])
        }
    }

    /// Who and where, for the unit of work and its audit entries.
    package var writeContext: WriteContext {
        get throws(AppError) {
            let caller = try caller
            return WriteContext(
                tenant: caller.tenant,
                actor: Actor(kind: caller.isToken ? .token : .account, account: caller.account, name: caller.name, origin: address),
                packVersion: services.packVersion(caller.tenant), idempotency: idempotency)
        }
    }

    // MARK: Answers

    package func page(
        _ page: some Page, title: String, breadcrumb: [Crumb] = [], thread: ThreadStrip? = nil, watermarked: Bool = false,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        try services.renderer.response(
            page, context(watermarked: watermarked).titled(title, breadcrumb: breadcrumb, thread: thread), status: status)
    }

    package func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        json(ByteBuffer(bytes: try value.canonicalJSONData()), status: status)
    }

    func json(_ text: JSONText) -> Response { json(ByteBuffer(bytes: text.bytes), status: .ok) }

    private func json(_ body: ByteBuffer, status: HTTPResponse.Status) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    /// 303 to a route of ours, with a message for the next page.
    package func redirect(to route: Route, flash: FlashMessage? = nil) -> Response {
        var headers: HTTPFields = [.location: route.path]
        if let flash { headers[values: .setCookie].append(flash.cookie(secure: services.settings.secureCookies)) }
        return Response(status: .seeOther, headers: headers)
    }

    /// A file to keep: never shown in place, never sniffed.
    package func download(_ bytes: ByteBuffer, name: String, contentType: String) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = contentType
        headers[.cacheControl] = "no-store"
        headers[.contentDisposition] = "attachment; filename*=UTF-8''\(FormData.encode(name))"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    /// Everything the layout shows for this visitor.
    package func context(watermarked: Bool = false) -> PageContext {
        let words = words
        var person: SignedInPerson?
        var mark: String?
        if let signedIn {
            let unit = signedIn.organizationName.text(in: locale)
            person = SignedInPerson(name: signedIn.name, unit: unit)
            if watermarked { mark = "\(signedIn.name) \(unit) \(today)" }
        }
        var context = PageContext(
            words: words, theme: theme, person: person,
            navigation: Navigation.items(for: permissions, path: request.uri.path, words: words),
            csrfToken: csrfToken, path: returnPath, place: services.settings.place.text(in: locale), now: now,
            offsetMinutes: services.settings.offsetMinutes, flash: flash, watermark: mark)
        context.query = request.uri.path == Route.search.path ? query["q"] ?? "" : ""
        return context
    }
}

extension DecodingError {
    fileprivate var place: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): Self.path(context.codingPath)
        case .keyNotFound(let key, let context): Self.path(context.codingPath + [key])
        @unknown default: "$"
        }
    }
    private static func path(_ keys: [any CodingKey]) -> String {
        "$" + keys.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
    }
}
