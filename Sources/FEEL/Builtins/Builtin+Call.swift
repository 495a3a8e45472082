import Decimal34

extension Builtin.Call {
    func number(_ position: Int) -> Decimal34 { position < arguments.count ? arguments[position].number ?? .zero : .zero }
    func string(_ position: Int) -> String { position < arguments.count ? arguments[position].string ?? "" : "" }
    func items(_ position: Int) -> [FEELValue] { position < arguments.count ? arguments[position].items ?? [] : [] }
    func isNull(_ position: Int) -> Bool { position >= arguments.count || arguments[position].isNull }
    func value(_ position: Int) -> FEELValue { position < arguments.count ? arguments[position] : .null }

    /// The values of `f(list)` or of `f(a, b, c)`.
    func spread() -> [FEELValue] {
        if arguments.count == 1, case .list(let list) = arguments[0] { return list.items }
        return arguments
    }

    /// Reports that an argument's value has no answer; answers null.
    func fail(_ position: Int = 0, _ code: FEELCode = .argumentValue) -> FEELValue {
        let parameter = parameters.isEmpty ? nil : parameters[min(position, parameters.count - 1)]
        return run.report(
            code, at: range,
            [
                "function": function, "parameter": parameter?.name ?? "", "value": value(position).excerpt,
                "expected": parameter?.type.description ?? "", "found": value(position).typeName,
            ])
    }

    /// The number if there is one, else null with a finding.
    func result(_ value: Decimal34?) -> FEELValue {
        guard let value else { return run.report(.numberRange, at: range, ["operator": function]) }
        return .number(value)
    }

    /// A list built under the run's limits.
    func list(_ items: [FEELValue]) -> FEELValue {
        guard run.charge(items: items.count, at: range) else { return .null }
        return run.checked(.list(items), at: range)
    }

    /// A text built under the run's limits.
    func text(_ value: String) -> FEELValue {
        let length = value.utf8.count
        guard run.fits(length: length, at: range), run.charge(steps: 1 + length / 64, at: range), run.charge(bytes: length, at: range)
        else {
            return .null
        }
        return .string(value)
    }
}
