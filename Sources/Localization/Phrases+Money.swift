import Kernel

extension Phrases {
    /// An amount as tables and tiles show it: `1,234.5 萬元`; English and other currencies in millions: `CNY 12.35 m`, `12.35 百萬英鎊`.
    package func money(_ money: Money) -> String {
        let amount = moneyAmount(money)
        return locale == .en ? "\(money.currency.code) \(amount) m" : "\(amount) \(moneyUnit(money.currency))"
    }

    /// The number alone, for a column whose header carries `moneyUnit`: 萬元 with one decimal, millions with two.
    package func moneyAmount(_ money: Money) -> String {
        let tenThousands = locale != .en && money.currency == .cny
        let decimals = tenThousands ? 1 : 2
        let unitDigits = (tenThousands ? 4 : 6) + money.currency.minorDigits - decimals
        let divisor = (0..<max(0, unitDigits)).reduce(UInt64(1)) { power, _ in power * 10 }
        let (quotient, rest) = money.minor.magnitude.quotientAndRemainder(dividingBy: divisor)
        return Self.decimal(quotient + (rest >= divisor - rest ? 1 : 0), digits: decimals, negative: money.minor < 0)
    }

    /// What the numbers of `moneyAmount` are counted in.
    package func moneyUnit(_ currency: Currency) -> String {
        switch locale {
        case .en: "\(currency.code) m"
        case .zhHans, .zhHant:
            currency == .cny ? self("format.money.ten-thousands") : self("format.money.millions", ["currency": currencyName(currency)])
        }
    }

    /// Every digit, for print and for the figure behind a figure: `12,345,000.00 元`, `CNY 12,345,000.00`.
    package func exactMoney(_ money: Money) -> String {
        let amount = Self.decimal(money.minor.magnitude, digits: money.currency.minorDigits, negative: money.minor < 0)
        return locale == .en ? "\(money.currency.code) \(amount)" : "\(amount) \(currencyName(money.currency))"
    }

    /// 元, 英鎊, 加元 …; the code where the catalogue has no name.
    package func currencyName(_ currency: Currency) -> String {
        let key = "format.currency.\(currency.code)"
        return catalogue.contains(key, locale) ? self(key) : currency.code
    }
}
