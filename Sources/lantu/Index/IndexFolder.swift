import Foundation
import IndexSpec
import Indicators
import Kernel

/// The folder of a computed index: results, their reasons, the seal, and under `inputs` what it was computed from.
struct IndexFolder {
    let path: String

    private func url(_ name: String) -> URL { URL(fileURLWithPath: path).appendingPathComponent(name) }

    /// Writes everything; with errors among the findings only the diagnostics. The seal comes last.
    /// - Returns: the seal; nil when there were errors.
    func write(_ computed: IndexInputs.Computed, _ inputs: IndexInputs, contributions: Bool) throws -> IndexSeal? {
        try FileManager.default.createDirectory(at: url("inputs"), withIntermediateDirectories: true)
        try? FileManager.default.removeItem(at: url("seal.json"))
        let report = IndexReport(computed.run, computed.spec.publication)
        _ = try written("diagnostics.csv") { sink in
            try report.diagnostics(computed.findings, sentence: Sentences.current.line, to: sink)
        }
        guard !computed.hasErrors else { return nil }
        let scores = try written("scores.csv") { try report.scores(to: $0) }
        let reasons = contributions ? try written("contributions.csv") { try report.contributions(to: $0) } : ""
        let seal = IndexSeal(
            computed.run, asOf: inputs.asOf, dataAsOf: inputs.dataAsOf, spec: try kept(inputs.spec, as: "spec.yaml"),
            data: try inputs.data.enumerated().map { try kept($1, as: "data-\($0 + 1).csv") },
            units: try inputs.units.map { try kept($0, as: "units.csv") }, scores: scores, contributions: reasons,
            hash: IndexInputs.File.hash)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try (try encoder.encode(seal) + Data("\n".utf8)).write(to: url("seal.json"), options: .atomic)
        return seal
    }

    private func kept(_ file: IndexInputs.File, as name: String) throws -> IndexSeal.File {
        // A run from the folder's own inputs finds them in place.
        if URL(fileURLWithPath: file.path).standardizedFileURL != url("inputs/\(name)").standardizedFileURL {
            try file.data.write(to: url("inputs/\(name)"), options: .atomic)
        }
        return IndexSeal.File(name: name, sha256: file.hash)
    }

    /// Streams a file and answers its hash.
    private func written(_ name: String, _ body: (@escaping ([UInt8]) throws -> Void) throws -> Void) throws -> String {
        let target = url(name)
        guard FileManager.default.createFile(atPath: target.path, contents: nil) else {
            throw AppError("LT2426", .unprocessable, ["file": target.path])
        }
        let handle = try FileHandle(forWritingTo: target)
        defer { try? handle.close() }
        let digest = RunningHash()
        try body { bytes in
            digest.update(bytes)
            try handle.write(contentsOf: Data(bytes))
        }
        return digest.hex
    }

    var seal: IndexSeal {
        get throws {
            guard let data = try? Data(contentsOf: url("seal.json")), let seal = try? JSONDecoder().decode(IndexSeal.self, from: data)
            else {
                throw AppError("LT2427", .notFound, ["folder": path])
            }
            return seal
        }
    }

    /// The inputs as they were sealed.
    /// - Throws: `LT2428` for a file that is not the sealed one.
    func inputs() throws -> IndexInputs {
        let seal = try self.seal
        func open(_ file: IndexSeal.File) throws -> IndexInputs.File {
            let found = try IndexInputs.File(url("inputs/\(file.name)").path)
            guard found.hash == file.sha256 else { throw AppError("LT2428", .conflict, ["file": file.name]) }
            return found
        }
        return IndexInputs(
            spec: try open(seal.spec), data: try seal.data.map(open), units: try seal.units.map(open), asOf: seal.asOf,
            dataAsOf: seal.dataAsOf)
    }

    /// Works the index out again and names what differs from the seal; empty proves it.
    func differences() throws -> [String] {
        let seal = try self.seal
        let inputs = try self.inputs()
        let computed = try inputs.compute()
        let report = IndexReport(computed.run, computed.spec.publication)
        let scores = RunningHash()
        try report.scores { scores.update($0) }
        let reasons = RunningHash()
        if !seal.contributions.isEmpty { try report.contributions { reasons.update($0) } }
        let again = IndexSeal(
            computed.run, asOf: seal.asOf, dataAsOf: seal.dataAsOf, spec: seal.spec, data: seal.data, units: seal.units, scores: scores.hex,
            contributions: seal.contributions.isEmpty ? "" : reasons.hex, hash: IndexInputs.File.hash)
        var result: [String] = []
        if again.scores != seal.scores { result.append("scores") }
        if again.contributions != seal.contributions { result.append("contributions") }
        if let stored = try? IndexInputs.File(url("scores.csv").path), stored.hash != seal.scores { result.append("scores.csv") }
        if again.seal != seal.seal, result.isEmpty { result.append("seal") }
        return result
    }
}
