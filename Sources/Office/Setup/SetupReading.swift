import Exchange
import Kernel
import Operations
import Policy

/// Reads the cells of one record, noting each fault at its sheet, line and column.
struct SetupReading {
    let sheet: SetupSheet
    private let record: SetupWorkbook.Record
    private let locale: LocaleTag
    private let pack: PolicyPack
    private let rules = ValueRules()
    private(set) var faults: [Diagnostic] = []

    init(_ sheet: SetupSheet, _ record: SetupWorkbook.Record, locale: LocaleTag, pack: PolicyPack) {
        (self.sheet, self.record, self.locale, self.pack) = (sheet, record, locale, pack)
        for field in sheet.fields {
            let text = record.cells[field.key]?.original ?? ""
            if field.isRequired, text.allSatisfy(\.isWhitespace) { fault("LT4211", field.key, ["field": field.header.text(in: locale)]) }
            if let marking = SecrecyMarking.scan(text: text) { fault("LT4220", field.key, ["level": marking.level.rawValue]) }
        }
    }

    mutating func fault(_ code: String, _ key: String, _ arguments: [String: String] = [:]) {
        let column = sheet.fields.first { $0.key == key }?.header.text(in: locale) ?? key
        faults.append(Diagnostic(.error, code, arguments, file: sheet.title.text(in: locale), line: record.line, column: column))
    }

    private mutating func take<T: Sendable>(_ key: String, _ parsed: Parsed<T>) -> T? {
        if let diagnostic = parsed.diagnostic, diagnostic.severity == .error { fault(diagnostic.code, key, diagnostic.arguments) }
        return parsed.value
    }

    mutating func text(_ key: String) -> String? { record.cells[key].flatMap { take(key, rules.text($0)) } }
    mutating func date(_ key: String) -> CivilDate? { record.cells[key].flatMap { take(key, rules.date($0)) } }
    mutating func flag(_ key: String) -> Bool { record.cells[key].flatMap { take(key, rules.bool($0)) } ?? false }
    mutating func int(_ key: String) -> Int? { record.cells[key].flatMap { take(key, rules.integer($0)) }.flatMap { Int(exactly: $0) } }
    mutating func number(_ key: String) -> Double? {
        record.cells[key].flatMap { take(key, rules.decimal($0)) }.flatMap { Double($0.description) }.flatMap { $0.isFinite ? $0 : nil }
    }
    /// 萬元 to minor units.
    mutating func money(_ key: String) -> Money? { record.cells[key].flatMap { take(key, rules.money($0, currency: .cny, power: 4)) } }

    mutating func name() -> LocalizedText {
        let name = text("name") ?? ""
        return LocalizedText(zhHans: name, zhHant: text("name-hant") ?? name, en: text("name-en") ?? name)
    }

    /// A code that must be one of `all`; empty when the cell is.
    mutating func reference<T>(_ key: String, _ all: [String: T]) -> T? {
        guard let code = text(key) else { return nil }
        if let found = all[code] { return found }
        fault("LT4305", key, ["value": String(code.prefix(80))])
        return nil
    }

    /// The code of a choice, given as code or by its words in any language.
    mutating func choice(_ key: String) -> String {
        guard let text = text(key) else { return "" }
        let all = sheet.choices(key, pack)
        let found = all.first { choice in
            choice.code == text || LocaleTag.allCases.contains { choice.name.text(in: $0) == text }
        }
        if let found { return found.code }
        fault("LT4212", key, ["value": String(text.prefix(80))])
        return text
    }
}
