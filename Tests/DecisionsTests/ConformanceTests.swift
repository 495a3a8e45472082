import FEEL
import Foundation
import Testing

@testable import Decisions

/// The standard's conformance kit, where a copy lies beside the repository. It is not part of it.
enum Kit {
    static let folder: URL? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        // The package may be built through a link: ask both for the folder beside it.
        let candidates = [root, root.resolvingSymlinksInPath(), URL(fileURLWithPath: FileManager.default.currentDirectoryPath)]
        for candidate in candidates {
            let kit = candidate.deletingLastPathComponent().appendingPathComponent("shared/data/dmn-tck")
            if FileManager.default.fileExists(atPath: kit.path) { return kit }
            let outer = candidate.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data/dmn-tck")
            if FileManager.default.fileExists(atPath: outer.path) { return outer }
        }
        return nil
    }()

    static func bytes(_ url: URL) -> [UInt8] { (try? Data(contentsOf: url)).map { Array($0) } ?? [] }

    static func files(_ ending: String) -> [URL] {
        guard let folder, let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
        return all.compactMap { $0 as? URL }.filter { $0.lastPathComponent.hasSuffix(ending) }.sorted { $0.path < $1.path }
    }

    static func model(_ url: URL) throws -> CompiledModel {
        let beside =
            (try? FileManager.default.contentsOfDirectory(at: url.deletingLastPathComponent(), includingPropertiesForKeys: nil)) ?? []
        let others = beside.filter { $0.pathExtension == "dmn" && $0.lastPathComponent != url.lastPathComponent }
        let documents = others.compactMap { try? DMNDocument(bytes($0)) }
        return CompiledModel(try DMNDocument(bytes(url))) { wanted in documents.first { $0.definitions.namespace == wanted.namespace } }
    }
}

@Suite(.enabled(if: Kit.folder != nil, "the conformance kit does not lie beside the repository")) struct ConformanceTests {
    @Test func everyCaseThatNeedsNoJavaPasses() throws {
        var passed = 0
        var failed: [String] = []
        for file in Kit.files("-test-01.xml") {
            let folder = file.deletingLastPathComponent()
            let suite = try TestSuite(Kit.bytes(file))
            let name = suite.modelName ?? ""
            let model = try Kit.model(folder.appendingPathComponent(name))
            for result in TestRunner().run(suite, model) {
                if result.verdict == .success {
                    passed += 1
                } else if folder.lastPathComponent != "0076-feel-external-java" {
                    let what = result.failures.map { "\($0.node): expected \($0.expected), found \($0.actual)" }.joined(separator: "; ")
                    let why = result.findings.prefix(3).map { "\($0.code) \($0.arguments)" }.joined(separator: " ")
                    failed.append("\(folder.lastPathComponent) \(result.id) \(what) [\(why)]")
                }
            }
        }
        print("conformance: \(passed) passed, \(failed.count) failed")
        if let path = ProcessInfo.processInfo.environment["LANTU_CONFORMANCE_REPORT"] {
            try failed.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(failed.isEmpty, "\(failed.prefix(20).joined(separator: "\n"))")
        #expect(passed >= 2437)
    }

    @Test func everyModelReadsBackAsItWasWritten() throws {
        for file in Kit.files(".dmn") {
            let document = try DMNDocument(Kit.bytes(file))
            let again = try DMNDocument(Array(document.text.utf8))
            #expect(again.markup == document.written, "\(file.lastPathComponent)")
        }
    }

    @Test func everyDecisionOfEveryModelCompilesAndAnswers() throws {
        var count = 0
        for file in Kit.files(".dmn") {
            let model = try Kit.model(file)
            let evaluator = Evaluator(model, limits: TestRunner.patient, recording: true)
            for decision in model.decisionNames {
                let outcome = try #require(evaluator.decide(decision, []))
                #expect(outcome.exceeded == nil, "\(file.lastPathComponent) \(decision)")
                count += 1
            }
        }
        #expect(count > 3_000)
    }
}
