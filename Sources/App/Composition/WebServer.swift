import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Web

/// Limits of the listener. Hummingbird's own defaults have no slow-client defence.
package struct ListenerSettings: Sendable {
    package var host = "127.0.0.1"
    package var port = 8080
    /// Seconds without a byte before a connection is closed.
    package var idleSeconds: Int64 = 15
    package var connections = 1024
    /// Seconds in which a client must have read its answer.
    package var responseSeconds: Int64 = 60
    /// Bytes of one header field and of all of them, and their number.
    package var headerField = 16 * 1024
    package var headerList = 32 * 1024
    package var headerCount = 100
    package init() {}
}

package enum WebServer {
    /// The site on a listener, as a service: starts with the others, drains requests when told to stop.
    ///
    /// - Parameter ready: called with the port once connections are accepted.
    package static func application(
        _ site: Site, settings: ListenerSettings, services: [any Service], logger: Logger, ready: @Sendable @escaping (Int) async -> Void
    ) -> some ApplicationProtocol {
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ResponseDeadline(seconds: settings.responseSeconds)], idleTimeout: .seconds(settings.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: settings.headerField, maxHeaderListSize: settings.headerList, maxHeaderFieldCount: settings.headerCount)
        )
        return Application(
            router: site.router(), server: .http1(configuration: http),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connections)),
            services: services, onServerRunning: { channel in await ready(channel.localAddress?.port ?? settings.port) }, logger: logger)
    }
}
