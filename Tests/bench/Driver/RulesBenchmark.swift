import Decisions
import FEEL
import Foundation

/// Answers lines of commands for bin/bench rules: `load MODEL DECISION RECORDS`, `time` (seconds from stored lines to stored answers),
/// `dump FILE` (the answers of the last run).
enum RulesBenchmark {
    static func serve() -> Int32 {
        var loaded: Loaded?
        print("ready")
        fflush(nil)
        while let line = readLine() {
            let words = line.split(separator: "\t").map(String.init)
            switch (words.first, words.count) {
            case ("load", 4):
                loaded = Loaded(model: words[1], decision: words[2], records: words[3])
                print(loaded == nil ? "failed" : "ready")
            case ("time", 1): print(loaded?.run() ?? -1)
            case ("dump", 2):
                let isWritten = FileManager.default.createFile(atPath: words[1], contents: Data((loaded?.answers ?? "").utf8))
                print(isWritten ? "ready" : "failed")
            default: return 64
            }
            fflush(nil)
        }
        return 0
    }

    private struct Loaded {
        let evaluator: Evaluator
        var reader: RecordReader
        let records: [UInt8]
        var answers = ""

        init?(model path: String, decision: String, records: String) {
            guard let bytes = FileManager.default.contents(atPath: path), let document = try? DMNDocument([UInt8](bytes)),
                let lines = FileManager.default.contents(atPath: records)
            else { return nil }
            let model = CompiledModel(document)
            guard let reader = RecordReader(model, decision: decision) else { return nil }
            evaluator = Evaluator(model)
            self.reader = reader
            self.records = [UInt8](lines)
        }

        /// Every line read, decided and its answer written as a line of JSON.
        mutating func run() -> Double {
            var answers = ""
            answers.reserveCapacity(records.count)
            let start = ContinuousClock.now
            records.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                var from = 0
                while from < bytes.count {
                    let found = memchr(base + from, 0x0A, bytes.count - from)
                    let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
                    do throws(Finding) {
                        try reader.read(UnsafeBufferPointer(rebasing: bytes[from..<end]), into: evaluator)
                        reader.decide(evaluator).value.writeJSON(to: &answers)
                    } catch { answers += "error" }
                    answers += "\n"
                    from = end + 1
                }
            }
            let elapsed = ContinuousClock.now - start
            self.answers = answers
            return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        }
    }
}
