import Accounts
import HTTPTypes
import Hummingbird

/// One method on one path: who may call it, what it takes, and the sentence that answers it.
///
/// A route exists only as an endpoint, so none exists without an entry of the permission table; the walk in
/// `PermissionWalkTests` goes through all of them.
package struct Endpoint: Sendable {
    package enum Access: Sendable, Hashable {
        /// Anyone: sign-in, assets, health.
        case open
        /// Whoever is signed in: one's own account, help.
        case signedIn
        /// Whoever may do this on something; the handler asks again for the record it touches.
        case action(Accounts.Action)
    }

    /// What the request body is. Forms are read (and their token checked) before the handler runs.
    package enum Body: Sendable, Hashable {
        case none
        /// A limit of nil is the site's.
        case form(limit: Int?)
        case json(limit: Int?)
        /// `multipart/form-data`, files spooled to disk; the limit is for the whole body.
        case upload(limit: Int)

        package static let form = Body.form(limit: nil)
        package static let json = Body.json(limit: nil)

        var isUpload: Bool { if case .upload = self { true } else { false } }
    }

    package let method: HTTPRequest.Method
    /// Hummingbird's pattern: `/projects/{id}`.
    package let pattern: String
    package let access: Access
    package let body: Body
    /// Whole-request deadline; nil takes the site's for its kind of body.
    package let deadline: Duration?
    /// Answers JSON problems instead of error pages.
    package let isAPI: Bool
    /// What the OpenAPI document says of it; nil for pages.
    package let operation: Operation?
    let handle: @Sendable (Visit) async throws -> Response

    package init(
        _ method: HTTPRequest.Method, _ pattern: String, _ access: Access, body: Body? = nil, deadline: Duration? = nil,
        operation: Operation? = nil,
        _ handle: @escaping @Sendable (Visit) async throws -> Response
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.isAPI = pattern.hasPrefix("/api/")
        self.body = body ?? (method == .get ? .none : isAPI ? .json : .form)
        self.deadline = deadline
        self.operation = operation
        self.handle = handle
    }

    /// Open to who may do nothing else before a second factor is enrolled.
    var servesEnrolment: Bool { [Route.secondFactor.path, Route.signOut.path].contains(pattern) }

    package static func get(
        _ pattern: String, _ access: Access, operation: Operation? = nil,
        _ handle: @escaping @Sendable (Visit) async throws -> Response
    ) -> Endpoint { Endpoint(.get, pattern, access, operation: operation, handle) }

    package static func post(
        _ pattern: String, _ access: Access, body: Body? = nil, operation: Operation? = nil,
        _ handle: @escaping @Sendable (Visit) async throws -> Response
    ) -> Endpoint { Endpoint(.post, pattern, access, body: body, operation: operation, handle) }
}

/// A noun's pages and API: what it serves, over the ports it was given.
package protocol EndpointCollection: Sendable {
    var endpoints: [Endpoint] { get }
}
