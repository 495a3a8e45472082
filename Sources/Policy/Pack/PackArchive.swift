import Kernel

/// The source files of a pack as one value: what the database keeps, and what a hash is taken of.
///
/// Files of a base pack stand under `base/`, so that an archive alone is enough to read its pack again.
package struct PackArchive: Hashable, Sendable {
    package static let basePrefix = "base/"
    private static let header = "lantu-pack-archive 1\n"

    /// File name to content.
    package let files: [String: [UInt8]]

    /// - Throws: `LT2092` for a file name that is not plain, `LT2093` for more or larger files than a pack may have.
    package init(files: [String: [UInt8]]) throws(AppError) {
        guard files.count <= PackLimits.files else {
            throw AppError("LT2093", .tooLarge, ["size": String(files.count), "limit": String(PackLimits.files)])
        }
        var total = 0
        for (name, bytes) in files {
            guard Self.isPlain(name) else { throw AppError("LT2092", .invalid, ["file": name]) }
            total += bytes.count
        }
        guard total <= PackLimits.packBytes else {
            throw AppError("LT2093", .tooLarge, ["size": String(total), "limit": String(PackLimits.packBytes)])
        }
        self.files = files
    }

    /// The same bytes for the same files on every machine: a header, then each file's name, length and content in
    /// order of name.
    package var bytes: [UInt8] {
        var result = Array(Self.header.utf8)
        for (name, content) in files.sorted(by: { $0.key < $1.key }) {
            result += "\(name) \(content.count)\n".utf8
            result += content
            result.append(0x0A)
        }
        return result
    }

    /// Reads what `bytes` wrote.
    /// - Throws: `LT2091` when it is not such a text, and what `init(files:)` throws.
    package init(bytes: [UInt8]) throws(AppError) {
        let malformed = AppError("LT2091", .invalid)
        guard bytes.starts(with: Self.header.utf8) else { throw malformed }
        var files: [String: [UInt8]] = [:]
        var rest = bytes.dropFirst(Self.header.utf8.count)
        while !rest.isEmpty {
            guard let end = rest.prefix(300).firstIndex(of: 0x0A), let line = String(validating: rest[..<end], as: UTF8.self),
                let space = line.lastIndex(of: " "), let length = Int(line[line.index(after: space)...]), length >= 0,
                length < rest.endIndex - end - 1
            else { throw malformed }
            let start = end + 1
            guard rest[start + length] == 0x0A,
                files.updateValue(Array(rest[start..<start + length]), forKey: String(line[..<space])) == nil
            else { throw malformed }
            rest = rest[(start + length + 1)...]
        }
        try self.init(files: files)
    }

    /// The base pack's own archive, when this one carries it.
    package var base: PackArchive? {
        get throws(AppError) {
            var inner: [String: [UInt8]] = [:]
            for (name, bytes) in files where name.hasPrefix(Self.basePrefix) {
                inner[String(name.dropFirst(Self.basePrefix.count))] = bytes
            }
            return inner.isEmpty ? nil : try PackArchive(files: inner)
        }
    }

    /// This archive with `base` under it, in place of any it had.
    package func standing(on base: PackArchive) throws(AppError) -> PackArchive {
        var files = ownFiles
        for (name, bytes) in base.files { files[Self.basePrefix + name] = bytes }
        return try PackArchive(files: files)
    }

    /// The files that are not the base's.
    package var ownFiles: [String: [UInt8]] { files.filter { !$0.key.hasPrefix(Self.basePrefix) } }

    private static func isPlain(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 128 else { return false }
        return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".") && part.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }
        }
    }
}
