import Decimal34

extension Compiler {
    func filter(_ source: Node, item: Int, _ condition: Node, at range: FEELSourceRange) -> Code {
        let sourceCode = code(source)
        if condition.type == .number || isConstantNumber(condition) {
            let index = code(condition)
            return { frame in
                let list = sourceCode(frame)
                return Filters.item(list, index(frame), at: range, frame.run)
            }
        }
        let test = code(condition)
        let truth = isTruth(condition) ? self.truth(condition) : nil
        return { frame in
            let source = sourceCode(frame)
            let items = Filters.items(source)
            guard frame.run.charge(steps: items.count + 1, at: range) else { return .null }
            let outer = frame.slots[item]
            defer { frame.slots[item] = outer }
            if let truth {
                var kept: [FEELValue] = []
                for value in items {
                    guard frame.run.charge(steps: 1, at: range) else { return .null }
                    frame.slots[item] = value
                    if truth(frame) == true { kept.append(value) }
                }
                return frame.run.charge(items: kept.count, at: range) ? .list(kept) : .null
            }
            return Filters.filter(source, items, item: item, test, frame, at: range)
        }
    }

    private func isConstantNumber(_ node: Node) -> Bool {
        if case .literal(.number) = node.kind { return true }
        return false
    }

    func loop(_ iterators: [Node.Iterator], partial: Int, _ body: Node, at range: FEELSourceRange) -> Code {
        let sources = iterators.map {
            Iteration.Source(slot: $0.slot, source: code($0.source), end: $0.end.map(code), range: $0.source.range)
        }
        let usesPartial = body.mentionedSlots.contains(partial)
        // A copy that stays is paid for; one that is only looked at makes room for the next.
        let keepsPartial = usesPartial && body.keeps(slot: partial)
        let body = code(body)
        return { frame in
            var results: [FEELValue] = []
            if usesPartial { frame.slots[partial] = .list(FEELList.empty) }
            let finished = Iteration.each(sources, from: 0, frame) {
                if usesPartial {
                    let kept = keepsPartial ? results.count * MemoryLayout<FEELValue>.stride : 0
                    guard frame.run.charge(steps: results.count / 8, at: range), frame.run.charge(bytes: kept, at: range) else {
                        return false
                    }
                    frame.slots[partial] = .list(results)
                }
                let value = body(frame)
                guard frame.run.charge(bytes: MemoryLayout<FEELValue>.stride, at: range),
                    frame.run.fits(length: results.count + 1, at: range)
                else { return false }
                results.append(value)
                return true
            }
            return finished ? frame.run.checked(.list(results), at: range) : .null
        }
    }

    func quantified(_ some: Bool, _ iterators: [Node.Iterator], _ body: Node, at range: FEELSourceRange) -> Code {
        let sources = iterators.map {
            Iteration.Source(slot: $0.slot, source: code($0.source), end: $0.end.map(code), range: $0.source.range)
        }
        let body = truth(body)
        return { frame in
            var unknown = false
            var decided = false
            let finished = Iteration.each(sources, from: 0, frame) {
                switch body(frame) {
                case nil: unknown = true
                case let value?:
                    if value == some {
                        decided = true
                        return false
                    }
                }
                return true
            }
            if decided { return .boolean(some) }
            if !finished || unknown { return .null }
            return .boolean(!some)
        }
    }
}

/// Walks over what `for`, `some` and `every` iterate over.
enum Iteration {
    struct Source: Sendable {
        let slot: Int
        let source: Code
        let end: Code?
        let range: FEELSourceRange
    }

