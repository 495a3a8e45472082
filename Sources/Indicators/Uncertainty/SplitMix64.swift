/// A small seeded generator, so that every draw of a simulation can be repeated. Not for secrets.
///
/// Source: Steele, Lea, Flood (2014), "Fast splittable pseudorandom number generators". O(1) a number.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Uniform in 0..<1 with 53 bits.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Standard normal by the polar method.
    public mutating func normal() -> Double {
        while true {
            let (u, v) = (2 * unit() - 1, 2 * unit() - 1)
            let s = u * u + v * v
            if s > 0, s < 1 { return u * (-2 * logarithm(s) / s).squareRoot() }
        }
    }
}
