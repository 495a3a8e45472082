/// A small deterministic generator: the same seed gives the same sequence on every machine and in every version.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014). Not for secrets.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    // Written out rather than `Int.random`, whose algorithm the standard library may change.

    /// A number of `range`, each (all but exactly) equally likely.
    package mutating func number(in range: ClosedRange<Int>) -> Int {
        let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound)) &+ 1
        guard width > 0 else { return Int(truncatingIfNeeded: next()) }
        return range.lowerBound &+ Int(truncatingIfNeeded: next().multipliedFullWidth(by: width).high)
    }

    /// True in `percent` of a hundred cases.
    package mutating func chance(_ percent: Int) -> Bool { number(in: 0...99) < percent }

    /// One of `choices`; nil when there is none.
    package mutating func pick<T>(_ choices: [T]) -> T? {
        choices.isEmpty ? nil : choices[number(in: 0...choices.count - 1)]
    }

    /// One of `choices`, as likely as its weight; nil when all weights are 0.
    package mutating func pick<T>(weighted choices: [(weight: Int, value: T)]) -> T? {
        let total = choices.reduce(0) { $0 + max(0, $1.weight) }
        guard total > 0 else { return nil }
        var left = number(in: 0...total - 1)
        for choice in choices {
            left -= max(0, choice.weight)
            if left < 0 { return choice.value }
        }
        return nil
    }

    /// `values` in a new order (Fisher–Yates).
    package mutating func shuffled<T>(_ values: [T]) -> [T] {
        var result = values
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, number(in: 0...last))
        }
        return result
    }
}
