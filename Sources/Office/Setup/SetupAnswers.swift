import Kernel
import Policy

/// Answers to the threshold questions as a file: `threshold: value`, a line each; `#` begins a comment.
package enum SetupAnswers {
    /// - Throws: `LT4300` with `LT4313` and `LT4316` at their lines.
    package static func read(_ text: String, file: String, pack: PolicyPack) throws(AppError) -> [String: String] {
        var answers: [String: String] = [:]
        var faults: [Diagnostic] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let bare = line.prefix { $0 != "#" }
            guard !bare.allSatisfy(\.isWhitespace) else { continue }
            let parts = bare.split(separator: ":", maxSplits: 1).map { String($0).trimmedWhite }
            guard parts.count == 2, pack.thresholds[parts[0]] != nil else {
                faults.append(Diagnostic(.error, "LT4316", ["text": String(bare.prefix(60))], file: file, line: index + 1))
                continue
            }
            let (fitting, found) = SetupDesk.answers({ $0.id == parts[0] ? parts[1] : nil }, pack)
            answers.merge(fitting) { $1 }
            faults += found.map { Diagnostic($0.severity, $0.code, $0.arguments, file: file, line: index + 1, column: $0.column) }
        }
        guard faults.isEmpty else { throw AppError("LT4300", .unprocessable, ["count": String(faults.count)], diagnostics: faults) }
        return answers
    }
}
