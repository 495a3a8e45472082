import Decimal34
import FEEL

extension LogicCompiler {
    /// `filter`: the items for which the match is true. A match that is neither true, false nor null makes it null.
    mutating func filter(_ list: BoxedExpression?, _ match: BoxedExpression?, _ scope: FEELScope, _ position: Position) -> (Logic, FEELType)
    {
        let (source, type) = logic(list, scope)
        var inner = scope
        var element = FEELType.any
        if case .list(let items) = type.base { element = items }
        // The members of an item that is a context are names of their own.
        var members: [(slot: Int, name: String)] = []
        if case .context(let entries) = element.base {
            members = entries.map { (inner.declare($0.name, $0.type), $0.name) }
        }
        let slot = inner.declare("item", element)
        use(inner)
        let test = logic(match, inner).logic
        let place = place(position)
        let settled = members
        return (
            { frame in
                guard let items = Self.items(source(frame)) else { return .null }
                var kept: [FEELValue] = []
                for item in items {
                    guard frame.run.charge(steps: 1) else { return .null }
                    frame[slot] = item
                    for member in settled { frame[member.slot] = item.context?[member.name] ?? .null }
                    switch test(frame) {
                    case .boolean(true): kept.append(item)
                    case .boolean(false), .null: break
                    case let value:
                        Session.of(frame.run)?.note(.error, "LT2339", ["value": value.excerpt], place)
                        return .null
                    }
                }
                return .list(kept)
            }, .list(element)
        )
    }

    /// A list as it is, a range of whole numbers as its numbers, null as nothing to walk over, any other value alone.
    private static func items(_ value: FEELValue) -> [FEELValue]? {
        switch value {
        case .list(let list): list.items
        case .null: nil
        case .range(let range): range.walk
        default: [value]
        }
    }

    mutating func iteration(_ iteration: BoxedExpression.Iteration, _ scope: FEELScope, _ position: Position) -> (Logic, FEELType) {
        let (source, type) = logic(iteration.source, scope)
        var inner = scope
        var element = FEELType.any
        if case .list(let items) = type.base { element = items }
        let slot = inner.declare(iteration.variable, element)
        // The results so far are only put together for a body that looks at them.
        let usesPartial = iteration.kind == .for && iteration.body?.texts.contains { $0.contains("partial") } == true
        let partial = usesPartial ? inner.declare("partial", .anyList) : nil
        use(inner)
        let (body, bodyType) = logic(iteration.body, inner)
        let place = place(position)
        switch iteration.kind {
        case .for:
            return (
                { frame in
                    guard let items = Self.items(source(frame)) else {
                        Session.of(frame.run)?.note(.error, "LT2341", [:], place)
                        return .null
                    }
                    var results: [FEELValue] = []
                    for item in items {
                        guard frame.run.charge(steps: 2), frame.run.charge(bytes: 24) else { return .null }
                        frame[slot] = item
                        if let partial {
                            guard frame.run.charge(steps: results.count / 8) else { return .null }
                            frame[partial] = .list(results)
                        }
                        results.append(body(frame))
                    }
                    return .list(results)
                }, .list(bodyType)
            )
        case .some, .every:
            let isSome = iteration.kind == .some
            return (
                { frame in
                    guard let items = Self.items(source(frame)) else {
                        Session.of(frame.run)?.note(.error, "LT2341", [:], place)
                        return .null
                    }
                    var isUnknown = false
                    var result = !isSome
                    for item in items {
                        guard frame.run.charge(steps: 2) else { return .null }
                        frame[slot] = item
                        switch body(frame) {
                        case .boolean(let value): if value == isSome { result = isSome }
                        case .null: isUnknown = true
                        case let value:
                            Session.of(frame.run)?.note(.error, "LT2339", ["value": value.excerpt], place)
                            return .null
                        }
                    }
                    return result == isSome ? .boolean(isSome) : isUnknown ? .null : .boolean(result)
                }, .boolean
            )
        }
    }
}

extension FEELRange {
    /// The whole numbers of a closed or open range of numbers, at most a million.
    var walk: [FEELValue]? {
        guard let low = start?.number?.int, let high = end?.number?.int else { return nil }
        let step = low <= high ? 1 : -1
        let first = startIncluded ? low : low &+ step
        let last = endIncluded ? high : high &- step
        let (span, overflow) = last.subtractingReportingOverflow(first)
        guard !overflow, span.magnitude < 1_000_000 else { return nil }
        guard step == 1 ? first <= last : first >= last else { return [] }
        return stride(from: first, through: last, by: step).map { .number($0) }
    }
}
