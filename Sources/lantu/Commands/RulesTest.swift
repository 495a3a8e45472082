import App
import ArgumentParser
import Decisions
import Foundation
import Kernel

struct RulesTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run every test file (testCases XML of the DMN conformance kit) below a folder against the model beside it.",
        discussion: "Prints what failed with expected and actual values, then `N passed, M failed`; exit 1 when a case failed.")
    @Argument(help: "The folder.") var folder: String
    @Option(help: "Write folder,file,test case id,result for each case (SUCCESS, ERROR or IGNORED).") var report: String?
    @Option(help: "text or json.") var format = OutputFormat.text

    private struct Row: Encodable {
        let folder: String
        let file: String
        let testCase: String
        let result: String
        let failures: [[String]]
    }

    private struct Summary: Encodable {
        let passed: Int
        let failed: Int
        let ignored: Int
        let cases: [Row]
    }

    func run() async throws {
        try await reporting {
            let root = URL(fileURLWithPath: folder).standardizedFileURL
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder), isFolder.boolValue else {
                throw AppError("LT2391", .notFound, ["file": folder])
            }
            let writer = try report.map { try BlockWriter($0) }
            try writer?.write("folder,file,test case id,result\n")
            var rows: [Row] = []
            for file in files(below: root) {
                for row in try await run(file, below: root) {
                    rows.append(row)
                    try writer?.write([row.folder, row.file, row.testCase, row.result].map(Self.quoted).joined(separator: ",") + "\n")
                }
            }
            try writer?.close()
            let passed = rows.count { $0.result == "SUCCESS" }
            let failed = rows.count { $0.result == "ERROR" }
            switch format {
            case .json:
                Console.print(
                    try ControlServer.json(Summary(passed: passed, failed: failed, ignored: rows.count - passed - failed, cases: rows)))
            case .text: Console.print("\(passed) passed, \(failed) failed")
            }
            if failed > 0 { throw ExitStatus.failed.exit }
        }
    }

    private static func quoted(_ text: String) -> String {
        text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    private func files(below root: URL) -> [URL] {
        guard let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else { return [] }
        return all.compactMap { $0 as? URL }.filter { $0.pathExtension.lowercased() == "xml" }.sorted { $0.path < $1.path }
    }

    private func run(_ file: URL, below root: URL) async throws -> [Row] {
        let bytes = try RuleFiles.bytes(file.path)
        guard TestSuite.isLikely(bytes) else { return [] }
        let place = file.deletingLastPathComponent().standardizedFileURL.path
        let prefix = root.path
        var below = place.hasPrefix(prefix) ? String(place.dropFirst(prefix.count)) : place
        while below.hasPrefix("/") { below.removeFirst() }
        let name = file.lastPathComponent
        let suite: TestSuite
        do { suite = try TestSuite(bytes) } catch {
            Console.error(Sentences.current.line(error, file: file.path))
            return [Row(folder: below, file: name, testCase: "", result: "ERROR", failures: [])]
        }
        let results: [TestRunner.Result]
        do {
            let wanted = suite.modelName ?? ""
            let model = try RuleFiles.model(file.deletingLastPathComponent().appendingPathComponent(wanted).path)
            results = TestRunner().run(suite, model)
        } catch let error as AppError {
            for diagnostic in error.diagnostics { Console.error(Sentences.current.line(diagnostic)) }
            Console.error(Sentences.current.line(error))
            return suite.cases.map { Row(folder: below, file: name, testCase: $0.id, result: "ERROR", failures: []) }
        }
        for result in results where result.verdict == .error && format == .text {
            for failure in result.failures {
                Console.print("\(below)/\(name) \(result.id) \(failure.node)")
                Console.print("  expected: \(failure.expected)")
                Console.print("  actual:   \(failure.actual)")
            }
            for finding in result.findings.prefix(5) { Console.print("  \(finding.severity.rawValue): \(finding.sentence)") }
        }
        return results.map { result in
            Row(
                folder: below, file: name, testCase: result.id, result: result.verdict.rawValue,
                failures: result.failures.map { [$0.node, $0.expected, $0.actual] })
        }
    }
}
