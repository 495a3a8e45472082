import Decimal34
import FEEL

extension CompiledTable {
    /// Evaluates every cell of every rule, for an explanation; the answer is that of `evaluate`.
    func traced(_ frame: FEELFrame, _ session: Session) -> FEELValue {
        let inputs = columns.map { $0.input(frame) }
        session.attribute(place)
        var matched: [Int] = []
        var misses: [(rule: Int, columns: [Int])] = []
        for rule in 0..<ruleCount {
            var failed: [Int] = []
            for (at, column) in columns.enumerated() where !column.accepts(rule, inputs[at], frame) { failed.append(at) }
            if failed.isEmpty { matched.append(rule) } else if failed.count <= 3 { misses.append((rule, failed)) }
        }
        let value: FEELValue = matched.isEmpty ? otherwise(frame) : combine(policy == .first ? [matched[0]] : matched, frame)
        let nearest = misses.sorted { ($0.columns.count, $0.rule) < ($1.columns.count, $1.rule) }.prefix(5).map { miss in
            Explanation.Miss(
                rule: miss.rule + 1,
                cells: miss.columns.map { at in
                    Explanation.Cell(
                        column: columns[at].name, test: columns[at].texts[miss.rule], value: inputs[at],
                        distance: columns[at].shapes[miss.rule].distance(to: inputs[at]))
                })
        }
        session.trace?.table(
            Explanation.Table(
                label: label, policy: policy, inputs: zip(columns, inputs).map { ($0.name, $1) },
                matched: (policy == .first ? Array(matched.prefix(1)) : matched).map { $0 + 1 }, nearest: Array(nearest), value: value,
                position: place.position))
        session.attribute(place)
        return value
    }
}

extension FEELUnaryTests.Shape {
    /// How far a value lies outside, to the nearest end of a range or the nearest value; nil where there is no measure.
    func distance(to value: FEELValue) -> String? {
        guard case .tests(let tests, false) = CellShape(self), let number = value.number else { return nil }
        let distances = tests.flatMap(\.constants).compactMap { $0.number?.subtracting(number)?.magnitude }
        return distances.min()?.description
    }
}
