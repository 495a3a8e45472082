import App
import ArgumentParser
import Decisions
import Foundation
import Kernel
import Policy

struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Test, run, check and compare rule models (DMN).",
        subcommands: [RulesTest.self, RulesRun.self, RulesCheck.self, RulesDiff.self, RulesBacktest.self])
}

/// Rule models and the files beside them.
enum RuleFiles {
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw AppError("LT2391", .notFound, ["file": path]) }
        return [UInt8](data)
    }

    static func document(_ path: String) throws -> DMNDocument {
        let bytes = try bytes(path)
        do { return try DMNDocument(bytes) } catch {
            throw AppError("LT2392", .unprocessable, ["file": path], diagnostics: [error.diagnostic(file: path)])
        }
    }

    /// A model; what it imports is looked for by namespace among the files beside it.
    static func model(_ path: String) throws -> CompiledModel {
        let document = try document(path)
        guard !document.definitions.imports.isEmpty else { return CompiledModel(document) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let beside = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".dmn") }.sorted()
        var others: [DMNDocument]?
        return CompiledModel(document) { wanted in
            if others == nil {
                others = beside.compactMap { name in
                    FileManager.default.contents(atPath: folder.appendingPathComponent(name).path).flatMap { try? DMNDocument([UInt8]($0)) }
                }
            }
            return others?.first { $0.definitions.namespace == wanted.namespace }
        }
    }
}

extension Finding {
    /// The sentence alone, with the element it is about before it.
    var sentence: String {
        let text = Sentences.current.text("diagnostic.\(code)", arguments)
        return element.isEmpty ? text : "\(element): \(text)"
    }
}

extension Sentences {
    func line(_ finding: Finding, file: String?) -> String {
        let place = [file, finding.position.map { "\($0.line):\($0.column)" }].compactMap { $0 }.joined(separator: ":")
        return "\(place): \(finding.severity.rawValue): \(finding.sentence) [\(finding.code)]"
    }
}

/// Appends to a file, block by block.
final class BlockWriter {
    private let handle: FileHandle
    private var pending = Data()
    private let owns: Bool

    /// - Parameter path: `-` for standard output.
    init(_ path: String) throws {
        if path == "-" {
            (handle, owns) = (FileHandle.standardOutput, false)
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path) else {
            throw AppError("LT2393", .invalid, ["file": path])
        }
        (self.handle, owns) = (handle, true)
    }

    func write(_ text: String) throws {
        pending.append(contentsOf: text.utf8)
        if pending.count >= 1 << 18 { try flush() }
    }

    func flush() throws {
        try handle.write(contentsOf: pending)
        pending.removeAll(keepingCapacity: true)
    }

    func close() throws {
        try flush()
        if owns { try handle.close() }
    }
}

/// Reads a file line by line in bounded memory.
struct LineReader {
    /// Longer lines are faults, not memory.
    static let lineLimit = 8 << 20

    /// Calls `visit` with each line that is not blank and its number; `nil` bytes for one that is too long.
    static func read(_ path: String, _ visit: (_ number: Int, _ line: UnsafeBufferPointer<UInt8>?) throws -> Void) throws {
        let handle: FileHandle
        if path == "-" {
            handle = .standardInput
        } else {
            guard let opened = FileHandle(forReadingAtPath: path) else { throw AppError("LT2391", .notFound, ["file": path]) }
            handle = opened
        }
        defer { if path != "-" { try? handle.close() } }
        var rest: [UInt8] = []
        var number = 0
        var isTooLong = false
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
            try chunk.withUnsafeBytes { (raw: UnsafeRawBufferPointer) in
                let bytes = raw.bindMemory(to: UInt8.self)
                var start = 0
                while let end = newline(bytes, from: start) {
                    number += 1
                    if isTooLong {
                        try visit(number, nil)
                    } else if rest.isEmpty {
                        try line(UnsafeBufferPointer(rebasing: bytes[start..<end]), number, visit)
                    } else {
                        rest.append(contentsOf: bytes[start..<end])
                        try rest.withUnsafeBufferPointer { try line($0, number, visit) }
                    }
                    rest.removeAll(keepingCapacity: true)
                    isTooLong = false
                    start = end + 1
                }
                if rest.count + bytes.count - start > lineLimit {
                    isTooLong = true
                    rest.removeAll()
                } else if !isTooLong {
                    rest.append(contentsOf: bytes[start...])
                }
            }
        }
        if isTooLong { try visit(number + 1, nil) }
        if !rest.isEmpty { try rest.withUnsafeBufferPointer { try line($0, number + 1, visit) } }
    }

    private static func newline(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private static func line(
        _ bytes: UnsafeBufferPointer<UInt8>, _ number: Int, _ visit: (Int, UnsafeBufferPointer<UInt8>?) throws -> Void
    ) throws {
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return }
        try visit(number, bytes)
    }
}
