import Decimal34
import FEEL

/// What a table's rules do together: gaps between them, overlaps, rules that never fire or only repeat others.
///
/// Every column is cut into bands at the literals its cells mention, so a rule is a set of bands per column and two rules, or a rule and
/// what is left over, compare as boxes. A cell that only evaluating can tell takes part as "perhaps": it never proves a conflict or a gap.
public struct TableAnalysis: Sendable {
    public struct Example: Sendable, Hashable {
        /// Value by column, as the language writes it.
        public var values: [(column: String, value: String)]
        public var text: String { values.map { "\($0.column) = \($0.value)" }.joined(separator: ", ") }

        public static func == (a: Self, b: Self) -> Bool { a.text == b.text }
        public func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }

    public enum Issue: Sendable, Hashable {
        /// No rule matches.
        case gap(Example)
        /// Both rules match, with different answers under a policy that allows one: UNIQUE, ANY.
        case conflict(rule: Int, other: Int, Example)
        /// Both rules match and answer differently; the hit policy says which counts.
        case overlap(rule: Int, other: Int, Example)
        /// Earlier rules take all it could match (FIRST), or it can match nothing.
        case unreachable(rule: Int, by: [Int])
        /// Everything it matches, another rule matches with the same answer.
        case subsumed(rule: Int, by: Int)
    }

    public private(set) var issues: [Issue] = []
    /// Whether the work was cut short; then there may be more.
    public private(set) var isTruncated = false
    /// Rules with a cell that only evaluating can tell (from one).
    public private(set) var opaqueRules: [Int] = []

    static let issueLimit = 200
    /// Boxes looked at, over everything.
    static let workLimit = 2_000_000

    private let table: CompiledTable
    private let columns: [Bands]
    private var work = 0

    /// A column cut into bands.
    struct Bands: Sendable {
        let name: String
        /// A value in each band.
        let samples: [FEELValue]
        /// Bands a rule accepts.
        let accepted: [RuleSet]
        let isOpaque: [Bool]
    }

    init(_ table: CompiledTable) {
        self.table = table
        columns = table.columns.map { Bands($0) }
        opaqueRules = (0..<table.ruleCount).filter { rule in columns.contains { $0.isOpaque[rule] } }.map { $0 + 1 }
        guard !columns.isEmpty, table.ruleCount > 0 else { return }
        pairs()
        reach()
        gaps()
    }

    // MARK: Pairs

    private func box(_ rule: Int) -> [RuleSet] { columns.map { $0.accepted[rule] } }

    private func isOpaque(_ rule: Int) -> Bool { columns.contains { $0.isOpaque[rule] } }

    private mutating func add(_ issue: Issue) {
        guard issues.count < Self.issueLimit else {
            isTruncated = true
            return
        }
        issues.append(issue)
    }

    private mutating func charge(_ amount: Int) -> Bool {
        work += amount
        if work > Self.workLimit { isTruncated = true }
        return work <= Self.workLimit
    }

    private func sameAnswer(_ a: Int, _ b: Int) -> Bool { table.outputs.allSatisfy { $0.texts[a] == $0.texts[b] } }

    private mutating func pairs() {
        for a in 0..<table.ruleCount {
            for b in (a + 1)..<max(a + 1, table.ruleCount) {
                guard charge(1) else { return }
                guard let shared = Self.intersection(box(a), box(b)) else { continue }
                let isSure = !isOpaque(a) && !isOpaque(b)
                guard isSure else { continue }
                let same = sameAnswer(a, b)
                switch table.policy {
                case .unique: add(.conflict(rule: a + 1, other: b + 1, example(shared)))
                case .any: if !same { add(.conflict(rule: a + 1, other: b + 1, example(shared))) }
                case .first:
                    // A later, wider rule is how FIRST is meant to be used: only one that cuts across is worth a word.
                    if !same, !Self.contains(box(b), box(a)) { add(.overlap(rule: a + 1, other: b + 1, example(shared))) }
                case .priority: if !same { add(.overlap(rule: a + 1, other: b + 1, example(shared))) }
                case .collect, .ruleOrder, .outputOrder: break
                }
                if same, table.policy != .collect {
                    if Self.contains(box(a), box(b)) {
                        add(.subsumed(rule: b + 1, by: a + 1))
                    } else if Self.contains(box(b), box(a)), table.policy != .first {
                        add(.subsumed(rule: a + 1, by: b + 1))
                    }
                }
            }
        }
    }

    static func intersection(_ a: [RuleSet], _ b: [RuleSet]) -> [RuleSet]? {
        var shared: [RuleSet] = []
        for (x, y) in zip(a, b) {
            var both = x
            both.formIntersection(y)
            if both.isEmpty { return nil }
            shared.append(both)
        }
        return shared
    }

    static func contains(_ outer: [RuleSet], _ inner: [RuleSet]) -> Bool {
        zip(outer, inner).allSatisfy { outer, inner in
            var rest = inner
            rest.subtract(outer)
            return rest.isEmpty
        }
    }

    // MARK: What is left over

    /// Takes a box out of others: each is cut, column after column, into what lies outside.
    private mutating func subtract(_ taken: [RuleSet], from boxes: [[RuleSet]]) -> [[RuleSet]]? {
        var left: [[RuleSet]] = []
        for box in boxes {
            guard charge(1) else { return nil }
            guard Self.intersection(box, taken) != nil else {
                left.append(box)
                continue
            }
            var rest = box
            for column in box.indices {
                var outside = rest[column]
                outside.subtract(taken[column])
                if !outside.isEmpty {
                    var piece = rest
                    piece[column] = outside
                    left.append(piece)
                }
                rest[column].formIntersection(taken[column])
            }
        }
        return left
    }

