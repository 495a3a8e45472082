import Exchange
import Kernel

extension ImportMapping {
    /// The YAML form: `read` gives the same mapping again.
    package var yaml: String {
        var lines = ["id: \(Self.quoted(id))"]
        if let title {
            lines.append(
                "title: {zh-Hans: \(Self.quoted(title.zhHans)), zh-Hant: \(Self.quoted(title.zhHant)), en: \(Self.quoted(title.en))}")
        }
        if !attribution.isEmpty { lines.append("attribution: \(Self.quoted(attribution))") }
        lines.append("currency: \(currency.code)")
        lines.append("unit: \(Self.unit(power))")
        if let headerLine { lines.append("header: {line: \(headerLine)}") }
        if sheet > 0 { lines.append("sheet: \(sheet + 1)") }
        if let issuer { lines.append("issuer: \(Self.quoted(issuer))") }
        if let end = fiscalYearEnd {
            lines.append("fiscalYearEnd: \"\(end.month < 10 ? "0" : "")\(end.month)-\(end.day < 10 ? "0" : "")\(end.day)\"")
        }
        if decimalComma { lines.append("decimalComma: true") }
        if !missing.isEmpty { lines.append("missing: \(Self.list(missing))") }
        if !defaults.isEmpty {
            let pairs = defaults.map { ($0.rawValue, $1) }.sorted { $0.0 < $1.0 }
            lines.append("defaults: {\(pairs.map { "\($0): \(Self.quoted($1))" }.joined(separator: ", "))}")
        }
        lines.append(columns.isEmpty ? "columns: []" : "columns:")
        for column in columns { lines.append("  - {\(Self.entry(column))}") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func entry(_ column: Column) -> String {
        var parts = ["field: \(column.field.rawValue)", "header: \(quoted(column.header))", "match: \(column.match.rawValue)"]
        if let order = column.dateOrder { parts.append("dateOrder: \(order == .dayFirst ? "dmy" : "mdy")") }
        if let edge = column.periodEdge { parts.append("periodEdge: \(edge.rawValue)") }
        if let power = column.power { parts.append("unit: \(unit(power))") }
        if !column.missing.isEmpty { parts.append("missing: \(list(column.missing))") }
        if !column.values.isEmpty {
            let pairs = column.values.sorted { $0.key < $1.key }
            parts.append("values: {\(pairs.map { "\(quoted($0.key)): \(quoted($0.value))" }.joined(separator: ", "))}")
        }
        return parts.joined(separator: ", ")
    }

    private static func unit(_ power: Int) -> String { "1" + String(repeating: "0", count: max(0, min(power, 12))) }

    private static func list(_ items: [String]) -> String { "[" + items.map(quoted).joined(separator: ", ") + "]" }

    /// Double-quoted YAML: whatever a header holds comes back as it was.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029, 0xFEFF].contains(scalar.value) {
                    let hex = String(scalar.value, radix: 16, uppercase: true)
                    result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
