import Decimal34
import Testing

@Suite("Decimal34 functions")
struct FunctionTests {
    func number(_ text: String) throws -> Decimal34 { try #require(Decimal34(text)) }

    @Test(
        "square roots",
        arguments: [
            ("4", "2"), ("4.00", "2.0"), ("0", "0"), ("2", "1.414213562373095048801688724209698"), ("1E-6176", "1E-3088"),
            ("9999999999999999999999999999999999", "99999999999999999.99999999999999999"),
            ("1E+6111", "3.162277660168379331998893544432719E+3055"),
            ("0.04", "0.2"),
        ])
    func roots(_ text: String, _ root: String) throws { #expect(try number(text).squareRoot?.scientific == root) }

    @Test(
        "exponentials",
        arguments: [
            ("0", "1"), ("1", "2.718281828459045235360287471352662"), ("-1", "0.3678794411714423215955237701614609"),
            ("4", "54.59815003314423907811026120286088"), ("1E-41", "1"), ("100", "2.688117141816135448412625551580014E+43"),
            ("-14000.5", "4.571998860928588504045278278719905E-6081"), ("14147.5", "1.517688789701293787896480447208115E+6144"),
        ])
    func exponentials(_ text: String, _ power: String) throws {
        #expect(try number(text).exponential == number(power))
    }

    @Test(
        "natural logarithms",
        arguments: [
            ("1", "0"), ("4", "1.386294361119890618834464242916353"), ("10", "2.302585092994045684017991454684364"),
            ("1.000000000000000000000000000000001", "9.999999999999999999999999999999995E-34"),
            ("0.9999999999999999999999999999999999", "-1.000000000000000000000000000000000E-34"),
            ("9.999999999999999999999999999999999E+6144", "14149.38539644841072829055748903542"),
            ("1E-6176", "-14220.76553433122614449511522413063"), ("3.17", "1.153731587889189246163779259929883"),
        ])
    func logarithms(_ text: String, _ logarithm: String) throws {
        let found = try #require(try number(text).naturalLogarithm)
        #expect(try found == number(logarithm))
    }

    @Test(
        "powers",
        arguments: [
            ("5", "2", "25"), ("5", "-2", "0.04"), ("81", "5", "3486784401"), ("-3", "3", "-27"),
            ("5", "50", "8.881784197001252323389053344726562E+34"),
            ("2", "-50", "8.881784197001252323389053344726562E-16"), ("2", "0.5", "1.414213562373095048801688724209698"), ("0", "0", "1"),
            ("0", "3", "0"),
            ("1.01", "365", "37.78343433288715887761660479649761"),
            ("1.000000000000000000000000000000001", "1E+33", "2.718281828459045235360287471352661"),
            ("7", "-3", "0.002915451895043731778425655976676385"), ("3", "1000", "1.322070819480806636890455259752144E+477"),
            ("-1", "1000001", "-1"), ("10", "-6176", "1E-6176"), ("2", "-30000", "0"),
        ])
    func powers(_ base: String, _ power: String, _ result: String) throws {
        #expect(try number(base).raised(to: number(power)) == number(result))
    }

    @Test("what has no value is nil")
    func refused() throws {
        #expect(try number("-4").squareRoot == nil)
        #expect(Decimal34.zero.naturalLogarithm == nil)
        #expect(try number("-1").naturalLogarithm == nil)
        #expect(try number("14200").exponential == nil)
        #expect(try number("-8").raised(to: number("0.5")) == nil)
        #expect(Decimal34.zero.raised(to: -1) == nil)
        #expect(Decimal34(10).raised(to: 7000) == nil)
    }

    @Test(
        "rounding to a scale, each way",
        arguments: [
            ("5.5", 0, "6", "6", "5", "6", "5", "5", "6"), ("-5.5", 0, "-6", "-6", "-5", "-6", "-5", "-6", "-5"),
            ("2.5", 0, "2", "3", "2", "3", "2", "2", "3"),
            ("-1.126", 2, "-1.13", "-1.13", "-1.13", "-1.13", "-1.12", "-1.13", "-1.12"),
            ("1234", -2, "1200", "1200", "1200", "1300", "1200", "1200", "1300"),
            ("0.001", 0, "0", "0", "0", "1", "0", "0", "1"),
        ])
    func roundings(
        _ text: String, _ scale: Int, _ halfEven: String, _ halfUp: String, _ halfDown: String, _ up: String, _ down: String,
        _ floor: String, _ ceiling: String
    ) throws {
        let expected = [halfEven, halfUp, halfDown, up, down, floor, ceiling]
        let value = try number(text)
        for (rounding, expected) in zip(Rounding.allCases, expected) {
            #expect(try value.rounded(toScale: scale, rounding) == number(expected), "\(rounding)")
        }
    }
}
