import Decimal34

extension Builtins {
    static let aggregates: [Builtin] = [
        aggregate("min", .any, of: .any) { call in extreme(call) { $0 < 0 } },
        aggregate("max", .any, of: .any) { call in extreme(call) { $0 > 0 } },
        aggregate("sum", .number) { call in fold(call) { $0.adding($1) } },
        aggregate("product", .number) { call in fold(call) { $0.multiplied(by: $1) } },
        aggregate("mean", .number) { call in
            guard let numbers = numbers(call) else { return .null }
            if numbers.isEmpty { return call.fail() }
            return call.result(mean(numbers))
        },
        aggregate("median", .number) { call in
            guard let numbers = numbers(call)?.sorted(by: <) else { return .null }
            if numbers.isEmpty { return .null }
            let middle = numbers.count / 2
            if numbers.count % 2 == 1 { return .number(numbers[middle]) }
            return call.result(numbers[middle - 1].adding(numbers[middle])?.divided(by: 2))
        },
        aggregate("stddev", .number) { call in
            guard let numbers = numbers(call) else { return .null }
            if numbers.count < 2 { return call.fail() }
            return call.result(deviation(numbers))
        },
        aggregate("mode", .list(.number)) { call in
            guard let numbers = numbers(call)?.sorted(by: <) else { return .null }
            return call.list(modes(numbers).map(FEELValue.number))
        },
    ]

    /// f(list) or f(a, b, …); `f(list: …)` by name.
    private static func aggregate(
        _ name: String, _ result: FEELType, of type: FEELType = .any, _ apply: @escaping @Sendable (Builtin.Call) -> FEELValue
    ) -> Builtin {
        Builtin(
            name, result, .init(.required("list", .anyList), apply: apply),
            .init(.required("n1", .any), .required("n2", .any), .variadic("n", .any), apply: apply))
    }

    /// The arguments if all are numbers, else nil with a finding.
    private static func numbers(_ call: Builtin.Call) -> [Decimal34]? {
        let items = call.spread()
        guard call.run.charge(steps: 1 + items.count / 4, at: call.range) else { return nil }
        var numbers: [Decimal34] = []
        numbers.reserveCapacity(items.count)
        for item in items {
            guard case .number(let number) = item else {
                _ = call.misfit(item, expected: .number)
                return nil
            }
            numbers.append(number)
        }
        return numbers
    }

    private static func fold(_ call: Builtin.Call, _ combine: (Decimal34, Decimal34) -> Decimal34?) -> FEELValue {
        guard let numbers = numbers(call) else { return .null }
        guard var total = numbers.first else { return call.fail() }
        for number in numbers.dropFirst() {
            guard let next = combine(total, number) else { return call.result(nil) }
            total = next
        }
        return .number(total)
    }

    private static func extreme(_ call: Builtin.Call, _ better: (Int) -> Bool) -> FEELValue {
        let items = call.spread()
        guard call.run.charge(steps: 1 + items.count / 4, at: call.range) else { return .null }
        guard var best = items.first else { return .null }
        if items.count == 1, best.compared(to: best) == nil { return call.misfit(best, expected: .any) }
        for item in items.dropFirst() {
            guard let order = item.compared(to: best) else { return call.misfit(item, expected: FEELType(of: best)) }
            if better(order) { best = item }
        }
        return best
    }

    private static func mean(_ numbers: [Decimal34]) -> Decimal34? {
        var total = Decimal34.zero
        for number in numbers {
            guard let next = total.adding(number) else { return nil }
            total = next
        }
        return total.divided(by: Decimal34(numbers.count))
    }

    /// Of a sample: the root of the squared distances to the mean over n − 1.
    private static func deviation(_ numbers: [Decimal34]) -> Decimal34? {
        guard let mean = mean(numbers) else { return nil }
        var total = Decimal34.zero
        for number in numbers {
            guard let distance = number.subtracting(mean), let square = distance.multiplied(by: distance), let next = total.adding(square)
            else { return nil }
            total = next
        }
        return total.divided(by: Decimal34(numbers.count - 1))?.squareRoot
    }

    /// The most frequent of sorted numbers, ascending.
    private static func modes(_ numbers: [Decimal34]) -> [Decimal34] {
        var modes: [Decimal34] = []
        var most = 0
        var start = 0
        while start < numbers.count {
            var end = start + 1
            while end < numbers.count, numbers[end] == numbers[start] { end += 1 }
            if end - start > most {
                most = end - start
                modes = []
            }
            if end - start == most { modes.append(numbers[start]) }
            start = end
        }
        return modes
    }
}

extension Builtin.Call {
    /// Reports an item of the wrong type; answers null.
    func misfit(_ item: FEELValue, expected: FEELType) -> FEELValue {
        run.report(
            .argumentType, at: range,
            [
                "function": function, "parameter": parameters.first?.name ?? "", "expected": expected.description,
                "found": item.typeName,
            ])
    }
}
