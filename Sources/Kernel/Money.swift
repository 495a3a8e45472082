/// An ISO 4217 currency and the number of its minor digits.
public struct Currency: Hashable, Sendable, Codable, CustomStringConvertible {
    public let code: String
    /// Nil unless the code is three capital letters.
    public init?(code: String) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        self.code = code
    }
    private init(known code: String) { self.code = code }
    public static let cny = Currency(known: "CNY")
    public static let gbp = Currency(known: "GBP")
    public static let cad = Currency(known: "CAD")

    /// Digits after the decimal point: 2, or 0 for the few currencies without minor units.
    public var minorDigits: Int { ["JPY", "KRW", "VND", "CLP", "ISK"].contains(code) ? 0 : 2 }
    public var description: String { code }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let code = try container.decode(String.self)
        guard let currency = Currency(code: code) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a currency: \(code)")
        }
        self = currency
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}

/// An exact amount: minor units (分, cent) and a currency. Arithmetic between currencies does not compile
/// into a number: `adding` answers nil, and so it does on overflow.
public struct Money: Hashable, Sendable, Codable {
    public let minor: Int64
    public let currency: Currency

    public init(minor: Int64, currency: Currency) { (self.minor, self.currency) = (minor, currency) }

    /// 萬元 to money: `Money(tenThousands: 1234.5)` is 12 345 000 yuan; nil when it does not fit.
    public init?(tenThousands value: Double, currency: Currency = .cny) {
        let scaled = (value * 1_000_000).rounded()
        guard scaled.isFinite, abs(scaled) < 9.0e18 else { return nil }
        self.init(minor: Int64(scaled), currency: currency)
    }

    public func adding(_ other: Money) -> Money? {
        guard other.currency == currency else { return nil }
        let (sum, overflow) = minor.addingReportingOverflow(other.minor)
        return overflow ? nil : Money(minor: sum, currency: currency)
    }

    /// Plain digits with the currency's decimals: `-1234.50`. What exports and JSON carry.
    public var decimalString: String {
        let digits = currency.minorDigits
        guard digits > 0 else { return String(minor) }
        let magnitude = String(minor.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - magnitude.count)) + magnitude
        return (minor < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
    }
}
