import FEEL

/// What a cell tests, as intervals of constants. `=` is a closed interval of one value.
enum CellShape: Sendable {
    case any
    /// One of the tests holds; negated, none does.
    case tests([CellTest], isNegated: Bool)
    /// Only evaluating tells.
    case opaque

    init(_ shape: FEELUnaryTests.Shape) {
        switch shape {
        case .anything: self = .any
        case .expression: self = .opaque
        case .values(let values, let negated): self = .tests(values.map { CellTest(kind: .equal($0)) }, isNegated: negated)
        case .ranges(let ranges, let negated): self = .tests(ranges.map(CellTest.init), isNegated: negated)
        }
    }
}

struct CellTest: Sendable {
    enum Kind: Sendable {
        case equal(FEELValue)
        /// A missing end is open to infinity.
        case interval(low: FEELValue?, lowIncluded: Bool, high: FEELValue?, highIncluded: Bool)
    }
    let kind: Kind

    init(kind: Kind) { self.kind = kind }

    init(_ range: FEELRange) {
        if let start = range.start, let end = range.end, range.startIncluded, range.endIncluded, start.isSame(as: end) {
            kind = .equal(start)
        } else {
            kind = .interval(low: range.start, lowIncluded: range.startIncluded, high: range.end, highIncluded: range.endIncluded)
        }
    }

    /// The literals it compares with.
    var constants: [FEELValue] {
        switch kind {
        case .equal(let value): [value]
        case .interval(let low, _, let high, _): [low, high].compactMap { $0 }
        }
    }
}
