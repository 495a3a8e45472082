import Accounts
import Foundation
import Hummingbird
import Kernel
import Logging
import Office
import ServiceLifecycle
import Store
import Web

/// The whole server over one installation.
package enum Serving {
    /// Every page the site can show; a missing template stops the start, not a visitor.
    package static let pages: [any Page.Type] = [ErrorPage.self, HelpPage.self, NoticesPage.self, SignInPage.self]

    package static func site(_ installation: Installation, settings: WebSettings, observer: any RequestObserver) throws -> Site {
        let services = WebServices(
            renderer: try PageRenderer.bundled(pages: pages), unitOfWork: installation.unitOfWork,
            idempotency: IdempotencyStore(database: installation.database, clock: installation.clock), callers: NoCallers(),
            clock: installation.clock, packVersion: { _ in "none" }, settings: settings, observer: observer)
        return Site(services: services, collections: [try ShellPages()])
    }

    /// Serves until told to stop; requests in flight are answered first.
    package static func run(
        _ installation: Installation, listener: ListenerSettings, settings: WebSettings, logger: Logger,
        ready: @Sendable @escaping (Int) async -> Void
    ) async throws {
        let site = try site(installation, settings: settings, observer: SilentObserver())
        let application = WebServer.application(site, settings: listener, services: [], logger: logger, ready: ready)
        try await application.runService()
        try await installation.close()
    }
}

struct NoCallers: CallerSource {
    func caller(session token: String, address: String) async throws -> Caller? { nil }
    func caller(apiToken token: String, address: String) async throws -> Caller? { nil }
}
struct SilentObserver: RequestObserver {
    func answered(method: String, pattern: String, status: Int, seconds: Double) {}
}
