import Accounts
import Kernel
import Testing

@Suite struct SessionTests {
    private let start = Instant(microseconds: 1_700_000_000_000_000)

    /// Whatever the requests' times: a session lives only within half an hour of the last and twelve hours of the first.
    @Test func aSessionEndsIdleOrOldWhateverTheRequests() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            var session = Session(digest: [], account: .init(1), stage: .full, createdAt: start, address: "", agent: "")
            var now = start
            for _ in 0..<100 {
                let gap = Int64.random(in: 0...2400, using: &random)
                now = now.adding(seconds: gap)
                let age = (now.microseconds - start.microseconds) / 1_000_000
                let expected: Session.End? = age >= 43200 ? .absolute : gap >= 1800 ? .idle : nil
                #expect(session.end(at: now) == expected)
                guard expected == nil else { break }
                session.lastSeenAt = now
            }
        }
    }

    @Test func aClockThatSteppedBackEndsNothing() {
        let session = Session(
            digest: [], account: .init(1), stage: .full, createdAt: start, address: "", agent: String(repeating: "x", count: 999))
        #expect(session.end(at: start.adding(seconds: -3600)) == nil && session.agent.count == 200)
        #expect(!session.wantsTouch(at: start.adding(seconds: 59)) && session.wantsTouch(at: start.adding(seconds: 60)))
    }

    @Test func aTokenReadsBackFromItsCookieAndNothingElseDoes() throws {
        let token = SessionToken(random: SystemRandomBytes())
        #expect(try #require(SessionToken(cookie: token.cookie)).digest == token.digest)
        for wrong in ["", "x", String(token.cookie.dropLast()), token.cookie + "A", String(repeating: "!", count: 43)] {
            #expect(SessionToken(cookie: wrong) == nil)
        }
        #expect(!"\(token)".contains(token.cookie))
    }

    @Test func aFormTokenBelongsToOneSessionAndOneInstallation() {
        let tokens = CSRFTokens(key: Secret([UInt8](repeating: 1, count: 32)))
        let token = tokens.token(for: [1, 2, 3])
        #expect(tokens.isValid(token, for: [1, 2, 3]))
        #expect(
            !tokens.isValid(token, for: [1, 2, 4]) && !tokens.isValid("", for: [1, 2, 3]) && !tokens.isValid(token + "x", for: [1, 2, 3]))
        #expect(!CSRFTokens(key: Secret([UInt8](repeating: 2, count: 32))).isValid(token, for: [1, 2, 3]))
    }

    @Test func aSealedSecretOpensForItsAccountAndKeyOnly() throws {
        let seal = SecretSeal(key: Secret([UInt8](repeating: 7, count: 32)))
        var sealed = try seal.seal(Secret("totp"), for: .init(5))
        #expect(try seal.open(sealed, for: .init(5)).bytes == Array("totp".utf8))
        #expect(throws: AppError.self) { try seal.open(sealed, for: .init(6)) }
        #expect(throws: AppError.self) { try SecretSeal(key: Secret([UInt8](repeating: 8, count: 32))).open(sealed, for: .init(5)) }
        sealed[sealed.count - 1] ^= 1
        #expect(throws: AppError.self) { try seal.open(sealed, for: .init(5)) }
    }
}
