import CZip
import Foundation
import Kernel

/// A zip file from outside, opened under limits: entry count, names, packed ratio and inflated bytes are
/// checked before anything is inflated, and again while inflating, because directories lie.
final class ZipArchive {
    private struct Entry {
        let index: UInt64
        let size: Int
        let packed: Int
    }
    private let archive: OpaquePointer
    private let limits: ImportLimits
    private var entries: [String: Entry] = [:]
    private var inflated = 0

    /// - Throws: `LT4004` not a readable zip, `LT4003` encrypted, `LT4009` ratio or size, `LT4010` entry count, `LT4011` entry names.
    init(_ data: Data, limits: ImportLimits) throws(AppError) {
        guard data.count <= limits.bytes else { throw .fileTooLarge(limits) }
        if let count = Self.declaredEntries(data), count > limits.zipEntries { throw Self.tooMany(count, limits) }
        // libzip owns the copy and frees it with `free`.
        guard let copy = malloc(max(1, data.count)) else { throw AppError("LT4060", .storageFull) }
        data.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress { memcpy(copy, base, bytes.count) }
        }
        guard let source = zip_source_buffer_create(copy, UInt64(data.count), 1, nil) else {
            free(copy)
            throw AppError("LT4004", .unprocessable)
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), nil) else {
            zip_source_free(source)
            throw AppError("LT4004", .unprocessable)
        }
        self.archive = archive
        self.limits = limits
        try readDirectory()
    }

    deinit { zip_discard(archive) }

    /// The number of entries the end record declares, the 64-bit one where there is one; nil when there is no record.
    private static func declaredEntries(_ data: Data) -> Int? {
        let tail = [UInt8](data.suffix(65_557 + 20 + 56))
        func little(_ position: Int, _ count: Int) -> Int {
            guard position >= 0, position + count <= tail.count else { return 0 }
            return tail[position..<(position + count)].reversed().reduce(0) { ($0 & 0x7F_FFFF_FFFF_FFFF) << 8 | Int($1) }
        }
        var position = tail.count - 22
        while position >= 0 {
            if little(position, 4) == 0x0605_4B50 {
                let count = little(position + 10, 2)
                guard count == 0xFFFF else { return count }
                var before = position - 20
                while before >= 0 {
                    if little(before, 4) == 0x0606_4B50 { return max(count, little(before + 32, 8)) }
                    before -= 1
                }
                return count
            }
            position -= 1
        }
        return nil
    }

    private static func tooMany(_ count: Int, _ limits: ImportLimits) -> AppError {
        AppError("LT4010", .tooLarge, ["count": String(count), "limit": String(limits.zipEntries)])
    }

    private func readDirectory() throws(AppError) {
        let count = zip_get_num_entries(archive, 0)
        guard count >= 0, count <= limits.zipEntries else { throw Self.tooMany(Int(count), limits) }
        var total = 0
        for index in 0..<UInt64(count) {
            var stat = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &stat) == 0, let pointer = zip_get_name(archive, index, 0) else {
                throw AppError("LT4004", .unprocessable)
            }
            let name = String(cString: pointer)
            try Self.check(name: name)
            guard stat.encryption_method == ZIP_EM_NONE else { throw AppError("LT4003", .unsupported) }
            guard let size = Int(exactly: stat.size), let packed = Int(exactly: stat.comp_size) else {
                throw AppError("LT4009", .tooLarge, ["entry": name])
            }
            let (sum, overflow) = total.addingReportingOverflow(size)
            guard !overflow, sum <= limits.bytes, !isBomb(size, packed) else {
                throw AppError("LT4009", .tooLarge, ["entry": Self.printable(name)])
            }
            total = sum
            guard entries.updateValue(Entry(index: index, size: size, packed: packed), forKey: name) == nil else {
                throw AppError("LT4011", .unprocessable, ["entry": Self.printable(name)])
            }
        }
    }

    private func isBomb(_ size: Int, _ packed: Int) -> Bool {
        size > 1_048_576 && size / limits.zipRatio > packed
    }

    /// Refuses names that would leave the archive or hide from a reader.
    private static func check(name: String) throws(AppError) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let hasControl = name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        guard !name.isEmpty, !name.hasPrefix("/"), !name.contains("\\"), !name.contains(":"), !hasControl, !parts.contains(".."),
            name.utf8.count <= 1024
        else { throw AppError("LT4011", .unprocessable, ["entry": printable(name)]) }
    }

    private static func printable(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.prefix(80).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
    }

    var names: [String] { entries.keys.sorted() }

    func contains(_ name: String) -> Bool { entries[name] != nil }

    /// A reader of one entry; nil when the archive has none of that name.
    func entry(_ name: String) throws(AppError) -> ZipEntryStream? {
        guard let entry = entries[name] else { return nil }
        guard let file = zip_fopen_index(archive, entry.index, 0) else { throw AppError("LT4004", .unprocessable) }
        // Re-reading the same entry counts again: what is inflated in all stays bounded by a few times the limit.
        inflated += entry.size
        guard inflated <= limits.bytes * 4 else {
            zip_fclose(file)
            throw AppError("LT4009", .tooLarge, ["entry": Self.printable(name)])
        }
        return ZipEntryStream(file: file, owner: self, name: name, size: entry.size)
    }
}

/// The inflated bytes of one entry, as the stream that the XML parser reads.
final class ZipEntryStream: InputStream {
    private let file: OpaquePointer
    private let owner: ZipArchive
    private let name: String
    private let size: Int
    private var position = 0
    private var head: [UInt8] = []
    private var headPosition = 0
    private(set) var failure: AppError?
    private var ended = false

    init(file: OpaquePointer, owner: ZipArchive, name: String, size: Int) {
        (self.file, self.owner, self.name, self.size) = (file, owner, name, size)
        super.init(data: Data())
    }

    deinit { zip_fclose(file) }

    override func open() {}
    override func close() { ended = true }
    override var hasBytesAvailable: Bool { !ended }

    /// Reads on; stops at the first fault, and when more comes out than the directory declared.
    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
        if headPosition < head.count {
            let count = min(maxLength, head.count - headPosition)
            for offset in 0..<count { buffer[offset] = head[headPosition + offset] }
            headPosition += count
            return count
        }
        return ended ? 0 : inflate(buffer, maxLength)
    }

    /// The first bytes of the entry, which `read` will deliver again.
    func peek(_ count: Int) -> [UInt8] {
        while head.count < count {
            var chunk = [UInt8](repeating: 0, count: count - head.count)
            let length = chunk.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.map { inflate($0, buffer.count) } ?? 0
            }
            guard length > 0 else { break }
            head.append(contentsOf: chunk.prefix(length))
        }
        return head
    }

    /// Ends the stream early; what the parser has not seen stays unread.
    func stop() {
        ended = true
        headPosition = head.count
    }

    private func inflate(_ buffer: UnsafeMutablePointer<UInt8>, _ maxLength: Int) -> Int {
        let count = Int(zip_fread(file, buffer, UInt64(max(0, maxLength))))
        if count < 0 {
            failure = AppError("LT4004", .unprocessable)
            ended = true
            return 0
        }
        position += count
        if position > size {
            failure = AppError("LT4009", .tooLarge, ["entry": name])
            ended = true
            return 0
        }
        return count
    }
}