    /// Rules that can match nothing, and under FIRST those whose whole box earlier rules take.
    private mutating func reach() {
        for rule in 0..<table.ruleCount {
            let own = box(rule)
            if own.contains(where: \.isEmpty) {
                add(.unreachable(rule: rule + 1, by: []))
                continue
            }
            guard table.policy == .first else { continue }
            var left = [own]
            var by: [Int] = []
            for earlier in 0..<rule where !isOpaque(earlier) {
                guard Self.intersection(own, box(earlier)) != nil else { continue }
                guard let rest = subtract(box(earlier), from: left) else { return }
                by.append(earlier + 1)
                left = rest
                if left.isEmpty { break }
            }
            if left.isEmpty { add(.unreachable(rule: rule + 1, by: by)) }
        }
    }

    private mutating func gaps() {
        // Null is no gap to report: it is looked at only where a cell names it.
        var left = [columns.map { RuleSet(count: $0.samples.count, all: true) }]
        for rule in 0..<table.ruleCount {
            // A rule that only perhaps matches is taken to match: what is reported as a gap is one for certain.
            guard let rest = subtract(box(rule), from: left) else { return }
            left = rest
            if left.count > 20_000 {
                isTruncated = true
                return
            }
        }
        let hasDefault = table.outputs.contains { $0.otherwise != nil }
        guard !hasDefault else { return }
        for gap in left.prefix(20) { add(.gap(example(gap))) }
        if left.count > 20 { isTruncated = true }
    }

    private func example(_ box: [RuleSet]) -> Example {
        Example(
            values: zip(columns, box).map { column, bands in
                (column.name, bands.first.map { column.samples[$0].literal } ?? "-")
            })
    }
}

extension TableAnalysis.Bands {
    init(_ column: CompiledTable.Column) {
        name = column.name
        let shapes = column.shapes.map(CellShape.init)
        let allowed = column.allowed.map { CellShape($0.shape) }
        var samples = Self.samples(shapes + (allowed.map { [$0] } ?? []), column.index.kind)
        let plain = FEELFrame(run: FEELRun())
        // What the input cannot be is no gap.
        let possible = samples.filter { sample in
            column.type.admits(sample) && column.allowed.map { $0.matches(sample, plain) == true } ?? true
        }
        if !possible.isEmpty { samples = possible }
        if samples.isEmpty { samples = [.string("…")] }
        let frame = FEELFrame(run: FEELRun())
        var accepted: [RuleSet] = []
        var isOpaque: [Bool] = []
        var known: [String: RuleSet] = [:]
        for rule in shapes.indices {
            if case .any = shapes[rule] {
                accepted.append(RuleSet(count: samples.count, all: true))
                isOpaque.append(false)
                continue
            }
            let isUnknown = if case .opaque = shapes[rule] { true } else { column.index.kind == nil }
            isOpaque.append(isUnknown)
            let text = column.texts[rule]
            if isUnknown {
                accepted.append(RuleSet(count: samples.count, all: true))
            } else if let set = known[text] {
                accepted.append(set)
            } else {
                var set = RuleSet(count: samples.count)
                for (band, sample) in samples.enumerated() where column.accepts(rule, sample, frame) { set[band] = true }
                known[text] = set
                accepted.append(set)
            }
        }
        self.samples = samples
        self.accepted = accepted
        self.isOpaque = isOpaque
    }

    /// A value for each literal and one for each space between, below and above them.
    private static func samples(_ shapes: [CellShape], _ kind: ColumnIndex.Kind?) -> [FEELValue] {
        var constants: [FEELValue] = []
        for case .tests(let tests, _) in shapes { constants += tests.flatMap(\.constants) }
        switch kind {
        case nil: return []
        case .boolean: return [.boolean(false), .boolean(true)]
        case .string:
            var texts: [FEELValue] = []
            var seen: Set<TextKey> = []
            for case .string(let text) in constants where seen.insert(TextKey(text)).inserted { texts.append(.string(text)) }
            var other = "…"
            while seen.contains(TextKey(other)) { other += "…" }
            return texts + [.string(other)]
        case let kind?:
            let keys = Set(constants.compactMap { ColumnIndex.key($0) }.filter { $0.0 == kind }.map(\.1)).sorted()
            guard let first = keys.first, let last = keys.last else { return [] }
            var samples: [Decimal34] = [first.subtracting(.one) ?? first]
            for (at, key) in keys.enumerated() {
                samples.append(key)
                if at + 1 < keys.count, let between = Self.between(key, keys[at + 1], kind) { samples.append(between) }
            }
            samples.append(last.adding(.one) ?? last)
            return samples.compactMap { $0.value(of: kind) }
        }
    }

    /// A value between two; none where there is nothing between (two days in a row).
    private static func between(_ low: Decimal34, _ high: Decimal34, _ kind: ColumnIndex.Kind) -> Decimal34? {
        guard let sum = low.adding(high), let middle = sum.multiplied(by: Decimal34(units: 5, exponent: -1) ?? .one) else { return nil }
        if kind == .number { return low < middle && middle < high ? middle : nil }
        let whole = middle.floor
        return low < whole && whole < high ? whole : nil
    }
}

extension Decimal34 {
    /// The value whose sort key this is.
    fileprivate func value(of kind: ColumnIndex.Kind) -> FEELValue? {
        switch kind {
        case .number: .number(reduced)
        case .date: int64.flatMap { FEELDate(epochDay: $0) }.map { .date($0) }
        case .yearMonthDuration: int64.map { .yearMonthDuration(YearMonthDuration(months: $0)) }
        case .dayTimeDuration: int128.flatMap { DayTimeDuration(totalNanoseconds: $0) }.map { .dayTimeDuration($0) }
        case .string, .boolean: nil
        }
    }
}
