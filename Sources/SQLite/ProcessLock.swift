import Glibc
import Persistence
import Synchronization

/// An advisory lock on a file of its own: a second process on the same database is refused, and the lock
/// vanishes with the process however it dies.
final class ProcessLock: Sendable {
    private let descriptor: Mutex<Int32>

    init(path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DatabaseFailure(.other, "cannot open \(path): \(String(cString: strerror(errno)))") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            throw DatabaseFailure(.locked, "another process holds \(path)")
        }
        self.descriptor = Mutex(descriptor)
    }

    func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { Glibc.close(descriptor) }
            descriptor = -1
        }
    }

    deinit { release() }
}
