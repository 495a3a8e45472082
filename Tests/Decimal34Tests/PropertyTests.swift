import Decimal34
import Testing

/// What holds for every number, tried on 20,000 random ones.
@Suite("Decimal34, laws")
struct PropertyTests {
    func forEachPair(seed: UInt64, _ body: (Decimal34, Decimal34) -> Void) {
        var random = RandomNumbers(seed: seed)
        for _ in 0..<20_000 {
            let left = random.number()
            body(left, random.number(near: left))
        }
    }

    @Test("what is written reads back, digit for digit")
    func text() {
        forEachPair(seed: 21) { number, _ in
            #expect(Decimal34(number.scientific) == number)
            if number.exponent <= 0, number.exponent > -100 {
                let again = Decimal34(number.description)
                #expect(again == number && again?.exponent == number.exponent, "\(number)")
            }
        }
    }

    @Test("sums and products do not depend on the order, and opposite numbers cancel")
    func symmetry() {
        forEachPair(seed: 22) { left, right in
            #expect(left.adding(right) == right.adding(left))
            #expect(left.multiplied(by: right) == right.multiplied(by: left))
            #expect(left.subtracting(right) == right.subtracting(left)?.negated)
            #expect(left.subtracting(left)?.isZero == true)
        }
    }

    @Test("order is total, and equal numbers hash alike")
    func order() {
        forEachPair(seed: 23) { left, right in
            #expect([left < right, left == right, left > right].filter { $0 }.count == 1)
            #expect(left.reduced == left && left.reduced.hashValue == left.hashValue)
            #expect((left <= right) == !(right < left))
        }
    }

    @Test("a remainder is smaller than the divisor, and a modulo has its sign")
    func remainders() {
        forEachPair(seed: 24) { left, right in
            guard let rest = left.remainder(dividingBy: right), let modulo = left.modulo(right) else {
                #expect(right.isZero)
                return
            }
            #expect(rest.magnitude < right.magnitude)
            #expect(modulo.isZero || modulo.isNegative == right.isNegative)
        }
    }

    @Test("rounding goes to a neighbour: down and up enclose the number, and an integer is not moved")
    func rounding() {
        forEachPair(seed: 25) { number, _ in
            guard number.exponent > -80, number.exponent < 20 else { return }
            guard let down = number.rounded(toScale: 2, .floor), let up = number.rounded(toScale: 2, .ceiling) else { return }
            #expect(down <= number && number <= up)
            #expect(number.floor.isInteger && number.ceiling.isInteger)
            #expect(number.floor.floor == number.floor)
            #expect(!(number.isEven && number.isOdd))
        }
    }

    @Test("integers pass both ways")
    func integers() {
        var random = RandomNumbers(seed: 26)
        for value in [0, 1, -1, .max, .min] + (0..<1_000).map({ _ in Int64(bitPattern: random.next()) }) {
            #expect(Decimal34(value).int64 == value)
            #expect(Decimal34(value).description == value.description)
            #expect(Decimal34(units: value, exponent: -2)?.multiplied(by: 100)?.int64 == value)
        }
        #expect(Decimal34("1E+30")?.int64 == nil)
        #expect(Decimal34("1E+30")?.int128 == 1_000_000_000_000_000_000_000_000_000_000)
        #expect(Decimal34("1.5")?.int == nil)
        #expect(Decimal34("1.500E+3")?.int == 1500)
        #expect(Decimal34("9223372036854775808")?.int64 == nil)
    }

    @Test("doubles become their shortest decimal, and come back", arguments: [0.1, -2.5, 1e300, 2.5e-308, 123456789.125, 1e16, 0, 1e-7])
    func doubles(_ value: Double) {
        #expect(Decimal34(value)?.double == value)
        #expect(Decimal34(value)?.scientific == Decimal34(value.description)?.scientific || value.rounded() == value)
    }

    @Test("no bytes crash the reader")
    func noise() {
        var random = RandomNumbers(seed: 27)
        let alphabet = Array("0123456789.eE+-x ".utf8)
        for _ in 0..<50_000 {
            let bytes = (0..<random.below(24)).map { _ in
                random.below(9) == 0 ? UInt8(truncatingIfNeeded: random.next()) : alphabet[random.below(17)]
            }
            guard let number = bytes.withUnsafeBufferPointer({ Decimal34(utf8: $0) }) else { continue }
            #expect(Decimal34(number.scientific) == number)
        }
        #expect(Decimal34(Double.nan) == nil)
        #expect(Decimal34(Double.infinity) == nil)
        #expect(Decimal34("1E+99999999999999999999") == nil)
        #expect(Decimal34("1E-99999999999999999999") == Decimal34.zero)
        #expect(Decimal34(String(repeating: "9", count: 10_000)) == nil)
    }
}
