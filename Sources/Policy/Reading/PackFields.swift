import Kernel

/// One mapping of a pack, read key by key; every fault is reported at its own place and answers nil.
package struct PackFields {
    package let node: PackNode
    package let findings: PackFindings
    private let entries: [String: PackNode]

    /// Nil when `node` is no mapping. Keys not in `keys` are reported with the nearest known one.
    package init?(_ node: PackNode, keys: [String], _ findings: PackFindings) {
        guard case .map(let entries) = node.content else {
            findings.report("LT2015", at: node)
            return nil
        }
        self.node = node
        self.findings = findings
        self.entries = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
        for entry in entries where !keys.contains(entry.key) {
            if let suggestion = entry.key.nearest(in: keys) {
                findings.report(
                    "LT2011", ["key": entry.key, "suggestion": suggestion], file: node.file, line: entry.line, column: entry.column)
            } else {
                findings.report("LT2010", ["key": entry.key], file: node.file, line: entry.line, column: entry.column)
            }
        }
    }

    package func has(_ key: String) -> Bool { entries[key].map { !$0.isNull } ?? false }

    /// The node of a key that may be absent.
    package func optional(_ key: String) -> PackNode? {
        guard let value = entries[key], !value.isNull else { return nil }
        return value
    }

    /// The node of a key that must be there.
    package func required(_ key: String) -> PackNode? {
        guard let value = optional(key) else {
            findings.report("LT2012", ["key": key], at: entries[key] ?? node)
            return nil
        }
        return value
    }

    package func text(_ key: String) -> String? { required(key).flatMap { text(of: $0, key) } }

    package func optionalText(_ key: String) -> String? { optional(key).flatMap { text(of: $0, key) } }

    private func text(of value: PackNode, _ key: String) -> String? {
        guard let text = value.text else {
            findings.report("LT2013", ["key": key], at: value)
            return nil
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            findings.report("LT2023", ["key": key], at: value)
            return nil
        }
        return text
    }

    /// A text in the three languages, each present and not empty.
    func localized(_ key: String) -> LocalizedText? {
        guard let value = required(key) else { return nil }
        return Self.localized(value, key, findings)
    }

    func optionalLocalized(_ key: String) -> LocalizedText? {
        optional(key).flatMap { Self.localized($0, key, findings) }
    }

    private static func localized(_ value: PackNode, _ key: String, _ findings: PackFindings) -> LocalizedText? {
        let languages = LocaleTag.allCases.map(\.rawValue)
        guard let fields = PackFields(value, keys: languages, findings) else { return nil }
        var texts: [String] = []
        for language in languages {
            guard let node = fields.optional(language), let text = node.text, text.contains(where: { !$0.isWhitespace }) else {
                findings.report("LT2022", ["key": key, "language": language], at: fields.entries[language] ?? value)
                continue
            }
            texts.append(text)
        }
        guard texts.count == 3 else { return nil }
        return LocalizedText(zhHans: texts[0], zhHant: texts[1], en: texts[2])
    }

    /// The items of a list that must be there.
    package func list(_ key: String) -> [PackNode] { required(key).map { items(of: $0, key) } ?? [] }

    package func optionalList(_ key: String) -> [PackNode] { optional(key).map { items(of: $0, key) } ?? [] }

    private func items(of value: PackNode, _ key: String) -> [PackNode] {
        guard case .list(let items) = value.content else {
            findings.report("LT2017", ["key": key], at: value)
            return []
        }
        return items
    }

    func date(_ key: String) -> CivilDate? { required(key).flatMap { Self.date($0, key, findings) } }

    func optionalDate(_ key: String) -> CivilDate? { optional(key).flatMap { Self.date($0, key, findings) } }

    static func date(_ value: PackNode, _ key: String, _ findings: PackFindings) -> CivilDate? {
        guard let text = value.text, let date = CivilDate(iso: text) else {
            findings.report("LT2024", ["key": key, "value": value.text ?? ""], at: value)
            return nil
        }
        return date
    }

    package func flag(_ key: String, default fallback: Bool) -> Bool {
        guard let value = optional(key) else { return fallback }
        switch value.content {
        case .text("true", plain: true): return true
        case .text("false", plain: true): return false
        default:
            findings.report("LT2018", ["key": key, "value": value.text ?? "", "allowed": "true, false"], at: value)
            return fallback
        }
    }

    package func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        required(key).flatMap { Self.integer($0, key, in: range, findings) }
    }

    package func optionalInteger(_ key: String, in range: ClosedRange<Int>) -> Int? {
        optional(key).flatMap { Self.integer($0, key, in: range, findings) }
    }

    package static func integer(_ value: PackNode, _ key: String, in range: ClosedRange<Int>, _ findings: PackFindings) -> Int? {
        guard case .text(let text, plain: true) = value.content, let number = Int(text) else {
            findings.report("LT2014", ["key": key, "value": value.text ?? ""], at: value)
            return nil
        }
        guard range.contains(number) else {
            findings.report(
                "LT2025",
                ["key": key, "value": text, "minimum": String(range.lowerBound), "maximum": String(range.upperBound)], at: value)
            return nil
        }
        return number
    }

    /// One of the codes of `type`.
    package func choice<T: RawRepresentable & CaseIterable>(_ key: String, _ type: T.Type) -> T? where T.RawValue == String {
        required(key).flatMap { Self.choice($0, key, type, findings) }
    }

    package func optionalChoice<T: RawRepresentable & CaseIterable>(_ key: String, _ type: T.Type) -> T? where T.RawValue == String {
        optional(key).flatMap { Self.choice($0, key, type, findings) }
    }

    package static func choice<T: RawRepresentable & CaseIterable>(
        _ value: PackNode, _ key: String, _ type: T.Type, _ findings: PackFindings
    ) -> T? where T.RawValue == String {
        guard let text = value.text, let found = T(rawValue: text) else {
            let allowed = T.allCases.map(\.rawValue).joined(separator: ", ")
            findings.report("LT2018", ["key": key, "value": value.text ?? "", "allowed": allowed], at: value)
            return nil
        }
        return found
    }

    /// A code that must be one of `known`; `code` names the fault of that kind of reference. When the file that
    /// declares them could not be read (`known` nil), the reference is taken on trust: one fault is enough.
    func reference(_ key: String, to known: Set<String>?, _ code: String) -> String? {
        required(key).flatMap { Self.reference($0, key, to: known, code, findings) }
    }

    func optionalReference(_ key: String, to known: Set<String>?, _ code: String) -> String? {
        optional(key).flatMap { Self.reference($0, key, to: known, code, findings) }
    }

    func references(_ key: String, to known: Set<String>?, _ code: String) -> [String] {
        list(key).compactMap { Self.reference($0, key, to: known, code, findings) }
    }

    func optionalReferences(_ key: String, to known: Set<String>?, _ code: String) -> [String]? {
        has(key) ? references(key, to: known, code) : nil
    }

    static func reference(
        _ value: PackNode, _ key: String, to known: Set<String>?, _ code: String, _ findings: PackFindings
    ) -> String? {
        guard let text = value.text else {
            findings.report("LT2013", ["key": key], at: value)
            return nil
        }
        if let known, !known.contains(text) {
            findings.report(code, ["value": text, "suggestion": text.nearest(in: known.sorted()) ?? "—"], at: value)
            return nil
        }
        return text
    }
}
