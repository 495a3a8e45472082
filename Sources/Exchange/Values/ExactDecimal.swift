/// A decimal number of any usual length, kept digit by digit: parsing loses nothing and never traps.
package struct ExactDecimal: Hashable, Sendable, CustomStringConvertible {
    package let isNegative: Bool
    /// 0…9, no leading zeros; empty for zero.
    private let digits: [UInt8]
    /// Digits after the point; negative for trailing zeros not written out.
    private let scale: Int

    private static let maxDigits = 400

    private init(isNegative: Bool, digits: some Sequence<UInt8>, scale: Int) {
        let trimmed = Array(digits.drop { $0 == 0 })
        self.digits = trimmed
        self.isNegative = isNegative && !trimmed.isEmpty
        self.scale = trimmed.isEmpty ? 0 : scale
    }

    /// Reads `-12.50`, `1.5E+7`: ASCII digits, one point, an exponent up to ±400. Nil for anything else.
    package init?(canonical text: some StringProtocol) {
        var negative = false
        var digits: [UInt8] = []
        var scale = 0
        var sawDigit = false
        var sawPoint = false
        var iterator = text.utf8.makeIterator()
        var next = iterator.next()
        if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
            negative = next == UInt8(ascii: "-")
            next = iterator.next()
        }
        while let byte = next {
            if (0x30...0x39).contains(byte) {
                guard digits.count < Self.maxDigits else { return nil }
                sawDigit = true
                digits.append(byte - 0x30)
                if sawPoint { scale += 1 }
            } else if byte == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E"), sawDigit {
                var exponent: [UInt8] = []
                while let byte = iterator.next() { exponent.append(byte) }
                guard exponent.count <= 5, let value = Int(String(decoding: exponent, as: UTF8.self)), abs(value) <= Self.maxDigits
                else { return nil }
                scale -= value
                break
            } else {
                return nil
            }
            next = iterator.next()
        }
        guard sawDigit else { return nil }
        self.init(isNegative: negative, digits: digits, scale: scale)
    }

    /// The number × 10^power.
    package func shifted(by power: Int) -> ExactDecimal {
        ExactDecimal(isNegative: isNegative, digits: digits, scale: scale - power)
    }

    package var negated: ExactDecimal { ExactDecimal(isNegative: !isNegative, digits: digits, scale: scale) }

    /// Rounded half away from zero to so many significant digits, if it has more and is no whole number.
    ///
    /// A spreadsheet stores 2.61 as the double 2.6099999999999999; fifteen digits is what it shows.
    package func significant(_ count: Int) -> ExactDecimal {
        guard digits.count > count, scale > 0 else { return self }
        return rounded(toScale: scale - (digits.count - count)).value.reduced
    }

    /// Rounded half away from zero to so many digits after the point, and whether nothing was lost.
    package func rounded(toScale target: Int) -> (value: ExactDecimal, isExact: Bool) {
        guard scale > target else { return (self, true) }
        let dropped = scale - target
        guard dropped <= digits.count else { return (ExactDecimal(isNegative: false, digits: [], scale: 0), digits.isEmpty) }
        var kept = Array(digits.dropLast(dropped))
        let tail = digits.suffix(dropped)
        if let first = tail.first, first >= 5 {
            var index = kept.count - 1
            while index >= 0, kept[index] == 9 {
                kept[index] = 0
                index -= 1
            }
            if index >= 0 { kept[index] += 1 } else { kept.insert(1, at: 0) }
        }
        return (ExactDecimal(isNegative: isNegative, digits: kept, scale: target), tail.allSatisfy { $0 == 0 })
    }

    /// The number × 10^scale as an integer, rounded half away from zero; nil when it does not fit.
    package func integer(atScale target: Int) -> (value: Int64, isExact: Bool)? {
        let (rounded, isExact) = rounded(toScale: target)
        var value: Int64 = 0
        let zeros = rounded.digits.isEmpty ? 0 : target - rounded.scale
        guard zeros <= 19, rounded.digits.count <= 19 else { return nil }
        for digit in rounded.digits + [UInt8](repeating: 0, count: zeros) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.subtractingReportingOverflow(Int64(digit))
            guard !overflow, !carried else { return nil }
            value = sum
        }
        if isNegative { return (value, isExact) }
        return value == .min ? nil : (-value, isExact)
    }

    private var reduced: ExactDecimal {
        var digits = digits
        var scale = scale
        while scale > 0, digits.last == 0 {
            digits.removeLast()
            scale -= 1
        }
        return ExactDecimal(isNegative: isNegative, digits: digits, scale: scale)
    }

    /// Plain decimal text, as many digits after the point as were given.
    package var description: String {
        var text = digits.map { Character(UnicodeScalar($0 + 0x30)) }
        if scale < 0 {
            text += [Character](repeating: "0", count: -scale)
        } else if scale > 0 {
            if text.count <= scale { text = [Character](repeating: "0", count: scale + 1 - text.count) + text }
            text.insert(".", at: text.count - scale)
        }
        return (isNegative ? "-" : "") + (text.isEmpty ? "0" : String(text))
    }

    /// Significant digits, for stores that hold only so many.
    package var precision: Int { digits.count }
}
