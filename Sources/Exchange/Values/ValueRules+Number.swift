import Kernel

extension ValueRules {
    /// The exact number a cell says: `1,234.50`, `（1，234）`, `￥300万元`, `12.5%`, `1.2E+7`.
    ///
    /// `LT4030` when it says none. A multiplier written in the cell (万, 億, million) is applied.
    package func decimal(_ cell: Cell) -> Parsed<ExactDecimal> { figure(cell).map { $0.value.shifted(by: $0.unitPower ?? 0) } }

    /// A whole number that fits 64 bits; `LT4048` for fractions, `LT4031` beyond.
    package func integer(_ cell: Cell) -> Parsed<Int64> {
        let parsed = decimal(cell)
        guard let number = parsed.value else { return parsed.diagnostic.map { parsed.isFault ? .fault($0) : .missing($0) } ?? .missing() }
        guard let (value, isExact) = number.integer(atScale: 0) else { return .fault(Self.unreadable("LT4031", textOf(cell))) }
        return isExact ? .value(value, parsed.diagnostic) : .fault(Self.unreadable("LT4048", textOf(cell)))
    }

    /// An exact amount in minor units.
    ///
    /// - Parameter power: the column's own unit as a power of ten of the currency: 4 for 萬元, 6 for millions. A unit
    ///   written in the cell goes before it.
    /// - Returns: `LT4031` when it does not fit; rounded with the notice `LT4032` where it is finer than the minor unit;
    ///   the warning `LT4033` when the cell carries another currency's sign.
    package func money(_ cell: Cell, currency: Currency, power: Int = 0) -> Parsed<Money> {
        let parsed = figure(cell)
        guard let figure = parsed.value else { return parsed.diagnostic.map { parsed.isFault ? .fault($0) : .missing($0) } ?? .missing() }
        let text = textOf(cell)
        let amount = figure.value.shifted(by: figure.unitPower ?? power)
        guard let (minor, isExact) = amount.integer(atScale: currency.minorDigits) else {
            return .fault(Self.unreadable("LT4031", text))
        }
        let money = Money(minor: minor, currency: currency)
        if let sign = figure.currencySign, !sign.fits(currency) {
            return .value(
                money, Diagnostic(.warning, "LT4033", ["text": Self.clipped(text), "sign": sign.rawValue, "currency": currency.code]))
        }
        if !isExact {
            return .value(money, Diagnostic(.notice, "LT4032", ["text": Self.clipped(text), "value": money.decimalString]))
        }
        return .value(money, parsed.diagnostic)
    }

    private struct Figure: Sendable {
        var value: ExactDecimal
        var unitPower: Int?
        var currencySign: CurrencySign?
    }

    private enum CurrencySign: String, Sendable {
        case yuan = "¥"
        case dollar = "$"
        case pound = "£"
        case euro = "€"

        func fits(_ currency: Currency) -> Bool {
            switch self {
            case .yuan: ["CNY", "JPY"].contains(currency.code)
            case .pound: currency == .gbp
            case .euro: currency.code == "EUR"
            case .dollar: !["CNY", "JPY", "GBP", "EUR"].contains(currency.code)
            }
        }
    }

    private static let signs: [(String, CurrencySign?)] = [
        ("hk$", .dollar), ("us$", .dollar), ("ca$", .dollar), ("nt$", .dollar), ("c$", .dollar), ("$", .dollar), ("¥", .yuan),
        ("£", .pound),
        ("€", .euro), ("cny", .yuan), ("rmb", .yuan), ("人民币", .yuan), ("人民幣", .yuan), ("usd", .dollar), ("cad", .dollar),
        ("hkd", .dollar), ("gbp", .pound), ("eur", .euro),
    ]
    /// Longest first; a bare 元 says no power of its own, so that a column in 萬元 is not undone by it.
    private static let units: [(String, Int)] = [
        ("万亿元", 12), ("萬億元", 12), ("万亿", 12), ("萬億", 12), ("百万元", 6), ("百萬元", 6), ("千万元", 7), ("千萬元", 7), ("亿元", 8),
        ("億元", 8), ("万元", 4), ("萬元", 4), ("千元", 3), ("百万", 6), ("百萬", 6), ("千万", 7), ("千萬", 7), ("亿", 8), ("億", 8), ("万", 4),
        ("萬", 4), ("千", 3), ("billion", 9), ("million", 6), ("thousand", 3), ("bn", 9), ("mn", 6), ("m", 6), ("k", 3),
    ]

    private func figure(_ cell: Cell) -> Parsed<Figure> {
        let original: String
        switch cell.value {
        case .number(let text):
            guard let number = ExactDecimal(canonical: text) else { return .fault(Self.unreadable("LT4030", text)) }
            return .value(Figure(value: number))
        case .blank: return .missing()
        case .text(let text): original = trimmed(text)
        case .date, .bool: return .fault(Self.unreadable("LT4030", cell.original))
        }
        if let missing: Parsed<Figure> = missing(original) { return missing }
        var text = HalfWidth.fold(original).lowercased()
        text.removeAll { $0.isWhitespace || $0 == "'" || $0 == "’" }
        var negative = false
        if text.hasPrefix("("), text.hasSuffix(")") {
            negative = true
            text = String(text.dropFirst().dropLast())
        }
        var sign: CurrencySign?
        var power: Int?
        takeSign(from: &text, negative: &negative)
        for (mark, meaning) in Self.signs where text.hasPrefix(mark) {
            sign = meaning
            text.removeFirst(mark.count)
            break
        }
        takeSign(from: &text, negative: &negative)
        for (mark, meaning) in Self.signs where text.hasSuffix(mark) && text != mark {
            sign = sign ?? meaning
            text.removeLast(mark.count)
            break
        }
        if text.hasSuffix("整") { text.removeLast() }
        if text.hasSuffix("%") {
            power = -2
            text.removeLast()
        } else if let (unit, value) = Self.units.first(where: { text.hasSuffix($0.0) }) {
            power = value
            text.removeLast(unit.count)
        } else if text.hasSuffix("元") {
            power = 0
            text.removeLast()
        }
        guard let plain = ungrouped(text), let number = ExactDecimal(canonical: plain) else {
            return .fault(Self.unreadable("LT4030", original))
        }
        return .value(Figure(value: negative ? number.negated : number, unitPower: power, currencySign: sign))
    }

    private func takeSign(from text: inout String, negative: inout Bool) {
        if text.hasPrefix("-") {
            negative.toggle()
            text.removeFirst()
        } else if text.hasPrefix("+") {
            text.removeFirst()
        }
    }

    /// Plain decimal text without thousands separators; nil when the groups are not of three, or a sign is left over.
    private func ungrouped(_ text: String) -> String? {
        guard let first = text.first, first.isASCII, first.isNumber || first == "." || first == "," else { return nil }
        let (group, point): (Character, Character) = decimalComma ? (".", ",") : (",", ".")
        let parts = text.split(separator: point, omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        let groups = parts[0].split(separator: group, omittingEmptySubsequences: false)
        if groups.count > 1 {
            guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        }
        let whole = groups.joined()
        return parts.count == 2 ? whole + "." + parts[1] : whole
    }
}
