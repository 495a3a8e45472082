import Foundation
import Kernel
import Synchronization

/// A Unix stream socket in the data folder, blocking, used from threads of its own.
final class LocalSocket: Sendable {
    private let descriptor: Mutex<Int32>

    init(adopting descriptor: Int32) { self.descriptor = Mutex(descriptor) }
    deinit { close() }

    func close() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { Glibc.close(descriptor) }
            descriptor = -1
        }
    }

    private var number: Int32 { descriptor.withLock { $0 } }

    /// Binds and listens, mode 0600. A socket file left by a process that died is replaced; one that answers is not.
    static func listening(at path: String) throws -> LocalSocket {
        if let other = try? connected(to: path) {
            other.close()
            throw AppError("LT5131", .conflict, ["file": path])
        }
        unlink(path)
        return try atAddress(of: path) { descriptor, address, length in
            // The file is made with the mode it keeps: there is no moment at which others may connect.
            let mask = umask(0o177)
            defer { umask(mask) }
            guard Glibc.bind(descriptor, address, length) == 0, listen(descriptor, 16) == 0 else { return false }
            return chmod(path, 0o600) == 0
        }
    }

    /// Throws LT5132 when nobody listens there.
    static func connected(to path: String) throws -> LocalSocket {
        try atAddress(of: path) { Glibc.connect($0, $1, $2) == 0 }
    }

    /// An address holds 107 bytes; a longer path is reached through its open folder.
    private static func atAddress(of path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool) throws -> LocalSocket {
        let url = URL(fileURLWithPath: path)
        let folder = open(url.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw AppError("LT5132", .unavailable, ["file": path]) }
        defer { Glibc.close(folder) }
        let name = path.utf8.count <= 100 ? path : "/proc/self/fd/\(folder)/\(url.lastPathComponent)"
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0, name.utf8.count <= 107 else { throw AppError("LT5132", .unavailable, ["file": path]) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8) }
        let done = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        let socket = LocalSocket(adopting: descriptor)
        guard done else { throw AppError("LT5132", .unavailable, ["file": path]) }
        return socket
    }

    /// The next connection, or nil when `milliseconds` pass without one. Throws when the socket is closed.
    func accept(within milliseconds: Int32) throws -> LocalSocket? {
        var poll = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        guard poll.fd >= 0 else { throw AppError("LT5132", .unavailable) }
        guard Glibc.poll(&poll, 1, milliseconds) > 0 else { return nil }
        let peer = Glibc.accept(poll.fd, nil, nil)
        guard peer >= 0 else { return nil }
        _ = fcntl(peer, F_SETFD, FD_CLOEXEC)
        return LocalSocket(adopting: peer)
    }

    /// The user at the other end, as the kernel says.
    var peerUser: UInt32? {
        // The kernel's `struct ucred`: process, user, group.
        var credentials: (process: Int32, user: UInt32, group: UInt32) = (0, 0, 0)
        var length = socklen_t(12)
        return getsockopt(number, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0 ? credentials.user : nil
    }

    func send(_ bytes: [UInt8]) throws {
        var offset = 0
        while offset < bytes.count {
            let sent = bytes.withUnsafeBytes {
                Glibc.send(number, $0.baseAddress?.advanced(by: offset), bytes.count - offset, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 || errno == EINTR else { throw AppError("LT5132", .unavailable) }
            offset += max(sent, 0)
        }
    }

    /// The next line without its end; nil at the end of the stream.
    func line(after rest: inout [UInt8]) throws -> [UInt8]? {
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                defer { rest.removeFirst(end + 1) }
                return Array(rest[..<end])
            }
            guard rest.count < ControlWire.longestLine else { throw AppError("LT5133", .tooLarge) }
            var buffer = [UInt8](repeating: 0, count: 65536)
            let count = buffer.withUnsafeMutableBytes { recv(number, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            rest += buffer[..<count]
        }
    }

    func limit(seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }
}
