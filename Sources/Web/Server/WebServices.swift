import Kernel
import Office
import Operations

/// What every visit needs; each noun's own ports are given to its `EndpointCollection`.
package struct WebServices: Sendable {
    package let renderer: PageRenderer
    package let unitOfWork: any UnitOfWork
    package let idempotency: any IdempotencyQueries
    package let callers: any CallerSource
    package let clock: any Clock
    /// `id@version` of the active pack of a tenant.
    package let packVersion: @Sendable (TenantID) -> String
    package let settings: WebSettings
    package let observer: any RequestObserver
    /// Closed while the disk is full: changes are answered 507 before they are tried. Nil never closes.
    package var admission: (any WriteAdmission)?

    package init(
        renderer: PageRenderer, unitOfWork: any UnitOfWork, idempotency: any IdempotencyQueries, callers: any CallerSource,
        clock: any Clock, packVersion: @escaping @Sendable (TenantID) -> String, settings: WebSettings, observer: any RequestObserver
    ) {
        self.renderer = renderer
        self.unitOfWork = unitOfWork
        self.idempotency = idempotency
        self.callers = callers
        self.clock = clock
        self.packVersion = packVersion
        self.settings = settings
        self.observer = observer
    }
}

package struct WebSettings: Sendable {
    /// The city or office whose world this is, as the shell prints it.
    package var place = LocalizedText(zhHans: "蓝图", zhHant: "藍圖", en: "Lantu")
    /// Minutes east of UTC; China is 480.
    package var offsetMinutes = 480
    /// `Secure` cookies and HSTS: on behind a TLS proxy, off on a plain loopback.
    package var secureCookies = false
    /// Addresses whose `X-Forwarded-For` is believed.
    package var trustedProxies: Set<String> = []
    /// Where uploads are spooled.
    package var spool = "/var/tmp"
    /// The language of a visitor whose browser asks for none of ours.
    package var locale = LocaleTag.zhHant
    /// Largest body that is not an upload, in bytes.
    package var bodyLimit = 2 << 20
    /// Whole request, head to answer; an upload has its own.
    package var requestDeadline = Duration.seconds(30)
    package var uploadDeadline = Duration.seconds(300)
    package init() {}

    package func deadline(of endpoint: Endpoint) -> Duration {
        endpoint.deadline ?? (endpoint.body.isUpload ? uploadDeadline : requestDeadline)
    }
}

/// Told of every answered request: metrics and the access log.
package protocol RequestObserver: Sendable {
    func answered(method: String, pattern: String, status: Int, seconds: Double)
}
