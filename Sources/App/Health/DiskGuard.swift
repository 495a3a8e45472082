import Foundation
import Logging
import Operations
import ServiceLifecycle
import Synchronization

/// Keeps a ballast file and watches the space left. When the disk is full even a DELETE fails in SQLite, so the
/// ballast is let go and changes are refused (507) until there is room for it again; reads go on.
package final class DiskGuard: Service, WriteAdmission {
    private let folder: String
    private let ballast: Int64
    private let interval: Duration
    private let logger: Logger
    private let full = Atomic<Bool>(false)
    /// Below this no change is begun: what runs must still be able to end.
    private static let margin: Int64 = 8 << 20

    /// - Parameter ballast: bytes; 0 keeps none and only watches.
    package init(folder: String, ballast: Int64, interval: Duration = .milliseconds(250), logger: Logger) {
        (self.folder, self.ballast, self.interval, self.logger) = (folder, ballast, interval, logger)
    }

    package var admitsWrites: Bool { !full.load(ordering: .relaxed) }

    package func run() async throws {
        look()
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try await Task.sleep(for: self.interval)
                self.look()
            }
        }
    }

    /// One look at the disk; also called at the start, before the first request.
    package func look() {
        guard let free = Self.freeBytes(folder) else { return }
        if full.load(ordering: .relaxed) {
            // Room for the ballast and twice the margin: without the distance the gate would flutter.
            guard free >= ballast + 2 * Self.margin, ballast == 0 || inflate() else { return }
            full.store(false, ordering: .relaxed)
            logger.notice("The disk has room again: changes are taken.", metadata: ["free": "\(free)"])
        } else if free < Self.margin {
            full.store(true, ordering: .relaxed)
            unlink(path)
            logger.critical("The disk is full: changes are refused, reads go on.", metadata: ["free": "\(free)"])
        } else if ballast > 0, !FileManager.default.fileExists(atPath: path), free >= ballast + 2 * Self.margin {
            if !inflate() { logger.warning("The ballast file could not be made.", metadata: ["path": "\(path)"]) }
        }
    }

    package var check: HealthCheck {
        HealthCheck("disk") { [self] in
            guard let free = Self.freeBytes(folder) else { return .failed("the data folder is not readable") }
            return admitsWrites ? .well : .degraded("\(free) bytes free")
        }
    }

    package static func freeBytes(_ folder: String) -> Int64? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return Int64(clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    }

    private var path: String { folder + "/ballast" }

    /// Reserves the blocks really: a sparse file would hold nothing free.
    private func inflate() -> Bool {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard posix_fallocate(descriptor, 0, off_t(ballast)) == 0 else {
            unlink(path)
            return false
        }
        return true
    }
}
