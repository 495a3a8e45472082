import Kernel
import Testing

@Suite struct HexadecimalTests {
    @Test func everyByteIsTwoLowerCaseDigitsAndComesBack() {
        let all = (UInt8.min...UInt8.max).map { $0 }
        let text = all.hexadecimal
        #expect(text.utf8.count == 512 && text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect([UInt8](hexadecimal: text) == all)
        #expect([UInt8](hexadecimal: text.uppercased()) == all)
        #expect([UInt8]().hexadecimal.isEmpty && [UInt8](hexadecimal: "") == [])
    }

    @Test("What is not pairs of digits is refused", arguments: ["0", "0g", "g0", "0x00", " 00", "00 ", "é0", "００", "0\n"])
    func anythingElse(text: String) { #expect([UInt8](hexadecimal: text) == nil) }
}

@Suite struct CanonicalJSONTests {
    @Test func theSameValueIsTheSameText() throws {
        let forwards = Dictionary(uniqueKeysWithValues: (0..<50).map { ("key-\($0)", $0) })
        let backwards = Dictionary(uniqueKeysWithValues: (0..<50).reversed().map { ("key-\($0)", $0) })
        #expect(try forwards.canonicalJSON() == backwards.canonicalJSON())
        #expect(try ["b": "x/y", "a": "鏈"].canonicalJSON() == #"{"a":"鏈","b":"x/y"}"#)
        #expect(throws: (any Error).self) { try [Double.nan].canonicalJSON() }
    }
}
