import Crypto
import Foundation
import Kernel
import Persistence
import Store
import Synchronization

/// The archive: magic, frames (kind, length, content), the last with the digests of every table, and the SHA-256 of all that.
enum BackupFile {
    static let magic = Array("LANTUBK1".utf8)
    /// Longest frame read back: a broken length must not ask for the whole memory.
    static let longestFrame = 256 << 20

    enum Kind: UInt8 {
        case header = 0x48
        case table = 0x54
        case rows = 0x52
        case endOfTable = 0x45
        case end = 0x5A
    }

    /// The last frame.
    struct End: Codable {
        let tables: [BackupTableDigest]
    }

    static func failure(_ path: String, _ detail: String) -> AppError {
        AppError("LT5114", .unprocessable, ["file": path, "detail": detail])
    }
}

/// Writes an archive beside its final name and moves it there when it is complete and on the disk.
final class BackupWriter: Sendable {
    private struct State {
        var handle: FileHandle
        var sha = SHA256()
        var buffer: [UInt8] = []
        var size: Int64 = 0
    }
    private let state: Mutex<State>
    private let path: String
    private let partial: String

    /// Throws LT5115 when a file of that name is there: a backup never overwrites another.
    init(path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw AppError("LT5115", .conflict, ["file": path]) }
        (self.path, partial) = (path, path + ".partial")
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BackupFile.failure(path, String(cString: strerror(errno))) }
        state = Mutex(State(handle: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)))
        try append(BackupFile.magic)
    }

    func write(_ frame: BackupFrame) throws {
        switch frame {
        case .header(let header): try append(.header, try header.canonicalJSONData())
        case .table(let table): try append(.table, try table.canonicalJSONData())
        case .rows(let bytes): try append(.rows, bytes)
        case .endOfTable(let digest): try append(.endOfTable, try digest.canonicalJSONData())
        }
    }

    /// Ends, syncs and names the archive; answers its size in bytes.
    func finish(_ tables: [BackupTableDigest]) throws -> Int64 {
        try append(.end, try BackupFile.End(tables: tables).canonicalJSONData())
        try append(state.withLock { Array($0.sha.finalize()) })
        let size = try state.withLock { state in
            try Self.flush(&state)
            try state.handle.synchronize()
            try state.handle.close()
            return state.size
        }
        guard rename(partial, path) == 0 else { throw BackupFile.failure(path, String(cString: strerror(errno))) }
        return size
    }

    func abandon() {
        unlink(partial)
    }

    private func append(_ kind: BackupFile.Kind, _ content: some Collection<UInt8>) throws {
        let length = UInt32(clamping: content.count)
        guard Int(length) == content.count, content.count <= BackupFile.longestFrame else {
            throw BackupFile.failure(path, "a frame of \(content.count) bytes")
        }
        try append([kind.rawValue] + stride(from: UInt32(24), through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> $0) } + content)
    }

    private func append(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            state.sha.update(data: bytes)
            state.buffer += bytes
            state.size += Int64(bytes.count)
            if state.buffer.count >= 1 << 20 { try Self.flush(&state) }
        }
    }

    private static func flush(_ state: inout State) throws {
        try state.handle.write(contentsOf: state.buffer)
        state.buffer.removeAll(keepingCapacity: true)
    }

}

/// Reads an archive. Complete and whole is checked before a row of it is believed.
final class BackupReader: BackupSource {
    private let handle: Mutex<FileHandle>
    private let path: String

    init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BackupFile.failure(path, String(cString: strerror(errno))) }
        handle = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
        self.path = path
    }

    /// Walks the whole archive once; answers its header and the digests it promises.
    func verified() throws -> (header: BackupHeader, tables: [BackupTableDigest]) {
        try rewind()
        var sha = SHA256()
        sha.update(data: BackupFile.magic)
        var header: BackupHeader?
        while let (kind, content, raw) = try frame() {
            sha.update(data: raw)
            sha.update(data: content)
            if kind == .header { header = try decode(BackupHeader.self, content) }
            guard kind == .end else { continue }
            let rest = try handle.withLock { try $0.read(upToCount: SHA256.byteCount + 1) } ?? Data()
            guard Array(rest) == Array(sha.finalize()) else { throw BackupFile.failure(path, "the checksum does not agree") }
            guard let header else { throw BackupFile.failure(path, "no header") }
            return (header, try decode(BackupFile.End.self, content).tables)
        }
        throw BackupFile.failure(path, "it is cut short")
    }

    func rewind() throws {
        try handle.withLock { handle in
            try handle.seek(toOffset: 0)
            guard let start = try handle.read(upToCount: BackupFile.magic.count), Array(start) == BackupFile.magic else {
                throw BackupFile.failure(path, "it is not a backup of Lantu")
            }
        }
    }

    func next() throws -> BackupFrame? {
        guard let (kind, content, _) = try frame() else { return nil }
        switch kind {
        case .header: return .header(try decode(BackupHeader.self, content))
        case .table: return .table(try decode(BackupTable.self, content))
        case .rows: return .rows(Array(content))
        case .endOfTable: return .endOfTable(try decode(BackupTableDigest.self, content))
        case .end: return nil
        }
    }

    private func frame() throws -> (BackupFile.Kind, Data, raw: Data)? {
        try handle.withLock { handle in
            guard let raw = try handle.read(upToCount: 5), !raw.isEmpty else { return nil }
            let bytes = Array(raw)
            guard bytes.count == 5, let kind = BackupFile.Kind(rawValue: bytes[0]) else { throw BackupFile.failure(path, "it is damaged") }
            let length = bytes[1...].reduce(0) { $0 << 8 | Int($1) }
            guard length <= BackupFile.longestFrame else { throw BackupFile.failure(path, "it is damaged") }
            let content = length == 0 ? Data() : try handle.read(upToCount: length) ?? Data()
            guard content.count == length else { throw BackupFile.failure(path, "it is cut short") }
            return (kind, content, raw)
        }
    }

    private func decode<T: Decodable>(_ type: T.Type, _ content: Data) throws -> T {
        do { return try JSONDecoder().decode(type, from: content) } catch { throw BackupFile.failure(path, "it is damaged") }
    }
}
