import CArgon2
package import Kernel

/// An Argon2id hash in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
package struct PasswordHash: Hashable, Sendable {
    package let phc: String
    package init(phc: String) { self.phc = phc }

    /// The costs written in the hash; nil when it is not Argon2id version 19 or asks for more than 1 GiB, 64 passes or 16 lanes.
    var cost: PasswordHasher.Cost? {
        let parts = phc.split(separator: "$", omittingEmptySubsequences: true)
        guard parts.count == 5, parts[0] == "argon2id", parts[1] == "v=19" else { return nil }
        var values: [Substring: UInt32] = [:]
        for pair in parts[2].split(separator: ",") {
            let sides = pair.split(separator: "=")
            guard sides.count == 2, let value = UInt32(sides[1]) else { return nil }
            values[sides[0]] = value
        }
        guard let memory = values["m"], let passes = values["t"], let lanes = values["p"], memory <= 1 << 20, passes <= 64, lanes <= 16
        else { return nil }
        return .init(memory: memory, passes: passes, lanes: lanes)
    }
}

/// Makes and checks password hashes. Each call blocks for tens of milliseconds and `memory` KiB: run it on a `HashingPool`.
package struct PasswordHasher: Sendable {
    package struct Cost: Hashable, Sendable {
        /// KiB
        package var memory: UInt32
        package var passes: UInt32
        package var lanes: UInt32

        package init(memory: UInt32, passes: UInt32, lanes: UInt32) { (self.memory, self.passes, self.lanes) = (memory, passes, lanes) }
        /// 19 MiB, two passes, one lane.
        package static let standard = Cost(memory: 19456, passes: 2, lanes: 1)
    }
    package let cost: Cost
    private let random: any RandomBytes
    /// A hash of nothing anyone knows, at today's cost: checked for unknown names, so that they take the same time.
    package let decoy: PasswordHash

    package init(cost: Cost = .standard, random: any RandomBytes = SystemRandomBytes()) throws(AppError) {
        (self.cost, self.random) = (cost, random)
        decoy = try Self.hash(Secret(random.bytes(24)), salt: random.bytes(16), cost: cost)
    }

    package func hash(_ password: Secret) throws(AppError) -> PasswordHash {
        try Self.hash(password, salt: random.bytes(16), cost: cost)
    }

    /// Throws `LT5010` when the library refuses, which means there is no memory for it.
    static func hash(_ password: Secret, salt: [UInt8], cost: Cost, length: Int = 32) throws(AppError) -> PasswordHash {
        let size = argon2_encodedlen(cost.passes, cost.memory, cost.lanes, UInt32(salt.count), UInt32(length), Argon2_id)
        var encoded = [CChar](repeating: 0, count: size)
        let code = argon2id_hash_encoded(
            cost.passes, cost.memory, cost.lanes, password.bytes, password.bytes.count, salt, salt.count, length, &encoded, size)
        guard code == ARGON2_OK.rawValue else { throw AppError("LT5010", .unavailable) }
        let text = encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return PasswordHash(phc: String(decoding: text, as: UTF8.self))
    }

    /// Whether the password made this hash; constant time in the comparison. A hash we cannot read matches nothing.
    package func verify(_ password: Secret, against hash: PasswordHash) -> Bool {
        guard hash.cost != nil else { return false }
        return argon2id_verify(hash.phc, password.bytes, password.bytes.count) == ARGON2_OK.rawValue
    }

    /// Whether the hash was made with less than today's cost: hash again at the next successful sign-in.
    package func needsRehash(_ hash: PasswordHash) -> Bool {
        guard let old = hash.cost else { return true }
        return old.memory < cost.memory || old.passes < cost.passes || old.lanes < cost.lanes
    }
}
