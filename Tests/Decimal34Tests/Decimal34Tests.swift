import Decimal34
import Testing

@Suite("Decimal34")
struct Decimal34Tests {
    func number(_ text: String) throws -> Decimal34 { try #require(Decimal34(text)) }

    @Test(
        "sums keep the finer scale and round beyond 34 digits",
        arguments: [
            ("0.1", "0.2", "0.3"), ("1.10", "2", "3.10"), ("5", "-5", "0"), ("9999999999999999999999999999999999", "1", "1E+34"),
            ("18446744073709551615", "1", "18446744073709551616"), ("1E+40", "-1", "1E+40"), ("1E+34", "-0.1", "1E+34"),
            ("1000000000000000000000000000000000", "-0.1", "999999999999999999999999999999999.9"),
        ])
    func sums(_ left: String, _ right: String, _ sum: String) throws {
        #expect(try number(left).adding(number(right)) == number(sum))
        #expect(try number(right).adding(number(left)) == number(sum))
    }

    @Test(
        "products are exact up to 34 digits",
        arguments: [
            ("1.5", "-2", "-3.0"), ("0", "-7", "0"),
            ("99999999999999999999", "99999999999999999999", "9.999999999999999999800000000000000E+39"),
            ("3333333333333333333333333333333333", "3", "9999999999999999999999999999999999"),
        ])
    func products(_ left: String, _ right: String, _ product: String) throws {
        #expect(try number(left).multiplied(by: number(right))?.scientific == product)
    }

    @Test(
        "quotients",
        arguments: [
            ("1", "3", "0.3333333333333333333333333333333333"), ("2", "3", "0.6666666666666666666666666666666667"), ("1", "4", "0.25"),
            ("100", "10", "10"), ("6.0", "2", "3.0"),
            ("1", "9999999999999999999999999999999999", "1.000000000000000000000000000000000E-34"),
        ])
    func quotients(_ left: String, _ right: String, _ quotient: String) throws {
        #expect(try number(left).divided(by: number(right))?.scientific == quotient)
    }

    @Test("nothing is divided by zero, and nothing grows beyond the range")
    func refused() throws {
        #expect(Decimal34.one.divided(by: 0) == nil)
        #expect(Decimal34.one.modulo(0) == nil)
        #expect(Decimal34.greatest.multiplied(by: 10) == nil)
        #expect(Decimal34.greatest.adding(.greatest) == nil)
        #expect(Decimal34("1E+6145") == nil)
        #expect(Decimal34("1E-7000") == Decimal34.zero)
    }

    @Test(
        "modulo has the divisor's sign",
        arguments: [
            ("10", "-4", "-2"), ("-10", "4", "2"), ("0", "4", "0"), ("10.1", "4.5", "1.1"), ("-10.1", "4.5", "3.4"),
            ("10.1", "-4.5", "-3.4"),
            ("-10.1", "-4.5", "-1.1"), ("1E+6000", "7", "1"),
        ])
    func modulo(_ left: String, _ right: String, _ rest: String) throws {
        #expect(try number(left).modulo(number(right)) == number(rest))
    }

    @Test(
        "text is read whole or not at all",
        arguments: ["", "-", ".", "1.", "12abc", "1.2.3", "1e", "1e+", " 1", "1 ", "0x1", "1,000", "--1", "NaN", "inf"])
    func refusedText(_ text: String) { #expect(Decimal34(text) == nil) }

    @Test(
        "text is printed plainly, with its zeros",
        arguments: [
            ("1.10", "1.10"), ("-0.5", "-0.5"), (".5", "0.5"), ("1E3", "1000"), ("0.0", "0.0"), ("-0", "0"), ("1e-9", "0.000000001"),
            ("12345678901234567890123456789012345", "12345678901234567890123456789012340"),
        ])
    func printed(_ text: String, _ plain: String) throws { #expect(try number(text).description == plain) }

    @Test("equal numbers of different scale are equal, ordered equal and hash equal")
    func equality() throws {
        let numbers = try [number("1"), number("1.0"), number("1.00000000000000000000"), number("0.1E+1"), number("10E-1")]
        #expect(Set(numbers).count == 1)
        #expect(try number("0") == number("0.000"))
        #expect(try number("-1.5") < number("-1.25"))
        #expect(try number("1E+10") > number("9999999999"))
    }
}
