#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Blocks the calling thread, which must be a connection's own.
func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }

/// Blocks until the socket can be read, or written when `writing`, or the time is over.
func awaitSocket(_ socket: Int32, writing: Bool, milliseconds: Int32) {
    var descriptor = pollfd(fd: socket, events: Int16(POLLIN | (writing ? POLLOUT : 0)), revents: 0)
    _ = poll(&descriptor, 1, milliseconds)
}
