import Kernel

/// What came of reading a cell as something: a value, nothing (it is missing), or a fault; with or without a remark.
package struct Parsed<Value: Sendable>: Sendable {
    package let value: Value?
    /// An error when the cell cannot be read; a notice or warning when it was read with a reservation.
    package let diagnostic: Diagnostic?

    private init(value: Value?, diagnostic: Diagnostic?) { (self.value, self.diagnostic) = (value, diagnostic) }

    package static func value(_ value: Value, _ remark: Diagnostic? = nil) -> Self { Self(value: value, diagnostic: remark) }
    package static func missing(_ remark: Diagnostic? = nil) -> Self { Self(value: nil, diagnostic: remark) }
    package static func fault(_ diagnostic: Diagnostic) -> Self { Self(value: nil, diagnostic: diagnostic) }

    package var isFault: Bool { diagnostic?.severity == .error }
    /// Nothing was said: blank, `NA`, `-`, "to be determined". Not zero.
    package var isMissing: Bool { value == nil && !isFault }

    package func map<Other: Sendable>(_ transform: (Value) -> Other) -> Parsed<Other> {
        Parsed<Other>(value: value.map(transform), diagnostic: diagnostic)
    }
}

/// How the cells of a source are to be read; part of a mapping, so that a source is read the same way each time.
package struct ValueRules: Hashable, Sendable, Codable {
    /// Which of day and month comes first when both could.
    package enum DateOrder: String, Sendable, Codable { case dayFirst = "day-first", monthFirst = "month-first" }
    /// Which day stands for a month, a quarter or a year.
    package enum PeriodEdge: String, Sendable, Codable { case first, last }
    /// The last day of a fiscal year: 31 March in Canada and the United Kingdom.
    package struct MonthDay: Hashable, Sendable, Codable {
        package var month: Int
        package var day: Int
        package init(month: Int, day: Int) { (self.month, self.day) = (month, day) }
    }

    package var dateOrder: DateOrder?
    package var periodEdge: PeriodEdge
    /// Nil: a text such as `2018-19` is a fault, since nobody said when such a year ends.
    package var fiscalYearEnd: MonthDay?
    /// `1.234,56` instead of `1,234.56`.
    package var decimalComma: Bool
    /// Further texts that mean "nothing", compared without case; a trailing `*` matches any ending.
    package var missing: [String]

    package init(
        dateOrder: DateOrder? = nil, periodEdge: PeriodEdge = .last, fiscalYearEnd: MonthDay? = nil, decimalComma: Bool = false,
        missing: [String] = []
    ) {
        self.dateOrder = dateOrder
        self.periodEdge = periodEdge
        self.fiscalYearEnd = fiscalYearEnd
        self.decimalComma = decimalComma
        self.missing = missing
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        dateOrder = try values.decodeIfPresent(DateOrder.self, forKey: .dateOrder)
        periodEdge = try values.decodeIfPresent(PeriodEdge.self, forKey: .periodEdge) ?? .last
        fiscalYearEnd = try values.decodeIfPresent(MonthDay.self, forKey: .fiscalYearEnd)
        decimalComma = try values.decodeIfPresent(Bool.self, forKey: .decimalComma) ?? false
        missing = try values.decodeIfPresent([String].self, forKey: .missing) ?? []
    }
}

extension ValueRules {
    private static let missingWords: Set<String> = [
        "", "na", "n/a", "n.a.", "n.a", "#n/a", "null", "nil", "none", "-", "--", "---", "—", "——", "–", "－", "－－", "/", "無", "无",
        "暂无", "暫無", "不适用", "不適用", "空",
    ]
    private static let undecidedWords: Set<String> = [
        "to be determined", "to be confirmed", "to be decided", "tbd", "tbc", "tba", "待定", "待确定", "待確定", "待确认", "待確認", "未定",
    ]

    /// The trimmed text of the cell; missing for blanks and the usual words for nothing.
    package func text(_ cell: Cell) -> Parsed<String> {
        let text = trimmed(cell.value == .blank ? "" : textOf(cell))
        if let missing: Parsed<String> = missing(text) { return missing }
        return .value(text)
    }

    /// Yes or no in the languages of the product, `1`/`0`, `TRUE`/`FALSE`, ✓; `LT4047` for anything else.
    package func bool(_ cell: Cell) -> Parsed<Bool> {
        if case .bool(let value) = cell.value { return .value(value) }
        let text = trimmed(textOf(cell))
        if ["無", "无"].contains(text) { return .value(false) }
        if let missing: Parsed<Bool> = missing(text) { return missing }
        switch HalfWidth.fold(text).lowercased() {
        case "true", "yes", "y", "t", "1", "是", "有", "√", "✓", "✔", "对", "對": return .value(true)
        case "false", "no", "n", "f", "0", "否", "×", "✗", "没有", "沒有", "错", "錯": return .value(false)
        default: return .fault(Self.unreadable("LT4047", text))
        }
    }

    /// Missing, with a notice (`LT4043`) where someone wrote that it is still open; nil when the text says something.
    func missing<Value>(_ text: String) -> Parsed<Value>? {
        let folded = HalfWidth.fold(text).lowercased()
        if Self.missingWords.contains(folded) || Self.missingWords.contains(text) { return .missing() }
        for pattern in missing {
            let wanted = pattern.lowercased()
            if wanted.hasSuffix("*") ? text.lowercased().hasPrefix(wanted.dropLast()) : text.lowercased() == wanted { return .missing() }
        }
        // `TBD (dependent on another plan)` says no more than `TBD`.
        let head = String(folded.prefix { $0 != "(" && $0 != ":" && $0 != "," })
        if Self.undecidedWords.contains(trimmed(head)) {
            return .missing(Diagnostic(.notice, "LT4043", ["text": Self.clipped(text)]))
        }
        return nil
    }

    func textOf(_ cell: Cell) -> String { cell.value.plainText }

    func trimmed(_ text: String) -> String {
        let isSpace: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}" }
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(text[first...last])
    }

    static func unreadable(_ code: String, _ text: String) -> Diagnostic { Diagnostic(.error, code, ["text": clipped(text)]) }

    /// At most 80 characters, for messages.
    static func clipped(_ text: String) -> String { text.count <= 80 ? text : text.prefix(79) + "…" }
}
