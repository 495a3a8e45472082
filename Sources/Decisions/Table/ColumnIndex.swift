import Decimal34
import FEEL

/// What a column of a table can be looked up by.
///
/// For every value of the indexed kind one lookup gives the set of rules whose cell accepts it; a rule whose cell cannot be told from its
/// text alone is in every set and listed in `opaque`, to be asked only if it survives the other columns.
final class ColumnIndex: Sendable {
    enum Kind: Sendable, Hashable { case number, string, boolean, date, yearMonthDuration, dayTimeDuration }

    /// The kind of value it answers for; nil where no cell has a literal.
    let kind: Kind?
    /// Rules to ask by evaluating their cell.
    let opaque: RuleSet
    /// Whether every cell is `-`.
    let acceptsAll: Bool
    /// Words of one set.
    private let width: Int
    /// All sets one after the other; the first is that of null.
    private let words: ContiguousArray<UInt64>
    /// Sorted: band 2i+1 is the boundary i itself, band 2i what lies below it.
    private let boundaries: ContiguousArray<Decimal34>
    private let texts: [TextKey: Int]

    /// Bounds the memory of one column: 16 M bits in all its sets.
    static let maximumWords = 1 << 21

    /// The number of the set for a value; nil where cells must be asked.
    @inline(__always) func set(of value: FEELValue) -> Int? {
        switch value {
        case .null: return 0
        case .number(let number) where kind == .number: return band(number)
        case .string(let text) where kind == .string: return texts[TextKey(text)] ?? 1
        case .boolean(let flag) where kind == .boolean: return flag ? 2 : 1
        default:
            guard let kind else { return 0 }
            guard let (own, key) = Self.key(value), own == kind, kind != .string, kind != .boolean else { return nil }
            return band(key)
        }
    }

    @inline(__always) func word(_ word: Int, of set: Int) -> UInt64 { words[set &* width &+ word] }

    @inline(__always) private func band(_ key: Decimal34) -> Int {
        var low = 0
        var high = boundaries.count
        while low < high {
            let middle = (low &+ high) >> 1
            let order = boundaries[middle].compared(to: key)
            if order == 0 { return 1 &+ 2 &* middle &+ 1 }
            if order < 0 { low = middle &+ 1 } else { high = middle }
        }
        return 1 &+ 2 &* low
    }

    /// The kind and sort key of a value that has one.
    static func key(_ value: FEELValue) -> (Kind, Decimal34)? {
        switch value {
        case .number(let number): (.number, number)
        default: value.temporalKey
        }
    }

    static func kind(_ value: FEELValue) -> Kind? {
        switch value {
        case .string: .string
        case .boolean: .boolean
        default: key(value)?.0
        }
    }

    // MARK: Building

