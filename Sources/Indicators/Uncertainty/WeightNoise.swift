/// How weights are drawn around the rule's own.
///
/// Source: OECD/JRC Handbook (2008), section 7; Saisana, Saltelli, Tarantola (2005).
public enum WeightNoise: Sendable, Hashable {
    /// Each weight times 1 + δ·u, u uniform in −1…1; δ in 0…1.
    case relative(Double)
    /// Any weights: uniform on the simplex of each group of siblings, whatever the rule says.
    case anyWeights

    /// One draw of weights for all nodes. Each draw has a generator of its own, so that it is the same on any number of cores.
    public func draw(_ number: Int, seed: UInt64, around weights: [Double]) -> [Double] {
        var generator = SplitMix64(seed: seed &+ UInt64(truncatingIfNeeded: number) &* 0xD1B5_4A32_D192_ED03)
        switch self {
        case .relative(let spread): return weights.map { max(0, $0 * (1 + spread * (2 * generator.unit() - 1))) }
        // Exponential variates, as shares of their sum, are uniform on the simplex.
        case .anyWeights: return weights.map { $0 > 0 ? -logarithm(1 - generator.unit()) : 0 }
        }
    }
}
