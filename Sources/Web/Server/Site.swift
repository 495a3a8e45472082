// Module in charge of what people and programs see: pages, the JSON API, and the road a request takes.

import HTTPTypes
import Hummingbird
import Kernel

/// All endpoints on one router.
package struct Site: Sendable {
    package let services: WebServices
    package let endpoints: [Endpoint]

    /// - Parameter collections: every noun's endpoints; two on one method and pattern are a programming error found by `SiteTests`.
    package init(services: WebServices, collections: [any EndpointCollection]) {
        self.services = services
        let endpoints = collections.flatMap(\.endpoints)
        self.endpoints = endpoints + APIEndpoints(described: endpoints).endpoints
    }

    package func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        let dispatcher = Dispatcher(services: services)
        router.add(middleware: UnknownPath(dispatcher: dispatcher))
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.pattern), method: endpoint.method) { request, context in
                await dispatcher.respond(request, endpoint, context)
            }
        }
        for (pattern, methods) in Dictionary(grouping: endpoints, by: \.pattern).mapValues({ Set($0.map(\.method)) }) {
            for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] where !methods.contains(method) {
                router.on(RouterPath(pattern), method: method) { request, context in
                    var response = await dispatcher.refuse(AppError("LT1010", .methodNotAllowed), request, context)
                    response.headers[.allow] = methods.map(\.rawValue).sorted().joined(separator: ", ")
                    return response
                }
            }
        }
        let assets = services.renderer.assets
        router.get("assets/**") { request, context in
            let rest = context.parameters.getCatchAll().joined(separator: "/")
            var response = assets.response(rest, ifNoneMatch: request.headers[.ifNoneMatch])
            SecurityHeaders.apply(to: &response, secure: services.settings.secureCookies)
            return response
        }
        return router
    }
}

/// A path nobody serves is told so in the visitor's language.
private struct UnknownPath: RouterMiddleware {
    let dispatcher: Dispatcher

    func handle(_ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            let response = await dispatcher.refuse(AppError("LT1003", .notFound), request, context)
            // A body after HEAD would be read as the next answer.
            return request.method == .head ? response.createHeadResponse() : response
        }
    }
}
