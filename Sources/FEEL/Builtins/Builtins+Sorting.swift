extension Builtins {
    static let sorting: [Builtin] = [
        Builtin(
            "sort", .anyList,
            .init(.required("list", .anyList), .required("precedes", .anyFunction)) { call in
                guard case .function(let precedes) = call.value(1), precedes.parameters.count == 2 || precedes.builtin != nil else {
                    return call.fail(1, .argumentType)
                }
                guard
                    let sorted = merged(
                        call.items(0)[...],
                        { a, b in
                            guard call.run.charge(steps: 1, at: call.range), !call.run.stopped else { return nil }
                            return precedes.call([a, b], call.run, at: call.range).boolean ?? false
                        })
                else { return .null }
                return call.list(sorted)
            })
    ]

    /// A stable merge sort; nil when `precedes` gave up. Any relation is safe, an order or not.
    private static func merged(_ items: ArraySlice<FEELValue>, _ precedes: (FEELValue, FEELValue) -> Bool?) -> [FEELValue]? {
        guard items.count > 1 else { return Array(items) }
        let middle = items.startIndex + items.count / 2
        guard let left = merged(items[..<middle], precedes), let right = merged(items[middle...], precedes) else { return nil }
        var result: [FEELValue] = []
        result.reserveCapacity(items.count)
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            guard let swapped = precedes(right[j], left[i]) else { return nil }
            if swapped {
                result.append(right[j])
                j += 1
            } else {
                result.append(left[i])
                i += 1
            }
        }
        return result + left[i...] + right[j...]
    }
}
