import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// A file sent with a form, spooled to disk until the visit ends.
package struct Upload: Sendable {
    package let field: String
    /// As the browser named it, without any folder.
    package let fileName: String
    package let contentType: String
    package let url: URL
    package let size: Int

    func remove() { try? FileManager.default.removeItem(at: url) }
}

/// A streaming `multipart/form-data` reader (RFC 7578): parts go to disk as they arrive, nothing is held whole.
enum Multipart {
    /// Most parts, and most bytes of one part's header or of one plain field.
    static let mostParts = 200
    static let longestHeader = 8192
    static let longestField = 1 << 20

    static func read(_ request: Request, limit: Int, spool: String) async throws -> (FormData, [Upload]) {
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("multipart/form-data"), let boundary = boundary(of: type) else {
            throw AppError("LT1005", .unsupported, ["type": "multipart/form-data"])
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw AppError("LT1006", .tooLarge, ["limit": String(limit)])
        }
        var parser = MultipartParser(boundary: boundary, spool: spool)
        do {
            var total = 0
            for try await buffer in request.body {
                total += buffer.readableBytes
                guard total <= limit else { throw AppError("LT1006", .tooLarge, ["limit": String(limit)]) }
                try parser.feed(buffer.readableBytesView)
            }
            return try parser.finish()
        } catch {
            parser.discard()
            throw error
        }
    }

    private static func boundary(of contentType: String) -> String? {
        for part in contentType.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, String(pair[0].filter { !$0.isWhitespace }).lowercased() == "boundary" else { continue }
            let value = pair[1].filter { $0 != "\"" && !$0.isWhitespace }
            return (1...70).contains(value.utf8.count) ? String(value) : nil
        }
        return nil
    }
}

/// State between the buffers of one body.
struct MultipartParser {
    private enum State { case preamble, header, content, done }
    private let delimiter: [UInt8]
    private let spool: String
    private var state = State.preamble
    private var pending: [UInt8] = [13, 10]
    private var parts = 0
    private var form = FormData()
    private var uploads: [Upload] = []
    private var part: (name: String, fileName: String?, type: String) = ("", nil, "")
    private var field: [UInt8] = []
    private var file: (url: URL, handle: FileHandle, size: Int)?

    init(boundary: String, spool: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.spool = spool
    }

    mutating func feed(_ bytes: some Collection<UInt8>) throws {
        pending.append(contentsOf: bytes)
        while try step() {}
    }

    mutating func finish() throws -> (FormData, [Upload]) {
        guard state == .done else { throw AppError("LT1007", .invalid) }
        return (form, uploads)
    }

    mutating func discard() {
        if let file {
            try? file.handle.close()
            try? FileManager.default.removeItem(at: file.url)
        }
        for upload in uploads { upload.remove() }
    }

    /// One step forward; false when more bytes are needed.
    private mutating func step() throws -> Bool {
        switch state {
        case .done:
            pending.removeAll()
            return false
        case .preamble, .content:
            guard let at = pending.firstRange(of: delimiter)?.lowerBound else {
                // Keep what may be the start of a delimiter; the rest is content.
                let safe = pending.count - delimiter.count
                guard safe > 0 else { return false }
                if state == .content { try write(pending[..<safe]) }
                pending.removeFirst(safe)
                return false
            }
            let after = at + delimiter.count
            guard pending.count >= after + 2 else { return false }
            if state == .content {
                try write(pending[..<at])
                try endPart()
            }
            let isLast = pending[after] == UInt8(ascii: "-") && pending[after + 1] == UInt8(ascii: "-")
            guard isLast || (pending[after] == 13 && pending[after + 1] == 10) else { throw AppError("LT1007", .invalid) }
            pending.removeFirst(after + 2)
            state = isLast ? .done : .header
            return true
        case .header:
            guard let end = pending.firstRange(of: [13, 10, 13, 10])?.lowerBound else {
                guard pending.count <= Multipart.longestHeader else { throw AppError("LT1007", .invalid) }
                return false
            }
            guard end <= Multipart.longestHeader, let text = String(validating: pending[..<end], as: UTF8.self) else {
                throw AppError("LT1007", .invalid)
            }
            pending.removeFirst(end + 4)
            try startPart(text)
            state = .content
            // The delimiter's CRLF may follow an empty content at once.
            return true
        }
    }

    private mutating func startPart(_ header: String) throws {
        parts += 1
        guard parts <= Multipart.mostParts else { throw AppError("LT1007", .invalid) }
        part = ("", nil, "application/octet-stream")
        for line in header.split(separator: "\r\n") {
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { continue }
            switch pair[0].lowercased() {
            case "content-disposition":
                part.name = Self.parameter("name", in: pair[1]) ?? ""
                part.fileName = Self.parameter("filename", in: pair[1])
            case "content-type": part.type = String(pair[1].filter { !$0.isWhitespace }.prefix(200))
            default: break
            }
        }
        guard !part.name.isEmpty else { throw AppError("LT1007", .invalid) }
        field = []
        guard let fileName = part.fileName, !fileName.isEmpty else { return }
        let url = URL(fileURLWithPath: spool).appendingPathComponent("lantu-upload-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: url.path)
        else { throw AppError("LT5002", .storageFull) }
        file = (url, handle, 0)
    }

    private mutating func write(_ bytes: ArraySlice<UInt8>) throws {
        if let file {
            do { try file.handle.write(contentsOf: Data(bytes)) } catch { throw AppError("LT5002", .storageFull) }
            self.file?.size += bytes.count
        } else {
            guard field.count + bytes.count <= Multipart.longestField else {
                throw AppError("LT1006", .tooLarge, ["limit": String(Multipart.longestField)])
            }
            field.append(contentsOf: bytes)
        }
    }

    private mutating func endPart() throws {
        if let file {
            try file.handle.close()
            uploads.append(
                Upload(
                    field: part.name, fileName: Self.baseName(part.fileName ?? ""), contentType: part.type, url: file.url, size: file.size))
            self.file = nil
        } else if part.fileName == nil {
            guard let text = String(validating: field, as: UTF8.self), !field.contains(0) else { throw AppError("LT1002", .invalid) }
            form.append(part.name, text)
        }
    }

    private static func parameter(_ name: String, in header: some StringProtocol) -> String? {
        for part in header.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, String(pair[0].filter { !$0.isWhitespace }).lowercased() == name else { continue }
            var value = pair[1]
            while value.first == " " || value.first == "\"" { value = value.dropFirst() }
            while value.last == " " || value.last == "\"" { value = value.dropLast() }
            // Browsers escape a quote in a file name this way.
            return String(value).replacingOccurrences(of: "%22", with: "\"")
        }
        return nil
    }

    private static func baseName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let clean = String(last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.map(Character.init).prefix(200))
        return clean.isEmpty || clean.allSatisfy { $0 == "." } ? "file" : clean
    }
}
