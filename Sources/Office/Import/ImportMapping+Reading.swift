import Exchange
import Kernel
import Yams

extension ImportMapping {
    /// Reads the YAML form and says everything that is wrong with it, each with its line.
    ///
    /// Codes: `LT4201` not YAML, `LT4202` missing, `LT4203` not of its kind, `LT4204` unknown key, `LT4205` a field mapped twice,
    /// `LT4208` too large.
    package static func read(_ text: String, file: String? = nil) -> (mapping: ImportMapping?, diagnostics: [Diagnostic]) {
        guard text.utf8.count <= limits.bytes else {
            return (nil, [Diagnostic(.error, "LT4208", ["limit": String(limits.bytes / 1024)], file: file)])
        }
        let reader = MappingReader(file: file)
        do {
            guard let root = try Yams.compose(yaml: text), root.mapping != nil else {
                return (nil, [Diagnostic(.error, "LT4201", ["reason": "-"], file: file, line: 1)])
            }
            let mapping = reader.mapping(root)
            return (reader.found.contains { $0.severity == .error } ? nil : mapping, reader.found)
        } catch {
            var line: Int?
            var reason = String(describing: error)
            if case .scanner(_, let problem, let mark, _)? = error as? YamlError { (reason, line) = (problem, mark.line) }
            if case .parser(_, let problem, let mark, _)? = error as? YamlError { (reason, line) = (problem, mark.line) }
            return (nil, [Diagnostic(.error, "LT4201", ["reason": String(reason.prefix(120))], file: file, line: line)])
        }
    }

    /// The mapping, or an `LT4200` with every fault.
    package static func require(_ text: String, file: String? = nil) throws(AppError) -> ImportMapping {
        let (mapping, diagnostics) = read(text, file: file)
        guard let mapping else { throw AppError("LT4200", .unprocessable, diagnostics: diagnostics) }
        return mapping
    }
}

private final class MappingReader {
    private let file: String?
    private(set) var found: [Diagnostic] = []

    init(file: String?) { self.file = file }

    private func fault(_ code: String, _ arguments: [String: String], _ node: Node?, column: String? = nil) {
        found.append(Diagnostic(.error, code, arguments, file: file, line: node?.mark?.line, column: column))
    }

    private func entries(_ node: Node, known: Set<String>) -> [String: Node] {
        var entries: [String: Node] = [:]
        for (key, value) in node.mapping ?? [:] {
            guard let name = key.string, known.contains(name) else {
                fault("LT4204", ["key": String((key.string ?? "?").prefix(60))], key)
                continue
            }
            entries[name] = value
        }
        return entries
    }

    private func text(_ node: Node?, _ key: String) -> String? {
        guard let node else { return nil }
        guard let text = node.scalar?.string, text.utf8.count <= 2000 else {
            fault("LT4203", ["key": key, "value": String((node.scalar?.string ?? "…").prefix(60))], node, column: key)
            return nil
        }
        return text
    }

    private func value<T>(_ node: Node?, _ key: String, _ read: (String) -> T?) -> T? {
        guard let node, let text = text(node, key) else { return nil }
        guard let value = read(text) else {
            fault("LT4203", ["key": key, "value": String(text.prefix(60))], node, column: key)
            return nil
        }
        return value
    }

    private func list(_ node: Node?, _ key: String) -> [String] {
        guard let node else { return [] }
        guard let sequence = node.sequence, sequence.count <= ImportMapping.limits.entries else {
            fault("LT4203", ["key": key, "value": "…"], node, column: key)
            return []
        }
        return sequence.compactMap { text($0, key) }
    }

    private func map(_ node: Node?, _ key: String) -> [String: String] {
        guard let node else { return [:] }
        guard let mapping = node.mapping, mapping.count <= ImportMapping.limits.entries else {
            fault("LT4203", ["key": key, "value": "…"], node, column: key)
            return [:]
        }
        var result: [String: String] = [:]
        for (name, value) in mapping { if let name = name.scalar?.string, let value = text(value, key) { result[name] = value } }
        return result
    }