    /// Calls `visit` for each combination, the last iterator fastest; false if a source cannot be iterated over or `visit` ended it.
    static func each(_ sources: [Source], from position: Int, _ frame: FEELFrame, _ visit: () -> Bool) -> Bool {
        guard position < sources.count else { return visit() }
        let source = sources[position]
        let run = frame.run
        let start = source.source(frame)
        var sequence: Steps?
        if let end = source.end {
            sequence = Steps(from: start, to: end(frame))
        } else {
            switch start {
            case .list(let list):
                for item in list.items {
                    guard run.charge(steps: 2, at: source.range) else { return false }
                    frame.slots[source.slot] = item
                    guard each(sources, from: position + 1, frame, visit) else { return false }
                }
                return true
            case .range(let range): sequence = Steps(range)
            case .null: break
            default:
                guard run.charge(steps: 2, at: source.range) else { return false }
                frame.slots[source.slot] = start
                return each(sources, from: position + 1, frame, visit)
            }
        }
        guard var sequence else {
            run.report(.notIterable, at: source.range, ["found": start.typeName])
            return false
        }
        while let item = sequence.next() {
            guard run.charge(steps: 2, at: source.range) else { return false }
            frame.slots[source.slot] = item
            guard each(sources, from: position + 1, frame, visit) else { return false }
        }
        return true
    }

    /// The integers or days from one end to the other, upwards or downwards.
    struct Steps {
        private var current: Int
        private let last: Int
        private let step: Int
        private var finished = false
        private let make: (Int) -> FEELValue

        init?(from start: FEELValue, to end: FEELValue) {
            switch (start, end) {
            case (.number(let a), .number(let b)):
                guard let a = a.int, let b = b.int else { return nil }
                current = a
                last = b
                make = { .number(Decimal34($0)) }
            case (.date(let a), .date(let b)):
                guard let a = Int(exactly: a.epochDay), let b = Int(exactly: b.epochDay) else { return nil }
                current = a
                last = b
                make = { FEELDate(epochDay: Int64($0)).map(FEELValue.date) ?? .null }
            default: return nil
            }
            step = current <= last ? 1 : -1
        }

        /// The whole values inside a closed range; its ends are in order.
        init?(_ range: FEELRange) {
            guard let start = range.start, let end = range.end, range.form == .interval else { return nil }
            self.init(from: start, to: end)
            guard step > 0 else { return nil }
            if !range.startIncluded { _ = next() }
            if !range.endIncluded {
                if finished || current == last { finished = true } else { self = Steps(current, last - 1, make) }
            }
        }

        private init(_ current: Int, _ last: Int, _ make: @escaping (Int) -> FEELValue) {
            self.current = current
            self.last = last
            self.make = make
            step = 1
            finished = current > last
        }

        mutating func next() -> FEELValue? {
            if finished { return nil }
            defer { if current == last { finished = true } else { current += step } }
            return make(current)
        }
    }
}

/// `source[condition]` when the condition's kind is known only at evaluation.
enum Filters {
    /// A value other than a list is a list of one, null an empty list.
    static func items(_ source: FEELValue) -> [FEELValue] {
        switch source {
        case .list(let list): list.items
        case .null: []
        default: [source]
        }
    }

    /// The item at a place from 1, or from −1 backwards; null, noted, when there is none.
    static func item(_ source: FEELValue, _ index: FEELValue, at range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        guard case .number(let number) = index else {
            return run.report(.operands, at: range, ["operator": "[]", "left": "list", "right": index.typeName])
        }
        let items = items(source)
        if let place = number.truncated.int {
            if place > 0, place <= items.count { return items[place - 1] }
            if place < 0, place >= -items.count { return items[items.count + place] }
        }
        return run.report(.outsideList, at: range, ["index": number.description, "count": String(items.count)])
    }

    static func filter(
        _ source: FEELValue, _ items: [FEELValue], item: Int, _ test: Code, _ frame: FEELFrame, at range: FEELSourceRange
    ) -> FEELValue {
        var kept: [FEELValue] = []
        for (position, value) in items.enumerated() {
            guard frame.run.charge(steps: 1, at: range) else { return .null }
            frame.slots[item] = value
            switch test(frame) {
            case .boolean(true): kept.append(value)
            case .number(let index) where position == 0: return self.item(source, .number(index), at: range, frame.run)
            case .boolean, .null: break
            case let other: frame.run.report(.notBoolean, at: range, severity: .notice, ["found": other.typeName])
            }
        }
        if items.isEmpty {
            frame.slots[item] = .null
            if case .number(let index) = test(frame) { return self.item(source, .number(index), at: range, frame.run) }
        }
        return frame.run.charge(items: kept.count, at: range) ? .list(kept) : .null
    }
}
