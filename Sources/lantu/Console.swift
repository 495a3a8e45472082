import App
import Foundation
import Kernel
import Localization
import Synchronization

/// The terminal: results to standard output, everything else to the error stream.
enum Console {
    static func print(_ line: String) { Swift.print(line) }
    static func error(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// Rows under their headers, columns aligned, numbers as they come.
    static func table(_ headers: [String], _ rows: [[String]]) {
        let widths = headers.indices.map { column in ([headers] + rows).map { width($0[column]) }.max() ?? 0 }
        for row in [headers] + rows {
            print(
                zip(row, widths).map { text, width in text + String(repeating: " ", count: max(0, width - self.width(text))) }
                    .joined(separator: "  "))
        }
    }

    /// Columns a text takes on a terminal: Chinese characters take two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 && $1.value < 0xFFE0 || $1.value >= 0x20000 ? 2 : 1) }
    }

    /// A line rewritten in place while something runs; only on a terminal, at most five times a second.
    static func progress(_ label: String) -> @Sendable (Int64) -> Void {
        guard isatty(2) != 0 else { return { _ in } }
        let pace = Pace()
        return { done in
            if pace.isDue() { FileHandle.standardError.write(Data("\r\(label) \(done)".utf8)) }
        }
    }
}

/// Lets one call in 200 ms through.
private final class Pace: Sendable {
    private let last = Mutex(ContinuousClock.now - .seconds(1))
    func isDue() -> Bool {
        last.withLock { last in
            guard ContinuousClock.now - last > .milliseconds(200) else { return false }
            last = .now
            return true
        }
    }
}

/// Sentences in the language of the terminal.
struct Sentences {
    private let catalogue: Catalogue?
    private let locale: LocaleTag

    /// `LC_ALL`, `LC_MESSAGES`, `LANG`, in this order; English where none of ours is asked for.
    static let current: Sentences = {
        let environment = ProcessInfo.processInfo.environment
        let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let locale: LocaleTag =
            ["zh_TW", "zh_HK", "zh_MO", "zh_Hant"].contains { asked.hasPrefix($0) } ? .zhHant : asked.hasPrefix("zh") ? .zhHans : .en
        return Sentences(catalogue: try? Catalogue.bundled(), locale: locale)
    }()

    func text(_ key: String, _ arguments: [String: String]) -> String {
        guard let catalogue, catalogue.contains(key, locale) else { return ([key] + arguments.values.sorted()).joined(separator: " ") }
        return catalogue.text(key, locale, arguments)
    }

    func line(_ diagnostic: Diagnostic) -> String {
        let place = [diagnostic.file, diagnostic.line.map(String.init), diagnostic.column].compactMap { $0 }.joined(separator: ":")
        return "\(place): \(diagnostic.severity.rawValue): \(text("diagnostic.\(diagnostic.code)", diagnostic.arguments))"
    }

    func line(_ error: AppError) -> String {
        let sentence = "\(error.code): \(text("error.\(error.code)", error.arguments))"
        let key = "error.\(error.code).hint"
        guard let catalogue, catalogue.contains(key, locale) else { return sentence }
        return sentence + "\n  " + text(key, error.arguments)
    }
}

/// Runs a command's body; an error is told in a sentence and becomes the exit status.
func reporting<T>(_ body: () async throws -> T) async throws -> T {
    do {
        return try await body()
    } catch let error as AppError {
        for diagnostic in error.diagnostics { Console.error(Sentences.current.line(diagnostic)) }
        Console.error(Sentences.current.line(error))
        throw ExitStatus(error).exit
    } catch {
        guard let known = App.appError(of: error) else { throw error }
        Console.error(Sentences.current.line(known) + "\n  \(error)")
        throw ExitStatus(known).exit
    }
}
