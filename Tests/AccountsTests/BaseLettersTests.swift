import Accounts
import Testing

/// Base 32 and base 64 for URLs share one loop: both are held against their standard and against themselves.
@Suite struct BaseLettersTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
        ("\u{FB}", "w7s"), ("??>", "Pz8-"), ("???", "Pz8_"),
    ])
    func base64IsThatOfRFC4648(plain: String, encoded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(plain.utf8))
    }

    @Test func anyBytesComeBack() {
        var random = SystemRandomNumberGenerator()
        for length in 0..<80 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            #expect(Base32.decode(Base32.encode(bytes)) == bytes)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test func whatAPersonTypesIsForgivenAndNothingElse() {
        #expect(Base32.decode("mzxw 6ytb oi==") == Array("foobar".utf8))
        for text in ["MZXW1", "MZXW!", "ＭＺ", "M-ZX"] { #expect(Base32.decode(text) == nil, "\(text)") }
        for text in ["Zm9v+", "Zm9v/", "Zm9v=", "Zm 9v"] { #expect(Base64URL.decode(text) == nil, "\(text)") }
    }
}