    func mapping(_ root: Node) -> ImportMapping {
        let known: Set = [
            "id", "title", "attribution", "file", "currency", "unit", "round", "header", "sheet", "issuer", "fiscalYearEnd",
            "decimalComma", "missing", "defaults", "columns",
        ]
        let all = entries(root, known: known)
        var mapping = ImportMapping(id: text(all["id"], "id") ?? "")
        if mapping.id.isEmpty { fault("LT4202", ["key": "id"], root) }
        if let title = all["title"] {
            let names = map(title, "title")
            mapping.title = LocalizedText(zhHans: names["zh-Hans"] ?? "", zhHant: names["zh-Hant"] ?? "", en: names["en"] ?? "")
        }
        mapping.attribution = text(all["attribution"], "attribution") ?? ""
        mapping.currency = value(all["currency"], "currency") { Currency(code: $0) } ?? .cny
        mapping.power = value(all["unit"], "unit", Self.power) ?? 0
        if let header = all["header"] {
            mapping.headerLine = value(header["line"], "header.line") { Int($0).flatMap { (1...1000).contains($0) ? $0 : nil } }
        }
        if let round = all["round"] { mapping.asOf = value(round["asOf"], "round.asOf") { CivilDate(iso: $0) } }
        mapping.sheet = value(all["sheet"], "sheet") { Int($0).flatMap { (1...200).contains($0) ? $0 - 1 : nil } } ?? 0
        mapping.issuer = text(all["issuer"], "issuer")
        mapping.fiscalYearEnd = value(all["fiscalYearEnd"], "fiscalYearEnd") { text in
            CivilDate(iso: "2023-" + text).map { ValueRules.MonthDay(month: $0.month, day: $0.day) }
        }
        mapping.decimalComma = value(all["decimalComma"], "decimalComma") { ["true": true, "false": false][$0] } ?? false
        mapping.missing = list(all["missing"], "missing")
        for (name, text) in map(all["defaults"], "defaults") {
            if let field = MappedField(rawValue: name), [.stage, .projectClass, .pillar].contains(field) {
                mapping.defaults[field] = text
            } else {
                fault("LT4204", ["key": name], all["defaults"])
            }
        }
        mapping.columns = columns(all["columns"], root)
        return mapping
    }

    private func columns(_ node: Node?, _ root: Node) -> [ImportMapping.Column] {
        guard let node else {
            fault("LT4202", ["key": "columns"], root)
            return []
        }
        guard let sequence = node.sequence, sequence.count <= ImportMapping.limits.columns else {
            fault("LT4203", ["key": "columns", "value": "…"], node)
            return []
        }
        var seen: Set<MappedField> = []
        let columns = sequence.compactMap { item -> ImportMapping.Column? in
            guard item.mapping != nil else {
                fault("LT4203", ["key": "columns", "value": item.scalar?.string ?? "…"], item)
                return nil
            }
            let all = entries(item, known: ["field", "header", "match", "dateOrder", "periodEdge", "unit", "missing", "values"])
            for key in ["field", "header"] where all[key] == nil { fault("LT4202", ["key": key], item) }
            guard let field = value(all["field"], "field", { MappedField(rawValue: $0) }), let header = text(all["header"], "header") else {
                return nil
            }
            if !seen.insert(field).inserted { fault("LT4205", ["field": field.rawValue], item) }
            return ImportMapping.Column(
                field, header, value(all["match"], "match") { HeaderMatch(rawValue: $0) } ?? .exact,
                dateOrder: value(all["dateOrder"], "dateOrder", Self.dateOrder) ?? nil,
                periodEdge: value(all["periodEdge"], "periodEdge") { ValueRules.PeriodEdge(rawValue: $0) },
                power: value(all["unit"], "unit", Self.power), missing: list(all["missing"], "missing"),
                values: map(all["values"], "values"))
        }
        for field in MappedField.required where !seen.contains(field) { fault("LT4202", ["key": field.rawValue], node) }
        return columns
    }

    /// `1`, `1000`, `10000`, `1000000`: powers of ten up to a million million.
    private static func power(_ text: String) -> Int? {
        guard text.first == "1", text.dropFirst().allSatisfy({ $0 == "0" }), text.count <= 13 else { return nil }
        return text.count - 1
    }

    /// `ymd` needs no order: a year first is never mistaken. The outer nil is a fault.
    private static func dateOrder(_ text: String) -> ValueRules.DateOrder?? {
        switch text {
        case "ymd": .some(nil)
        case "dmy": .some(.dayFirst)
        case "mdy": .some(.monthFirst)
        default: nil
        }
    }
}
