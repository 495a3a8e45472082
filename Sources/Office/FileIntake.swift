import Crypto
import Kernel
import Operations
import Synchronization

/// Takes uploads in: streams them into chunks, tells their type, searches them for 密級 markings, and hands the
/// finished file to the transaction of the record that owns it.
package struct FileIntake: Sendable {
    /// The readable text of an Office file, part by part; throws when the package is broken or a bomb.
    package typealias TextExtraction = @Sendable (FileType, [UInt8]) async throws -> [String]

    package struct Upload: Sendable {
        package let name: String
        package let owner: StoredFile.Owner
        /// 工作秘密: seen by fewer than its owner.
        package let isRestricted: Bool
        package init(name: String, owner: StoredFile.Owner, isRestricted: Bool = false) {
            (self.name, self.owner, self.isRestricted) = (name, owner, isRestricted)
        }
    }

    private let chunks: any FileChunks
    private let unitOfWork: any UnitOfWork
    private let ids: IDGenerator
    private let clock: any Clock
    package let limits: FileLimits
    private let textOf: TextExtraction

    package init(
        chunks: any FileChunks, unitOfWork: any UnitOfWork, ids: IDGenerator, clock: any Clock, limits: FileLimits,
        textOf: @escaping TextExtraction
    ) {
        self.chunks = chunks
        self.unitOfWork = unitOfWork
        self.ids = ids
        self.clock = clock
        self.limits = limits
        self.textOf = textOf
    }

    /// An id for the record that will own an upload.
    package func newID() -> ID<StoredFile.Owner> { ids.next() }

    /// Receives `body` to its end and commits it with what `also` writes for its owner.
    ///
    /// Throws LT4101 (too large), LT4102 (type not taken), LT4103 (密級 marking; written to the audit ledger),
    /// LT4104 (quota), LT4105 (name). Whatever it throws, no byte stays.
    package func receive<Body: AsyncSequence>(
        _ upload: Upload, body: Body, context: WriteContext,
        also: @Sendable @escaping (any Transaction, StoredFile) throws -> Void = { _, _ in }
    ) async throws -> StoredFile where Body.Element: Sequence<UInt8> {
        let name = try Self.checked(name: upload.name)
        if let marking = SecrecyMarking.scan(name: name) { throw await refused(upload, marking, context) }
        let id = ids.next(FileID.self)
        do {
            var content = try await stream(body, into: id, name: name, tenant: context.tenant)
            // Told from the whole: an Office package names its parts at the end.
            guard let type = FileType.sniff(content.searched, name: name), limits.types.contains(type) else {
                throw AppError("LT4102", .unsupported, ["name": name])
            }
            if let marking = try await marking(in: content.searched, type: type, name: name) {
                throw await refused(upload, marking, context)
            }
            content.searched = []
            let file = StoredFile(
                id: id, tenant: context.tenant, name: name, type: type, size: content.size, digest: content.digest, owner: upload.owner,
                isRestricted: upload.isRestricted,
                createdAt: clock.now(), createdBy: context.actor.account)
            try await unitOfWork.write(context) { [quota = limits.quota] transaction in
                try transaction.keepFile(file, quota: quota)
                transaction.record(
                    AuditDraft("file.add", file.owner.kind, file.owner.id, payload: AuditPayload(changes: [.init("file", nil, file.name)])))
                try also(transaction, file)
            }
            return file
        } catch {
            // The upload may be cancelled; its chunks go all the same, or the daily sweep takes them.
            try? await chunks.discard(id, tenant: context.tenant)
            throw error
        }
    }

    /// The stored bytes, chunk by chunk: memory stays at one chunk however large the file.
    package func contents(of file: StoredFile) -> AsyncThrowingStream<[UInt8], any Error> {
        let next = ChunkCursor()
        return AsyncThrowingStream { [chunks] in
            let number = next.advance()
            guard number < file.chunkCount else { return nil }
            guard let bytes = try await chunks.chunk(number, of: file.id, tenant: file.tenant) else {
                throw AppError("LT4107", .internal, ["name": file.name])
            }
            return bytes
        }
    }

    private struct Content {
        var size: Int64 = 0
        var digest: [UInt8] = []
        /// What type and markings are read from: everything for Office files and text, the beginning of the others.
        var searched: [UInt8] = []
    }

    private func stream<Body: AsyncSequence>(_ body: Body, into id: FileID, name: String, tenant: TenantID) async throws -> Content
    where Body.Element: Sequence<UInt8> {
        var content = Content()
        var sha = SHA256()
        var buffer: [UInt8] = []
        var number = 0
        func flush(_ bytes: [UInt8]) async throws {
            sha.update(data: bytes)
            try await chunks.store(bytes, number: number, of: id, tenant: tenant)
            number += 1
        }
        for try await part in body {
            buffer.append(contentsOf: part)
            while buffer.count >= StoredFile.chunkSize {
                let bytes = Array(buffer.prefix(StoredFile.chunkSize))
                buffer.removeFirst(StoredFile.chunkSize)
                content.size += Int64(bytes.count)
                guard content.size + Int64(buffer.count) <= limits.file else { throw tooLarge(name) }
                if content.searched.isEmpty || !FileType.isToldFromBeginning(content.searched) { content.searched += bytes }
                try await flush(bytes)
            }
            guard content.size + Int64(buffer.count) <= limits.file else { throw tooLarge(name) }
        }
        if !buffer.isEmpty || number == 0 {
            content.size += Int64(buffer.count)
            if content.searched.isEmpty || !FileType.isToldFromBeginning(content.searched) { content.searched += buffer }
            try await flush(buffer)
        }
        content.digest = Array(sha.finalize())
        return content
    }

    private func tooLarge(_ name: String) -> AppError { AppError("LT4101", .tooLarge, ["name": name, "limit": String(limits.file >> 20)]) }

    private func marking(in bytes: [UInt8], type: FileType, name: String) async throws -> SecrecyMarking? {
        guard type.carriesText else { return nil }
        do {
            for text in try await textOf(type, bytes) {
                if let marking = SecrecyMarking.scan(text: text) { return marking }
            }
            return nil
        } catch let error as AppError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // What cannot be read cannot be cleared.
            throw AppError("LT4108", .unprocessable, ["name": name])
        }
    }

    /// Writes the refusal to the ledger; the file's name stays out of it when the name carries the marking.
    private func refused(_ upload: Upload, _ marking: SecrecyMarking, _ context: WriteContext) async -> any Error {
        let place = marking.line.map { "line \($0)" } ?? "name"
        do {
            let plain = WriteContext(tenant: context.tenant, actor: context.actor, packVersion: context.packVersion)
            try await unitOfWork.write(plain) { transaction in
                transaction.record(
                    AuditDraft(
                        "file.refuse-classified", upload.owner.kind, upload.owner.id,
                        payload: AuditPayload(note: "\(marking.level.rawValue) (\(place))")))
            }
        } catch {
            return error
        }
        return AppError("LT4103", .unprocessable, ["level": marking.level.rawValue, "line": marking.line.map(String.init) ?? "-"])
    }

    /// A name to show and to offer again: no folders, no control or direction characters, at most 200 characters.
    private static func checked(name: String) throws -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let clean = String(
            String.UnicodeScalarView(
                last.unicodeScalars.filter { scalar in
                    ![.control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator].contains(
                        scalar.properties.generalCategory)
                }))
        guard !clean.isEmpty, clean.count <= 200, clean != ".", clean != ".." else {
            throw AppError("LT4105", .invalid, ["name": String(clean.prefix(40))])
        }
        return clean
    }
}

/// Counts the chunks a reader has asked for; one reader, one after another.
private final class ChunkCursor: Sendable {
    private let next = Mutex(0)
    func advance() -> Int {
        next.withLock { number in
            defer { number += 1 }
            return number
        }
    }
}
