import Decimal34

/// A generator with a seed, so that a failing case comes again.
struct RandomNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    private static let powers: [UInt128] = (0...34).reduce(into: []) { powers, _ in
        powers.append((powers.last ?? 0) == 0 ? 1 : (powers.last ?? 1) * 10)
    }

    /// 0…34 digits, often those where rounding is decided: powers of ten and their neighbours, halves, nines, trailing zeros.
    mutating func coefficient() -> UInt128 {
        let digits = 1 + below(34)
        let power = Self.powers[digits - 1]
        let random = (UInt128(next()) << 64 | UInt128(next())) % (power * 10)
        switch below(10) {
        case 0: return power
        case 1: return power * 10 - 1
        case 2: return min(power + 1, Self.powers[34] - 1)
        case 3:
            // Ends in 5000…
            let tail = Self.powers[below(digits)]
            return random / (tail * 10) * (tail * 10) + 5 * tail
        case 4:
            let tail = Self.powers[below(digits)]
            return random / tail * tail
        case 5: return UInt128(next() % 100_000)
        case 6: return below(20) == 0 ? 0 : 1 << UInt128(below(112))
        default: return random
        }
    }

    /// Mostly near `other` or near 0, sometimes anywhere, sometimes at the ends.
    mutating func exponent(near other: Int = 0) -> Int {
        let exponent =
            switch below(8) {
            case 0: below(12_288) - 6176
            case 1: below(2) == 0 ? -6176 + below(80) : 6111 - below(80)
            case 2, 3, 4: other + below(80) - 40
            default: below(20) - 12
            }
        return min(max(exponent, -6176), 6111)
    }

    mutating func number(near other: Decimal34 = .zero) -> Decimal34 {
        Decimal34(negative: below(2) == 0, coefficient: coefficient(), exponent: exponent(near: other.exponent)) ?? .zero
    }
}
