import Crypto
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Operations

/// What machines ask: is it alive, may requests come, and its numbers. None of them needs a session.
package struct OperationsEndpoints: EndpointCollection {
    private let health: Health
    private let metrics: MetricRegistry?
    private let token: String?

    /// - Parameters:
    ///   - metrics: nil serves no numbers.
    ///   - token: the bearer token `/metrics` asks for; nil answers this machine only.
    package init(health: Health, metrics: MetricRegistry?, token: String?) {
        (self.health, self.metrics, self.token) = (health, metrics, token)
    }

    package var endpoints: [Endpoint] {
        [
            .get("/healthz", .open) { _ in Self.answer(.ok, "alive\n", type: "text/plain; charset=utf-8") },
            .get("/readyz", .open) { _ in
                let report = await health.report()
                let text = try report.canonicalJSON()
                return Self.answer(report.isReady ? .ok : .serviceUnavailable, text + "\n", type: "application/json")
            },
            .get("/metrics", .open) { visit in
                guard let metrics, admits(visit) else { throw AppError("LT1003", .notFound) }
                return Self.answer(.ok, await metrics.rendered(), type: "text/plain; version=0.0.4; charset=utf-8")
            },
        ]
    }

    private func admits(_ visit: Visit) -> Bool {
        guard let token else { return ["127.0.0.1", "::1", "unix"].contains(visit.address) }
        let given = visit.request.headers[.authorization] ?? ""
        // Digests have one length, so the comparison takes one time.
        let a = Array(SHA256.hash(data: Array(given.utf8))), b = Array(SHA256.hash(data: Array("Bearer \(token)".utf8)))
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func answer(_ status: HTTPResponse.Status, _ text: String, type: String) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
