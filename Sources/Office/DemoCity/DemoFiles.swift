import Kernel
import Yams

/// One file of the demo pack: its name, for diagnostics, and its text.
package struct DemoFile: Sendable, Equatable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
        (self.name, self.text) = (name, text)
    }
}

/// The top-level entries of all files of the pack, each list named once.
struct DemoFiles {
    private var entries: [String: (node: Node, file: String)] = [:]
    let diagnostics: DemoDiagnostics

    init(_ files: [DemoFile], diagnostics: DemoDiagnostics) {
        self.diagnostics = diagnostics
        for file in files {
            do {
                guard let root = try Yams.compose(yaml: file.text) else { continue }
                guard let mapping = root.mapping else {
                    diagnostics.add("LT2901", ["reason": "-"], file: file.name, line: root.mark?.line)
                    continue
                }
                for (key, value) in mapping {
                    guard let name = key.string else { continue }
                    if entries.updateValue((value, file.name), forKey: name) != nil {
                        diagnostics.add("LT2905", ["id": name], file: file.name, line: key.mark?.line, column: name)
                    }
                }
            } catch let error as YamlError {
                diagnostics.add("LT2901", ["reason": Self.reason(error)], file: file.name, line: Self.line(error))
            } catch {
                diagnostics.add("LT2901", ["reason": String(describing: error)], file: file.name)
            }
        }
    }

    /// The records of a top-level list; a missing list is a diagnostic.
    func records(_ list: String) -> [DemoRecordReader] {
        guard let entry = entries[list] else {
            diagnostics.add("LT2902", ["field": list], file: nil)
            return []
        }
        return records(of: entry.node, list, file: entry.file)
    }

    /// The top-level record `name`.
    func record(_ name: String) -> DemoRecordReader? {
        guard let entry = entries[name] else {
            diagnostics.add("LT2902", ["field": name], file: nil)
            return nil
        }
        return DemoRecordReader(entry.node, file: entry.file, diagnostics: diagnostics)
    }

    /// The top-level scalar `name`.
    func scalar(_ name: String) -> String? {
        guard let entry = entries[name], let text = entry.node.scalar?.string else {
            diagnostics.add("LT2902", ["field": name], file: entries[name]?.file, line: entries[name]?.node.mark?.line)
            return nil
        }
        return text
    }

    func records(of node: Node, _ list: String, file: String) -> [DemoRecordReader] {
        guard let sequence = node.sequence else {
            diagnostics.add("LT2903", ["field": list, "value": node.string ?? "…"], file: file, line: node.mark?.line, column: list)
            return []
        }
        return sequence.compactMap { DemoRecordReader($0, file: file, diagnostics: diagnostics) }
    }

    private static func line(_ error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    private static func reason(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        default: String(describing: error)
        }
    }
}
