import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Hummingbird's context of one request, with the peer's address.
package struct SiteContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    let peer: String

    package init(source: Source) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    /// The peer, or what a trusted proxy says the peer was: the last address it added.
    func clientAddress(_ request: Request, trusted: Set<String>) -> String {
        guard trusted.contains(peer), let forwarded = request.headers[.forwardedFor]?.split(separator: ",").last else { return peer }
        return String(forwarded.filter { !$0.isWhitespace }.prefix(64))
    }
}