    /// - Parameter acceptsNull: whether the cell of a rule accepts null, asked of the cells themselves.
    init(_ given: [FEELUnaryTests.Shape], acceptsNull: (Int) -> Bool) {
        let shapes = given.map(CellShape.init)
        let count = shapes.count
        let width = max(1, (count + 63) / 64)
        // The kind of most literals wins; cells with others are asked.
        var votes: [Kind: Int] = [:]
        for case .tests(let tests, _) in shapes {
            for constant in tests.flatMap(\.constants) {
                if let kind = Self.kind(constant) { votes[kind, default: 0] += 1 }
            }
        }
        var kind = votes.max { ($0.value, "\($1.key)") < ($1.value, "\($0.key)") }?.key
        var keys: [Decimal34] = []
        var texts: [TextKey: Int] = [:]
        var opaque = RuleSet(count: count)
        for (rule, shape) in shapes.enumerated() {
            switch shape {
            case .any: break
            case .opaque: opaque[rule] = true
            case .tests(let tests, _):
                guard let kind, Self.fits(tests, kind) else {
                    opaque[rule] = true
                    continue
                }
                for constant in tests.flatMap(\.constants) {
                    if case .string(let text) = constant, texts[TextKey(text)] == nil { texts[TextKey(text)] = 2 + texts.count }
                    if kind != .string, kind != .boolean, let key = Self.key(constant)?.1 { keys.append(key) }
                }
            }
        }
        keys.sort()
        var boundaries: ContiguousArray<Decimal34> = []
        for key in keys where boundaries.last != key { boundaries.append(key) }
        var sets: Int
        switch kind {
        case .string: sets = 2 + texts.count
        case .boolean: sets = 3
        case nil: sets = 1
        default: sets = 2 + 2 * boundaries.count
        }
        if sets > Self.maximumWords / width {
            (kind, sets, boundaries, texts) = (nil, 1, [], [:])
            for (rule, shape) in shapes.enumerated() { if case .any = shape {} else { opaque[rule] = true } }
        }
        var words = ContiguousArray<UInt64>(repeating: 0, count: sets * width)
        func accept(_ rule: Int, _ range: ClosedRange<Int>) {
            for set in range { words[set * width + (rule >> 6)] |= 1 << UInt64(rule & 63) }
        }
        for (rule, shape) in shapes.enumerated() {
            if case .tests(let tests, let isNegated) = shape, !opaque[rule], let kind {
                if acceptsNull(rule) { accept(rule, 0...0) }
                var accepted = Array(repeating: isNegated, count: sets)
                for test in tests {
                    for set in Self.sets(of: test, kind, boundaries, texts, count: sets) { accepted[set] = !isNegated }
                }
                for set in 1..<sets where accepted[set] { accept(rule, set...set) }
            } else {
                accept(rule, 0...(sets - 1))
            }
        }
        self.width = width
        self.kind = kind
        self.opaque = opaque
        self.words = words
        self.boundaries = boundaries
        self.texts = texts
        acceptsAll = shapes.allSatisfy { if case .any = $0 { true } else { false } }
    }

    private static func fits(_ tests: [CellTest], _ kind: Kind) -> Bool {
        tests.allSatisfy { test in
            switch test.kind {
            case .equal(.null): true
            case .equal(let value): Self.kind(value) == kind
            case .interval(let low, _, let high, _):
                kind != .string && kind != .boolean && test.constants.allSatisfy { Self.kind($0) == kind } && isOrdered(low, high)
            }
        }
    }

    /// A range whose end lies before its start is an error of the language, not an empty set.
    private static func isOrdered(_ low: FEELValue?, _ high: FEELValue?) -> Bool {
        guard let low = low.flatMap(key)?.1, let high = high.flatMap(key)?.1 else { return true }
        return low <= high
    }

    /// The sets (other than that of null) that a test accepts.
    private static func sets(
        of test: CellTest, _ kind: Kind, _ boundaries: ContiguousArray<Decimal34>, _ texts: [TextKey: Int], count: Int
    ) -> Range<Int> {
        func place(_ value: FEELValue) -> Int? {
            guard let key = key(value)?.1 else { return nil }
            var low = 0
            var high = boundaries.count
            while low < high {
                let middle = (low + high) / 2
                if boundaries[middle] < key { low = middle + 1 } else { high = middle }
            }
            return low < boundaries.count && boundaries[low] == key ? 2 + 2 * low : nil
        }
        switch test.kind {
        case .equal(let value):
            let set: Int? =
                switch (kind, value) {
                case (_, .null): nil
                case (.string, .string(let text)): texts[TextKey(text)]
                case (.boolean, .boolean(let flag)): flag ? 2 : 1
                default: place(value)
                }
            return set.map { $0..<($0 + 1) } ?? 0..<0
        case .interval(let low, let lowIncluded, let high, let highIncluded):
            let from = low.map { place($0).map { lowIncluded ? $0 : $0 + 1 } ?? count } ?? 1
            let to = high.map { place($0).map { highIncluded ? $0 : $0 - 1 } ?? 0 } ?? count - 1
            return from <= to ? from..<(to + 1) : 0..<0
        }
    }
}
