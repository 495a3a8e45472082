import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose peer does not read its answer in time. The idle timeout does not see this: while an
/// answer is being written the connection counts as busy.
final class ResponseDeadline: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart
    private let limit: TimeAmount
    private var timer: Scheduled<Void>?

    init(seconds: Int64) { limit = .seconds(seconds) }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        if case .head = part {
            let channel = context.channel
            timer?.cancel()
            timer = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        }
        guard case .end = part else { return context.write(data, promise: promise) }
        // The promise of the last part succeeds when the peer's window has taken all of it.
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in handler.value.stop() }
        context.write(data, promise: written)
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    private func stop() {
        timer?.cancel()
        timer = nil
    }
}
