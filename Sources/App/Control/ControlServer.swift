import Foundation
import Kernel
import Logging
import ServiceLifecycle

/// Takes commands from the command line on the same machine, while it serves. Who may open the socket (mode 0600)
/// may command; the operating-system user is the actor in the ledger.
package struct ControlServer: Service {
    private let path: String
    private let handlers: [String: ControlHandler]
    private let logger: Logger

    package init(path: String, handlers: [String: ControlHandler], logger: Logger) {
        (self.path, self.handlers, self.logger) = (path, handlers, logger)
    }

    package func run() async throws {
        let socket = try LocalSocket.listening(at: path)
        let stopping = Stopping()
        let ended = Stopping()
        // Accepting blocks: it has a thread of its own, and hands each connection to another.
        let thread = Thread {
            while !stopping.isStopping {
                guard let peer = try? socket.accept(within: 200) else { continue }
                Thread.detachNewThread { serve(peer) }
            }
            socket.close()
            unlink(path)
            ended.stop()
        }
        thread.name = "lantu-control"
        thread.start()
        await withGracefulShutdownHandler {
            await stopping.wait()
        } onGracefulShutdown: {
            stopping.stop()
        }
        stopping.stop()
        // The process must not end before the socket's file is gone.
        await ended.wait()
    }

    private func serve(_ peer: LocalSocket) {
        // A peer that connects and says nothing is let go.
        peer.limit(seconds: 10)
        var rest: [UInt8] = []
        guard let line = try? peer.line(after: &rest), let request = try? JSONDecoder().decode(ControlRequest.self, from: Data(line)) else {
            return peer.close()
        }
        let actor = Self.actor(peer.peerUser)
        Task {
            let reply: ControlReply
            do {
                guard let handler = handlers[request.command] else { throw AppError("LT5134", .notFound, ["command": request.command]) }
                logger.notice("A command from this machine.", metadata: ["command": "\(request.command)", "user": "\(actor.origin)"])
                let result = try await handler(request, actor) { done in
                    try? peer.send(ControlWire.line(ControlReply(progress: done)))
                }
                reply = ControlReply(result: result)
            } catch {
                logger.error("A command failed.", metadata: ["command": "\(request.command)", "error": "\(error)"])
                reply = .of(error)
            }
            try? peer.send(ControlWire.line(reply))
            peer.close()
        }
    }

    private static func actor(_ user: UInt32?) -> Actor {
        let name = user.flatMap { getpwuid($0) }.map { String(cString: $0.pointee.pw_name) } ?? user.map { "uid \($0)" } ?? "?"
        return Actor(kind: .commandLine, account: nil, name: name, origin: "os:\(name)")
    }
}

/// The other end: hands a command to the server of a data folder.
package struct ControlClient: Sendable {
    private let path: String

    package init(path: String) { self.path = path }

    /// Whether a server of this data folder answers.
    package var serverRuns: Bool {
        guard let socket = try? LocalSocket.connected(to: path) else { return false }
        socket.close()
        return true
    }

    /// Runs a command in the server; answers its result, JSON. Throws the server's own error, or LT5132 when it is not there.
    package func send(_ request: ControlRequest, progress: (Int64) -> Void = { _ in }) throws -> String {
        let socket = try LocalSocket.connected(to: path)
        defer { socket.close() }
        try socket.send(ControlWire.line(request))
        var rest: [UInt8] = []
        while let line = try socket.line(after: &rest) {
            let reply = try JSONDecoder().decode(ControlReply.self, from: Data(line))
            if let error = reply.error { throw error }
            if let result = reply.result { return result }
            if let done = reply.progress { progress(done) }
        }
        throw AppError("LT5132", .unavailable, ["file": path])
    }
}
