import Decimal34

extension Builtins {
    static let lists: [Builtin] = [
        Builtin(
            "list contains", .boolean,
            .init(.required("list", .anyList), .required("element", .any)) { call in
                guard call.run.charge(steps: call.items(0).count, at: call.range), call.run.charge(walking: call.value(0), at: call.range)
                else { return .null }
                return .boolean(call.items(0).contains { $0.equals(call.value(1)) == true })
            }),
        Builtin("count", .number, .init(.required("list", .anyList)) { call in .number(call.items(0).count) }),
        Builtin(
            "sublist", .any,
            .init(.required("list", .anyList), .required("start position", .number), .optional("length", .number)) { call in sublist(call) }
        ),
        Builtin(
            "append", .anyList,
            .init(.required("list", .anyList), .variadic("item", .any)) { call in call.list(call.items(0) + call.arguments.dropFirst()) }),
        Builtin(
            "concatenate", .anyList,
            .init(.required("list", .anyList), .variadic("list", .anyList)) { call in concatenation(call).map(call.list) ?? .null }),
        Builtin(
            "insert before", .anyList,
            .init(.required("list", .anyList), .required("position", .number), .required("newItem", .any)) { call in
                guard let place = call.place(1) else { return call.fail(1) }
                var items = call.items(0)
                items.insert(call.value(2), at: place)
                return call.list(items)
            }),
        Builtin(
            "remove", .anyList,
            .init(.required("list", .anyList), .required("position", .number)) { call in
                guard let place = call.place(1) else { return call.fail(1) }
                var items = call.items(0)
                items.remove(at: place)
                return call.list(items)
            }),
        Builtin(
            "list replace", .anyList,
            .init(.required("list", .anyList), .required("position", .number), .required("newItem", .any)) { call in
                guard let place = call.place(1) else { return call.fail(1) }
                var items = call.items(0)
                items[place] = call.value(2)
                return call.list(items)
            },
            .init(.required("list", .anyList), .required("match", .anyFunction), .required("newItem", .any)) { call in replace(call) }),
        Builtin("reverse", .anyList, .init(.required("list", .anyList)) { call in call.list(call.items(0).reversed()) }),
        Builtin(
            "index of", .list(.number),
            .init(.required("list", .anyList), .required("match", .any)) { call in
                guard call.run.charge(steps: call.items(0).count, at: call.range), call.run.charge(walking: call.value(0), at: call.range)
                else { return .null }
                return call.list(
                    call.items(0).enumerated().filter { $0.element.equals(call.value(1)) == true }.map { .number($0.offset + 1) })
            }),
        Builtin(
            "union", .anyList,
            .init(.required("list", .anyList), .variadic("list", .anyList)) { call in
                concatenation(call).map { distinct($0, call) } ?? .null
            }),
        Builtin("distinct values", .anyList, .init(.required("list", .anyList)) { call in distinct(call.items(0), call) }),
        Builtin(
            "flatten", .anyList,
            .init(.required("list", .anyList)) { call in
                var items: [FEELValue] = []
                return flatten(call.items(0), into: &items, call) ? call.list(items) : .null
            }),
    ]

    private static func sublist(_ call: Builtin.Call) -> FEELValue {
        let items = call.items(0)
        guard let offset = call.place(1) else { return call.fail(1) }
        var length = items.count - offset
        if !call.isNull(2) {
            guard let wanted = call.number(2).truncated.int, wanted >= 1, wanted <= length else { return call.fail(2) }
            length = wanted
        }
        return call.list(Array(items[offset..<offset + length]))
    }

    /// All items of all lists; nil if there are too many.
    private static func concatenation(_ call: Builtin.Call) -> [FEELValue]? {
        var items: [FEELValue] = []
        for position in call.arguments.indices {
            guard call.run.fits(length: items.count + call.items(position).count, at: call.range) else { return nil }
            items += call.items(position)
        }
        return items
    }

    private static func distinct(_ items: [FEELValue], _ call: Builtin.Call) -> FEELValue {
        var kept: [FEELValue] = []
        for item in items {
            let weight = min(item.extent.weight, 1 << 30)
            guard call.run.charge(steps: 1 + kept.count * (1 + weight / 4) / 4, at: call.range) else { return .null }
            if !kept.contains(where: { $0.equals(item) == true }) { kept.append(item) }
        }
        return call.list(kept)
    }

    /// Depth is that of built values, which is bounded.
    private static func flatten(_ items: [FEELValue], into result: inout [FEELValue], _ call: Builtin.Call) -> Bool {
        for item in items {
            guard call.run.charge(steps: 1, at: call.range), call.run.fits(length: result.count + 1, at: call.range) else { return false }
            if case .list(let list) = item {
                guard flatten(list.items, into: &result, call) else { return false }
            } else {
                result.append(item)
            }
        }
        return true
    }

    /// Replaces the items for which match(item, newItem) is true.
    private static func replace(_ call: Builtin.Call) -> FEELValue {
        guard case .function(let match) = call.value(1), match.parameters.count == 2 else { return call.fail(1, .argumentType) }
        var items = call.items(0)
        for position in items.indices {
            switch match.call([items[position], call.value(2)], call.run, at: call.range) {
            case .boolean(let matches): if matches { items[position] = call.value(2) }
            default: return call.run.stopped ? .null : call.fail(1, .argumentType)
            }
        }
        return call.list(items)
    }
}

extension Builtin.Call {
    /// The index that a position from 1, or from −1 backwards, means in the first argument; nil if there is no such item.
    func place(_ position: Int) -> Int? {
        let count = items(0).count
        guard let place = number(position).truncated.int else { return nil }
        if place > 0, place <= count { return place - 1 }
        if place < 0, place >= -count { return count + place }
        return nil
    }
}
