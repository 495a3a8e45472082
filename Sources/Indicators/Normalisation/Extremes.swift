/// Least and greatest present value of a stretch of cells, and whether any is absent.
struct Extremes: Sendable {
    var least = Double.infinity
    var greatest = -Double.infinity
    var hasGaps = false

    /// One pass, eight lanes. O(count).
    static func of(_ values: UnsafeBufferPointer<Double>) -> Extremes {
        var low = SIMD8<Double>(repeating: .infinity)
        var high = SIMD8<Double>(repeating: -.infinity)
        var gaps = SIMDMask<SIMD8<Int64>>(repeating: false)
        let whole = values.count & ~7
        if let base = values.baseAddress {
            let raw = UnsafeRawPointer(base)
            var index = 0
            while index < whole {
                let lanes = raw.loadUnaligned(fromByteOffset: index &* 8, as: SIMD8<Double>.self)
                // A comparison with NaN is false, so gaps never replace.
                low.replace(with: lanes, where: lanes .< low)
                high.replace(with: lanes, where: lanes .> high)
                gaps = gaps .| (lanes .!= lanes)
                index &+= 8
            }
        }
        var result = Extremes()
        for lane in 0..<8 {
            if low[lane] < result.least { result.least = low[lane] }
            if high[lane] > result.greatest { result.greatest = high[lane] }
            if gaps[lane] { result.hasGaps = true }
        }
        for index in whole..<values.count { result.take(values[index]) }
        return result
    }

    mutating func take(_ value: Double) {
        if value.isNaN { hasGaps = true }
        if value < least { least = value }
        if value > greatest { greatest = value }
    }

    mutating func merge(_ other: Extremes) {
        if other.least < least { least = other.least }
        if other.greatest > greatest { greatest = other.greatest }
        hasGaps = hasGaps || other.hasGaps
    }

    var isEmpty: Bool { least > greatest }
}
