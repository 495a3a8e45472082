import Decimal34
import FEEL

extension CompiledTable {
    /// The answer of several rules under a policy that looks at all of them.
    func combine(_ rules: [Int], _ frame: FEELFrame) -> FEELValue {
        guard !rules.isEmpty else { return otherwise(frame) }
        switch policy {
        case .unique: return rules.count == 1 ? result(of: rules[0], frame) : conflict("LT2331", rules, frame)
        case .first: return result(of: rules[0], frame)
        case .any:
            let first = result(of: rules[0], frame)
            for rule in rules.dropFirst() where !result(of: rule, frame).isSame(as: first) { return conflict("LT2332", rules, frame) }
            return first
        case .priority: return ordered(rules, frame).first ?? .null
        case .outputOrder: return .list(ordered(rules, frame))
        case .ruleOrder: return .list(rules.map { result(of: $0, frame) })
        case .collect: return collected(rules, frame)
        }
    }

    /// Results by the order of their outputs' allowed values: the first output decides, then the next; equal ones stay in rule order.
    private func ordered(_ rules: [Int], _ frame: FEELFrame) -> [FEELValue] {
        let results = rules.map { result(of: $0, frame) }
        let ranks = results.map { result in
            outputs.map { output -> Int in
                guard !output.priorities.isEmpty else { return 0 }
                let value = outputs.count == 1 ? result : result.context?[output.name ?? ""] ?? .null
                return output.priorities.firstIndex { $0.isSame(as: value) } ?? output.priorities.count
            }
        }
        return results.indices.sorted { a, b in
            ranks[a] == ranks[b] ? a < b : ranks[a].lexicographicallyPrecedes(ranks[b])
        }.map { results[$0] }
    }

    private func collected(_ rules: [Int], _ frame: FEELFrame) -> FEELValue {
        let results = rules.map { result(of: $0, frame) }
        guard let aggregation else { return .list(results) }
        if aggregation == .count { return .number(results.count) }
        if outputs.count == 1 { return aggregated(results, aggregation, frame) }
        return .context(
            outputs.map { output in
                let name = output.name ?? ""
                return (name, aggregated(results.map { $0.context?[name] ?? .null }, aggregation, frame))
            })
    }

    private func aggregated(_ values: [FEELValue], _ aggregation: DecisionTable.Aggregation, _ frame: FEELFrame) -> FEELValue {
        func refused(_ value: FEELValue) -> FEELValue {
            Session.of(frame.run)?.note(.error, "LT2342", ["value": value.excerpt, "aggregation": aggregation.rawValue], place)
            return .null
        }
        switch aggregation {
        case .count: return .number(values.count)
        case .sum:
            var sum = Decimal34.zero
            for value in values {
                guard let number = value.number, let next = sum.adding(number) else { return refused(value) }
                sum = next
            }
            return .number(sum)
        case .min, .max:
            guard var best = values.first else { return .null }
            for value in values.dropFirst() {
                guard let order = value.compared(to: best) else { return refused(value) }
                if aggregation == .min ? order < 0 : order > 0 { best = value }
            }
            return best
        }
    }
}
