import Foundation

/// Sums children of a node over a stretch of cells and makes their mean.
///
/// Children without gaps share one scalar of weight, so that a complete table costs one multiplication and addition per cell.
struct Gathering {
    let count: Int
    let scratch: Scratch
    let aggregation: Aggregation
    /// Weight and number of children that have no gaps.
    private var wholeWeight = 0.0
    private var wholeCount = 0.0
    private var total = 0.0
    private var children = 0.0
    private var hasGaps = false
    private var hasZeros = false
    private var mayBeInapplicable = false
    /// Rows where a mean met a value it cannot take.
    private(set) var faults: [(row: Int, value: Double)] = []

    init(count: Int, scratch: Scratch, aggregation: Aggregation) {
        (self.count, self.scratch, self.aggregation) = (count, scratch, aggregation)
        let start: Double =
            switch aggregation {
            case .minimum: .infinity
            case .maximum: -.infinity
            default: 0
            }
        scratch.sums.update(repeating: start, count: count)
    }

    mutating func add(_ scores: UnsafePointer<Double>, _ weight: Double, mayHaveGaps: Bool) {
        total += weight
        children += 1
        var terms = scores
        var mayHaveGaps = mayHaveGaps
        switch aggregation {
        case .geometric(let rule): terms = positive(scores, rule, &mayHaveGaps) { log($0) }
        case .harmonic(let rule): terms = positive(scores, rule, &mayHaveGaps) { 1 / $0 }
        case .generalised(let power, let rule): terms = positive(scores, rule, &mayHaveGaps) { pow($0, power) }
        default: break
        }
        if mayHaveGaps {
            if !hasGaps {
                hasGaps = true
                scratch.weights.update(repeating: 0, count: count)
                scratch.counts.update(repeating: 0, count: count)
                scratch.inapplicable.update(repeating: 0, count: count)
            }
            addWithGaps(terms, weight)
        } else {
            wholeWeight += weight
            wholeCount += 1
            let sums = scratch.sums
            switch aggregation {
            case .minimum:
                for index in 0..<count { sums[index] = terms[index] < sums[index] ? terms[index] : terms[index].isNaN ? .nan : sums[index] }
            case .maximum:
                for index in 0..<count { sums[index] = terms[index] > sums[index] ? terms[index] : terms[index].isNaN ? .nan : sums[index] }
            default: for index in 0..<count { sums[index] += weight * terms[index] }
            }
        }
    }

    private mutating func addWithGaps(_ terms: UnsafePointer<Double>, _ weight: Double) {
        let (sums, weights, counts, inapplicable) = (scratch.sums, scratch.weights, scratch.counts, scratch.inapplicable)
        var marked = false
        switch aggregation {
        case .minimum, .maximum:
            for index in 0..<count where !terms[index].isNaN {
                let isBetter = aggregation == .minimum ? terms[index] < sums[index] : terms[index] > sums[index]
                if isBetter { sums[index] = terms[index] }
            }
        default:
            for index in 0..<count {
                let term = terms[index]
                sums[index] += term == term ? weight * term : 0
            }
        }
        for index in 0..<count {
            let term = terms[index]
            weights[index] += term == term ? weight : 0
        }
        for index in 0..<count {
            let term = terms[index]
            counts[index] += term == term ? 1 : 0
        }
        for index in 0..<count { marked = marked || terms[index].isNotApplicable }
        if marked {
            mayBeInapplicable = true
            for index in 0..<count where terms[index].isNotApplicable { inapplicable[index] += weight }
        }
    }

    /// The terms of a mean over positive values; zeros go by `rule`.
    private mutating func positive(
        _ scores: UnsafePointer<Double>, _ rule: Aggregation.ZeroRule, _ mayHaveGaps: inout Bool, _ term: (Double) -> Double
    ) -> UnsafePointer<Double> {
        let terms = scratch.scores
        for index in 0..<count {
            let value = scores[index]
            if value > 0 {
                terms[index] = term(value)
            } else if value.isNaN {
                terms[index] = value
            } else if value == 0, rule == .missing {
                terms[index] = .nan
                mayHaveGaps = true
            } else {
                if !hasZeros {
                    hasZeros = true
                    scratch.zeros.update(repeating: 0, count: count)
                }
                if value == 0, rule == .zero {
                    terms[index] = 0
                    if scratch.zeros[index] == 0 { scratch.zeros[index] = 1 }
                } else {
                    faults.append((index, value))
                    terms[index] = 0
                    scratch.zeros[index] = .nan
                }
            }
        }
        return UnsafePointer(terms)
    }

    /// Writes the means where coverage allows; answers whether every cell has one.
    func finish(_ coverage: Coverage, into out: UnsafeMutablePointer<Double>) -> Bool {
        let sums = scratch.sums
        guard total > 0 else {
            out.update(repeating: .notApplicable, count: count)
            return count == 0
        }
        if hasGaps {
            let (weights, counts, inapplicable) = (scratch.weights, scratch.counts, scratch.inapplicable)
            let least = Double(max(1, coverage.count))
            let mayBeInapplicable = mayBeInapplicable
            for index in 0..<count {
                let present = wholeWeight + weights[index]
                let wanted = mayBeInapplicable ? total - inapplicable[index] : total
                let enough = present >= coverage.weight * wanted - 1e-12 * total && wholeCount + counts[index] >= least
                // Each mean is finished below; the weight present is kept for it.
                weights[index] = enough ? present : .nan
            }
            if case .arithmetic = aggregation {
                for index in 0..<count { out[index] = sums[index] / weights[index] }
            } else {
                for index in 0..<count { out[index] = mean(sums[index], weights[index]) }
            }
            if mayBeInapplicable {
                for index in 0..<count where inapplicable[index] >= total * (1 - 1e-12) { out[index] = .notApplicable }
            }
        } else {
            let total = total
            switch aggregation {
            case .arithmetic: for index in 0..<count { out[index] = sums[index] / total }
            default: for index in 0..<count { out[index] = mean(sums[index], total) }
            }
            if children < Double(coverage.count) { out.update(repeating: .nan, count: count) }
        }
        if hasZeros {
            for index in 0..<count where scratch.zeros[index] != 0 && !out[index].isNaN {
                out[index] = scratch.zeros[index] == 1 ? 0 : .nan
            }
        }
        var absent = 0
        for index in 0..<count { absent &+= out[index] == out[index] ? 0 : 1 }
        return absent == 0
    }

    @inline(__always) private func mean(_ sum: Double, _ weight: Double) -> Double {
        switch aggregation {
        case .arithmetic: sum / weight
        case .sum: weight == total ? sum : sum / weight * total
        case .minimum, .maximum, .median, .relational: weight.isNaN ? .nan : sum
        case .geometric: exp(sum / weight)
        case .harmonic: weight / sum
        case .generalised(let power, _): pow(sum / weight, 1 / power)
        }
    }
}
