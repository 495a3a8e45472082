import Foundation
import Persistence
import Postgres
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A Unix socket in front of a PostgreSQL server that cuts the line, or falls silent, at a moment the test chooses.
package final class FaultyWire: Sendable {
    package enum Fault: Sendable {
        case none
        /// The first message with this text reaches the server and is carried out; its answer never comes back.
        case cutAfter(String)
        /// The first message with this text never reaches the server.
        case cutBefore(String)
        /// Nothing passes in either direction, and nobody is told.
        case silence
    }
    package let folder: String
    private let fault = Mutex(Fault.none)
    private let listener: Int32
    private let target: String

    /// - Parameter target: path of the server's socket.
    package init(target: String) throws {
        self.target = target
        folder = FileManager.default.temporaryDirectory.path + "/lantu-wire-\(UInt32.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        listener = Self.socket()
        guard Self.withAddress(folder + "/.s.PGSQL.5432", { bind(listener, $0, $1) }) == 0, listen(listener, 64) == 0 else {
            throw DatabaseFailure(.other, "no socket in \(folder)")
        }
        Thread.detachNewThread { self.acceptAll() }
    }

    package func set(_ fault: Fault) { self.fault.withLock { $0 = fault } }

    package func close() {
        _ = shutdown(listener, Int32(SHUT_RDWR))
        _ = Glibc.close(listener)
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func acceptAll() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            let server = Self.socket()
            guard Self.withAddress(target, { connect(server, $0, $1) }) == 0 else {
                _ = Glibc.close(client)
                continue
            }
            // Both are closed when both directions are done: a number closed earlier could already be another's connection.
            let line = Line(client, server)
            Thread.detachNewThread { self.pump(client, server, requests: true, line) }
            Thread.detachNewThread { self.pump(server, client, requests: false, line) }
        }
    }

    /// The two ends of one forwarded connection, closed with the last reference.
    private final class Line: Sendable {
        private let ends: (Int32, Int32)
        init(_ client: Int32, _ server: Int32) { ends = (client, server) }
        deinit {
            _ = Glibc.close(ends.0)
            _ = Glibc.close(ends.1)
        }
    }

    private func pump(_ from: Int32, _ to: Int32, requests: Bool, _ line: Line) {
        defer { withExtendedLifetime(line) {} }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(from, &buffer, buffer.count)
            guard count > 0 else { break }
            let chunk = Array(buffer[..<count])
            switch fault.withLock({ $0 }) {
            case .none: break
            case .silence:
                while case .silence = fault.withLock({ $0 }) { usleep(20_000) }
                _ = shutdown(from, Int32(SHUT_RDWR))
            case .cutBefore(let text) where requests && chunk.contains(Array(text.utf8)):
                _ = shutdown(from, Int32(SHUT_RDWR))
                _ = shutdown(to, Int32(SHUT_RDWR))
                return
            case .cutAfter(let text) where requests && chunk.contains(Array(text.utf8)):
                // The client is cut off first, so that no answer can slip through.
                _ = shutdown(from, Int32(SHUT_RDWR))
                _ = write(to, chunk, chunk.count)
                usleep(300_000)
                _ = shutdown(to, Int32(SHUT_RDWR))
                return
            default: break
            }
            var sent = 0
            while sent < count {
                let written = chunk.withUnsafeBytes {
                    send(to, $0.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL))
                }
                guard written > 0 else { break }
                sent += written
            }
        }
        _ = shutdown(to, Int32(SHUT_RDWR))
    }

    private static func socket() -> Int32 { Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}

extension [UInt8] {
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        guard let first = part.first, count >= part.count else { return false }
        return indices.dropLast(part.count - 1).contains { self[$0] == first && Array(self[$0..<$0 + part.count]) == part }
    }
}
