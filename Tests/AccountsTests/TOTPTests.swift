import Accounts
import Kernel
import Testing

@Suite struct TOTPTests {
    private let rfc = TOTP(secret: Secret(Array("12345678901234567890".utf8)))

    @Test func codesAreThoseOfRFC4226() {
        let expected = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
        for (counter, code) in expected.enumerated() { #expect(rfc.code(step: Int64(counter)) == code) }
    }

    @Test(
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func codesAreThoseOfRFC6238(second: Int64, code: String) {
        #expect(rfc.code(step: TOTP.step(at: Instant(microseconds: second * 1_000_000)), digits: 8) == code)
    }

    @Test func aCodeWorksOneStepEarlyOrLateAndOnlyOnce() throws {
        let now = Instant(microseconds: 1_700_000_000_000_000)
        let step = TOTP.step(at: now)
        for offset in Int64(-3)...3 {
            let accepted = rfc.acceptedStep(for: rfc.code(step: step + offset), at: now, lastUsed: nil)
            #expect(accepted == (abs(offset) <= 1 ? step + offset : nil))
        }
        #expect(rfc.acceptedStep(for: rfc.code(step: step), at: now, lastUsed: step) == nil)
        #expect(rfc.acceptedStep(for: rfc.code(step: step - 1), at: now, lastUsed: step) == nil)
        #expect(rfc.acceptedStep(for: rfc.code(step: step + 1), at: now, lastUsed: step) == step + 1)
        #expect(rfc.acceptedStep(for: "", at: now, lastUsed: nil) == nil)
        let code = rfc.code(step: step)
        #expect(rfc.acceptedStep(for: "\(code.prefix(3)) \(code.suffix(3))", at: now, lastUsed: nil) == step)
    }

    @Test func base32IsThatOfRFC4648() throws {
        for (plain, encoded) in [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
        ] {
            #expect(Base32.encode(Array(plain.utf8)) == encoded)
            #expect(Base32.decode(encoded.lowercased() + "==") == Array(plain.utf8))
        }
        #expect(Base32.decode("A1") == nil)
        var random = SystemRandomNumberGenerator()
        for count in 0..<70 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Base32.decode(Base32.encode(bytes)) == bytes && Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test func theAddressForAppsEscapesWhatIsNotPlain() {
        #expect(
            rfc.uri(issuer: "藍圖", account: "a&b")
                == "otpauth://totp/%E8%97%8D%E5%9C%96:a%26b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E8%97%8D%E5%9C%96&algorithm=SHA1&digits=6&period=30"
        )
    }

    @Test func recoveryCodesAreTenDifferentOnesFoundHoweverTyped() throws {
        let codes = RecoveryCodes(random: SystemRandomBytes())
        #expect(Set(codes.texts).count == 10 && codes.texts.allSatisfy { $0.count == 11 })
        let first = try #require(codes.texts.first)
        #expect(RecoveryCodes.digest(" " + first.lowercased().split(separator: "-").joined()) == codes.digests.first)
    }
}
