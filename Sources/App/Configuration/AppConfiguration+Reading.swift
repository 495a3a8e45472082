import Foundation
import Kernel
import Yams

extension AppConfiguration {
    /// Reads everything and answers every fault at once; the configuration is nil when one of them is an error.
    ///
    /// - Parameters:
    ///   - file: a YAML file; nil takes `LANTU_CONFIG`, and without that none.
    ///   - flags: settings of the command line by key, such as `server.port`.
    package static func read(
        file: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment, flags: [String: String] = [:]
    ) -> (configuration: AppConfiguration?, diagnostics: [Diagnostic]) {
        var reading = Reading()
        if let path = file ?? environment["LANTU_CONFIG"] { reading.read(file: path) }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("LANTU_") && name != "LANTU_CONFIG" {
            reading.read(environment: name, value)
        }
        for (name, value) in flags.sorted(by: { $0.key < $1.key }) { reading.read(flag: name, value) }
        let failed = reading.diagnostics.contains { $0.severity == .error }
        return (failed ? nil : AppConfiguration(settings: reading.settings), reading.diagnostics)
    }

    private struct Reading {
        var settings: [String: Setting] = [:]
        var diagnostics: [Diagnostic] = []

        mutating func set(_ key: ConfigurationKey, _ text: String, _ source: Source, file: String? = nil, line: Int? = nil) {
            guard let value = key.normalized(text) else {
                let shown = key.secret ? "‹…›" : String(text.prefix(60))
                diagnostics.append(
                    Diagnostic(
                        .error, "config.value", ["key": key.name, "value": shown, "allowed": key.kind.label], file: file, line: line,
                        column: file == nil ? source.description : key.name))
                return
            }
            settings[key.name] = Setting(key: key, value: value, source: source)
        }

        mutating func unknown(_ name: String, among names: some Sequence<String>, file: String? = nil, line: Int? = nil) {
            let nearest = ConfigurationKey.nearest(to: name, among: names)
            diagnostics.append(
                Diagnostic(
                    .error, nearest == nil ? "config.unknown" : "config.unknown-near", ["key": name, "nearest": nearest ?? ""], file: file,
                    line: line, column: name))
        }

        mutating func read(environment name: String, _ value: String) {
            guard let key = ConfigurationKey.byEnvironmentName[name] else {
                // Other programs of the installation may use the prefix: a stranger in the environment is no error.
                if let nearest = ConfigurationKey.nearest(to: name, among: ConfigurationKey.byEnvironmentName.keys.sorted()) {
                    diagnostics.append(Diagnostic(.warning, "config.unknown-near", ["key": name, "nearest": nearest], column: name))
                }
                return
            }
            set(key, value, .environment(name))
        }

        mutating func read(flag name: String, _ value: String) {
            guard let key = ConfigurationKey.byName[name] else { return unknown(name, among: ConfigurationKey.all.map(\.name)) }
            set(key, value, .flag("--\(name)"))
        }

        mutating func read(file path: String) {
            let text: String
            do {
                text = try String(contentsOfFile: path, encoding: .utf8)
            } catch {
                diagnostics.append(Diagnostic(.error, "config.unreadable", ["file": path], file: path))
                return
            }
            do {
                guard let node = try Yams.compose(yaml: text) else { return }
                guard let mapping = node.mapping else {
                    diagnostics.append(Diagnostic(.error, "config.shape", [:], file: path, line: node.mark?.line ?? 1))
                    return
                }
                read(mapping, prefix: "", path: path)
            } catch let error as YamlError {
                diagnostics.append(Diagnostic(.error, "config.yaml", ["detail": Self.detail(error)], file: path, line: Self.line(error)))
            } catch {
                diagnostics.append(Diagnostic(.error, "config.yaml", ["detail": String(describing: error)], file: path))
            }
        }

        /// `server: {port: 1}` and `server.port: 1` say the same; `database` may be a text or a group.
        private mutating func read(_ mapping: Node.Mapping, prefix: String, path: String) {
            for (keyNode, value) in mapping {
                let name = prefix + (keyNode.string ?? "")
                let line = keyNode.mark?.line ?? 1
                if let key = ConfigurationKey.byName[name], value.mapping == nil {
                    let text: String? =
                        if let items = value.sequence { items.compactMap(\.string).joined(separator: ",") } else { value.string }
                    if settings[name].map({ if case .file = $0.source { true } else { false } }) == true {
                        diagnostics.append(Diagnostic(.error, "config.twice", ["key": name], file: path, line: line, column: name))
                    }
                    set(key, text ?? "", .file(path, line: line), file: path, line: line)
                } else if let inner = value.mapping, ConfigurationKey.all.contains(where: { $0.name.hasPrefix(name + ".") }) {
                    read(inner, prefix: name + ".", path: path)
                } else {
                    unknown(name, among: ConfigurationKey.all.map(\.name), file: path, line: line)
                }
            }
        }

        private static func line(_ error: YamlError) -> Int? {
            switch error {
            case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
            default: nil
            }
        }

        private static func detail(_ error: YamlError) -> String {
            switch error {
            case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
            default: "not YAML"
            }
        }
    }
}
