import Kernel
import Yams

/// Collects what is wrong with the demo pack's files while they are read.
final class DemoDiagnostics {
    private(set) var found: [Diagnostic] = []

    /// Codes: `LT2901` not YAML, `LT2902` missing, `LT2903` not of its kind, `LT2904` unknown reference, `LT2905` id given twice,
    /// `LT2906` code without a label, `LT2907` amounts that grow, `LT2908` dates out of order.
    func add(_ code: String, _ arguments: [String: String] = [:], file: String?, line: Int? = nil, column: String? = nil) {
        found.append(Diagnostic(.error, code, arguments, file: file, line: line, column: column))
    }
}

/// Where a record stands, for diagnostics found after reading.
struct DemoPlace: Sendable {
    var file: String
    var line: Int?
}

/// Reads the fields of one record; a fault is noted and answered with a harmless value, so that one reading finds them all.
struct DemoRecordReader {
    let fields: [String: Node]
    let place: DemoPlace
    let diagnostics: DemoDiagnostics

    /// Nil, with a diagnostic, when `node` is not a mapping.
    init?(_ node: Node, file: String, diagnostics: DemoDiagnostics) {
        guard let mapping = node.mapping else {
            diagnostics.add("LT2903", ["field": "-", "value": node.string ?? "?"], file: file, line: node.mark?.line)
            return nil
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.string else { continue }
            if fields.updateValue(value, forKey: name) != nil {
                diagnostics.add("LT2905", ["id": name], file: file, line: key.mark?.line, column: name)
            }
        }
        self.fields = fields
        self.place = DemoPlace(file: file, line: node.mark?.line)
        self.diagnostics = diagnostics
    }

    /// The record's id as written, if it has one.
    var id: String? { fields["id"]?.string }

    func has(_ field: String) -> Bool { fields[field] != nil }

    func missing(_ field: String) {
        diagnostics.add("LT2902", ["field": field], file: place.file, line: place.line, column: field)
    }

    func wrong(_ field: String, _ value: String) {
        let line = fields[field]?.mark?.line ?? place.line
        diagnostics.add("LT2903", ["field": field, "value": value], file: place.file, line: line, column: field)
    }

    /// The scalar as written; nil and a diagnostic unless it is there and a scalar.
    private func scalar(_ field: String) -> String? {
        guard let node = fields[field] else {
            missing(field)
            return nil
        }
        guard let text = node.scalar?.string else {
            wrong(field, "…")
            return nil
        }
        return text
    }

    private func value<T>(_ field: String, _ fallback: T, _ read: (String) -> T?) -> T {
        guard let text = scalar(field) else { return fallback }
        guard let value = read(text) else {
            wrong(field, text)
            return fallback
        }
        return value
    }

    func text(_ field: String) -> String { value(field, "") { $0.isEmpty ? nil : $0 } }
    func optionalText(_ field: String) -> String? { has(field) ? text(field) : nil }

    func int(_ field: String, in range: ClosedRange<Int>) -> Int {
        value(field, range.lowerBound) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    func number(_ field: String) -> Double {
        value(field, 0) { text in Double(text).flatMap { $0.isFinite && abs($0) < 1e12 ? $0 : nil } }
    }

    func flag(_ field: String) -> Bool {
        value(field, false) { ["true": true, "false": false][$0] }
    }

    func date(_ field: String) -> CivilDate { value(field, CivilDate(daysSince1970: 0)) { CivilDate(iso: $0) } }

    func code<T: RawRepresentable>(_ field: String, _ fallback: T) -> T where T.RawValue == String {
        value(field, fallback) { T(rawValue: $0) }
    }

    /// A list of scalars; absent is empty.
    func list(_ field: String) -> [String] {
        guard let node = fields[field] else { return [] }
        guard let sequence = node.sequence else {
            wrong(field, node.string ?? "…")
            return []
        }
        return sequence.compactMap { item in
            if let text = item.scalar?.string { return text }
            wrong(field, "…")
            return nil
        }
    }

    /// A name in three languages: `field`, `hant` and `en`.
    func name(_ field: String = "name") -> LocalizedText {
        LocalizedText(zhHans: text(field), zhHant: text("hant"), en: text("en"))
    }

    /// A text in three languages: `field`, `field_hant` and `field_en`; the English of a unit of measure may be empty.
    func localized(_ field: String, englishMayBeEmpty: Bool = false) -> LocalizedText {
        let en = englishMayBeEmpty ? value(field + "_en", "") { $0 } : text(field + "_en")
        return LocalizedText(zhHans: text(field), zhHant: text(field + "_hant"), en: en)
    }

    /// An amount in the pack's unit.
    func money(_ field: String, _ currency: Currency, minorPerUnit: Int64) -> Money {
        let zero = Money(minor: 0, currency: currency)
        return value(field, zero) { text in
            guard let amount = Double(text), amount >= 0 else { return nil }
            let minor = (amount * Double(minorPerUnit)).rounded()
            guard minor.isFinite, minor < 9e18 else { return nil }
            return Money(minor: Int64(minor), currency: currency)
        }
    }

    /// The record under `field`.
    func record(_ field: String) -> DemoRecordReader? {
        guard let node = fields[field] else {
            missing(field)
            return nil
        }
        return DemoRecordReader(node, file: place.file, diagnostics: diagnostics)
    }
}
