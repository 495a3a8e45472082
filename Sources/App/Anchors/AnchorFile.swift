import Foundation
import Kernel
import Operations
import Synchronization

/// The file of anchors, one JSON line each, only ever appended to; and the key that signs them.
package struct AnchorFile: Sendable {
    package let path: String
    package let keyPath: String

    package init(path: String, keyPath: String) { (self.path, self.keyPath) = (path, keyPath) }

    /// The key; made (32 random bytes, mode 0600) when there is none and `create` allows.
    package func key(create: Bool) throws -> [UInt8] {
        if let data = FileManager.default.contents(atPath: keyPath) {
            guard data.count >= 32 else { throw AppError("LT5122", .internal, ["file": keyPath]) }
            return Array(data)
        }
        guard create else { throw AppError("LT5121", .notFound, ["file": keyPath]) }
        let key = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        // Exclusive: of two processes starting together one makes it, the other reads it.
        let descriptor = open(keyPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == EEXIST { return try self.key(create: false) }
        guard descriptor >= 0 else { throw AppError("LT5122", .internal, ["file": keyPath]) }
        defer { close(descriptor) }
        guard key.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == key.count, fsync(descriptor) == 0 else {
            unlink(keyPath)
            throw AppError("LT5122", .internal, ["file": keyPath])
        }
        return key
    }

    /// Appends lines and waits until they are on the disk.
    package func append(_ lines: [String]) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw AppError("LT5123", .internal, ["file": path]) }
        defer { close(descriptor) }
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        guard bytes.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == bytes.count, fsync(descriptor) == 0 else {
            throw AppError("LT5123", .internal, ["file": path])
        }
    }

    /// Every line in order; nil where a line is not an anchor. A missing file has none.
    package func anchors() throws -> [AuditAnchor?] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else { throw AppError("LT5123", .internal, ["file": path]) }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map { AuditAnchor.parse(line: $0) }
    }
}
