import Kernel
import Testing

@testable import Accounts

@Suite struct PasswordTests {
    /// Known answers of the reference implementation (phc-winner-argon2, `src/test.c`, Argon2id version 19).
    @Test(arguments: [
        (
            UInt32(65536), UInt32(2), UInt32(1), "password",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        ),
        (256, 2, 1, "password", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
        (256, 2, 2, "password", "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"),
        (
            65536, 2, 1, "differentpassword",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94"
        ),
    ])
    func hashesAreThoseOfTheReference(memory: UInt32, passes: UInt32, lanes: UInt32, password: String, phc: String) throws {
        let cost = PasswordHasher.Cost(memory: memory, passes: passes, lanes: lanes)
        #expect(try PasswordHasher.hash(Secret(password), salt: Array("somesalt".utf8), cost: cost).phc == phc)
    }

    private let quick = PasswordHasher.Cost(memory: 64, passes: 1, lanes: 1)

    @Test func aHashFitsItsPasswordOnly() throws {
        let hasher = try PasswordHasher(cost: quick)
        let hash = try hasher.hash(Secret("澜川 corréct horse"))
        #expect(hasher.verify(Secret("澜川 corre\u{301}ct horse"), against: hash))
        #expect(!hasher.verify(Secret("澜川 correct horse"), against: hash))
        #expect(!hasher.verify(Secret(""), against: hash))
        #expect(try hasher.hash(Secret("澜川 corréct horse")) != hash)
        #expect(!hasher.verify(Secret("anything"), against: hasher.decoy))
        // An unknown name takes as long as a known one.
        #expect(hasher.decoy.cost == hasher.cost && hash.cost == hasher.cost)
    }

    @Test func aHashOfLessCostIsDueForAnother() throws {
        let old = try PasswordHasher(cost: quick).hash(Secret("x"))
        #expect(try PasswordHasher(cost: .init(memory: 128, passes: 1, lanes: 1)).needsRehash(old))
        #expect(try !PasswordHasher(cost: quick).needsRehash(old))
        #expect(PasswordHasher.Cost.standard == .init(memory: 19456, passes: 2, lanes: 1))
    }

    @Test(arguments: [
        "", "$", "plain", "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXP", "$argon2id$v=19$m=64,t=9999,p=1$c29tZXNhbHQ$CTFh",
        "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFh", "$argon2id$v=19$m=64,t=1$c29tZXNhbHQ$CTFh",
    ])
    func aHashWeCannotReadMatchesNothing(phc: String) throws {
        let hasher = try PasswordHasher(cost: quick)
        #expect(!hasher.verify(Secret("password"), against: PasswordHash(phc: phc)))
        #expect(hasher.needsRehash(PasswordHash(phc: phc)))
    }

    @Test func thePoolRefusesRatherThanQueuesWithoutEnd() async throws {
        let pool = HashingPool(width: 1, limit: 1)
        #expect(try await pool.run { 7 } == 7)
        let results = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        _ = try await pool.run {
                            try PasswordHasher.hash(
                                Secret("x"), salt: Array("somesalt".utf8), cost: .init(memory: 8192, passes: 3, lanes: 1))
                        }
                        return true
                    } catch { return (error as? AppError)?.code != "LT1102" }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(results.contains(true) && results.contains(false))
        #expect(try await pool.run { 8 } == 8)
    }

    private func codes(_ profile: PasswordPolicy.Profile, _ password: String, _ context: [String] = []) -> Set<String> {
        Set(PasswordPolicy(profile).faults(in: password, context: context).map(\.code))
    }

    @Test func asvsAsksForLengthOnly() {
        #expect(codes(.asvs, "correcthorsebattery") == [])
        #expect(codes(.asvs, "一二三四五六七八九十百千") == [])
        #expect(codes(.asvs, "short-Pw-1x") == ["LT1130"])
        #expect(codes(.asvs, String(repeating: "ab9", count: 50)) == ["LT1135", "LT1131"])
        #expect(!PasswordPolicy(.asvs).isDue(setAt: Instant(microseconds: 0), now: Instant(microseconds: .max)))
    }

    @Test func dengbaoAsksForThreeKindsAndNinetyDays() {
        #expect(codes(.dengbao3, "correcthorse") == ["LT1133"])
        #expect(codes(.dengbao3, "correctHorse7") == [])
        #expect(codes(.dengbao3, "cH7-x") == ["LT1130"])
        let policy = PasswordPolicy(.dengbao3)
        let start = Instant(microseconds: 0)
        #expect(policy.history == 5 && policy.isDue(setAt: nil, now: start))
        #expect(!policy.isDue(setAt: start, now: start.adding(seconds: 90 * 86400 - 1)))
        #expect(policy.isDue(setAt: start, now: start.adding(seconds: 90 * 86400)))
    }

    @Test(arguments: [
        "P@ssw0rd2026", "Password1234!", "administrator", "qwertyuiop123", "aaaaaaaaaaaa", "abcabcabcabc", "abcdefghijklm",
        "woaini123456789",
        "zhongguo2026!!", "1qaz2wsx3edc", "098765432109", "Welcome12345", "passwordpassword",
    ])
    func whatIsTriedFirstIsRefused(password: String) {
        #expect(codes(.asvs, password).contains("LT1131"))
    }

    @Test func theListIsLongEnoughAndRefusesNoSentence() {
        #expect(CommonPasswords.entries.count >= 1000)
        for good in ["correct horse battery staple", "藍圖上的第三條河", "my-Dog8-eats-paper", "xkT9#qLw2!vB"] {
            #expect(!CommonPasswords.covers(good))
        }
    }

    @Test func aPasswordIsNotBuiltFromItsOwner() { #expect(codes(.asvs, "zhangwei-river-88", ["ZhangWei"]) == ["LT1132"]) }

    @Test func secretsDoNotReachALog() {
        let secret = Secret("hunter2hunter2")
        #expect(!"\(secret)\(String(reflecting: secret))".contains("hunter"))
        #expect(!"\(TOTP(secret: secret))".contains("104") && Mirror(reflecting: secret).children.isEmpty)
    }
}
