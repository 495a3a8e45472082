import Decisions
import Kernel

/// The rule files of a pack while it is read: models (`*.dmn`) and their test cases (`*.xml`), at the top or in `rules/`.
struct RuleFiles {
    static let folder = "rules/"
    private static let modelEnding = ".dmn"
    private static let testEnding = ".xml"

    struct File {
        let name: String
        /// As diagnostics name it: with `base/` before it when it is the base's.
        let place: String
        let bytes: [UInt8]
    }

    private(set) var models: [String: File] = [:]
    private(set) var tests: [String: File] = [:]

    /// Whether a pack may have a file of this name for its rules.
    static func holds(_ name: String) -> Bool {
        let base = base(of: name)
        return !base.contains("/") && [modelEnding, testEnding].contains { base.hasSuffix($0) && base.utf8.count > $0.utf8.count }
    }

    private static func base(of name: String) -> String { name.hasPrefix(folder) ? String(name.dropFirst(folder.count)) : name }

    /// Reports a second file of the same name in the same pack.
    mutating func add(_ name: String, prefix: String, _ bytes: [UInt8], _ findings: PackFindings) {
        let base = Self.base(of: name)
        let file = File(name: name, place: prefix + name, bytes: bytes)
        let isModel = base.hasSuffix(Self.modelEnding)
        let first = isModel ? models.updateValue(file, forKey: base) : tests.updateValue(file, forKey: base)
        if first != nil { findings.report("LT2084", ["file": base], file: file.place) }
    }

    /// These files over those of the base, name by name.
    func merged(over base: RuleFiles) -> RuleFiles {
        var result = base
        result.models.merge(models) { _, mine in mine }
        result.tests.merge(tests) { _, mine in mine }
        return result
    }

    /// Every model that can be read, in order of name. Reports what is wrong with each, and each case that fails.
    func read(_ findings: PackFindings) -> [RuleModel] {
        var documents: [(base: String, file: File, document: DMNDocument)] = []
        for (base, file) in models.sorted(by: { $0.key < $1.key }) {
            guard file.bytes.count <= PackLimits.fileBytes else {
                findings.report(
                    "LT2005", ["size": String(file.bytes.count), "limit": String(PackLimits.fileBytes)], file: file.place)
                continue
            }
            do throws(Finding) {
                documents.append((base, file, try DMNDocument(file.bytes)))
            } catch {
                findings.add(error.diagnostic(file: file.place))
            }
        }
        let suites = suites(findings)
        return documents.map { base, file, document in
            let compiled = CompiledModel(document) { wanted in
                documents.first { $0.document.definitions.namespace == wanted.namespace }?.document
            }
            for finding in compiled.check() { findings.add(finding.diagnostic(file: file.place)) }
            let model = RuleModel(
                id: String(base.dropLast(Self.modelEnding.count)), file: file.name, document: document, model: compiled,
                suites: suites.filter { $0.cases.modelName == base })
            for (suite, _, result) in model.tested() {
                for failure in result.failures {
                    findings.report(
                        "LT2083", ["case": result.id, "decision": failure.node, "expected": failure.expected, "actual": failure.actual],
                        file: suite.file, line: suite.cases.cases.first { $0.id == result.id }?.position.line)
                }
            }
            return model
        }
    }

    private func suites(_ findings: PackFindings) -> [RuleModel.Suite] {
        var found: [RuleModel.Suite] = []
        var count = 0
        for (_, file) in tests.sorted(by: { $0.key < $1.key }) {
            do throws(Finding) {
                let suite = try TestSuite(file.bytes)
                count += suite.cases.count
                if count > PackLimits.ruleCases {
                    findings.report("LT2085", ["limit": String(PackLimits.ruleCases)], file: file.place)
                    break
                }
                if models[suite.modelName ?? ""] == nil {
                    findings.report("LT2082", ["model": suite.modelName ?? "—"], file: file.place)
                }
                found.append(RuleModel.Suite(file: file.place, cases: suite))
            } catch {
                findings.add(error.diagnostic(file: file.place))
            }
        }
        return found
    }
}
