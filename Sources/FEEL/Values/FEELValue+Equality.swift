import Decimal34

extension FEELValue {
    /// Equality as `=` has it: null equals only null; nil when the kinds cannot be compared. Bounded by the depth of built values.
    public func equals(_ other: FEELValue) -> Bool? {
        switch (self, other) {
        case (.null, .null): return true
        case (.null, _), (_, .null): return false
        case (.number(let a), .number(let b)): return a == b
        case (.string(let a), .string(let b)): return Text.equal(a, b)
        case (.boolean(let a), .boolean(let b)): return a == b
        case (.date(let a), .date(let b)): return a == b
        case (.time(let a), .time(let b)): return a.equals(b)
        case (.dateTime(let a), .dateTime(let b)): return a.equals(b)
        case (.yearMonthDuration(let a), .yearMonthDuration(let b)): return a == b
        case (.dayTimeDuration(let a), .dayTimeDuration(let b)): return a == b
        case (.list(let a), .list(let b)):
            if a === b { return true }
            guard a.items.count == b.items.count else { return false }
            for (x, y) in zip(a.items, b.items) where x.equals(y) != true { return false }
            return true
        case (.context(let a), .context(let b)):
            if a === b { return true }
            guard a.count == b.count else { return false }
            for (position, key) in a.keys.enumerated() {
                guard let value = b[key], a.values[position].equals(value) == true else { return false }
            }
            return true
        case (.range(let a), .range(let b)): return a.equals(b)
        case (.function(let a), .function(let b)): return a === b
        default: return nil
        }
    }

    /// Whether both are the same element of the semantic domain, as `is()` asks.
    func isSame(as other: FEELValue) -> Bool {
        switch (self, other) {
        case (.time(let a), .time(let b)): a == b
        case (.dateTime(let a), .dateTime(let b)): a == b
        case (.list(let a), .list(let b)): a.items.count == b.items.count && zip(a.items, b.items).allSatisfy { $0.isSame(as: $1) }
        default: equals(other) == true
        }
    }

    /// The order as `<` has it: negative, zero or positive; nil when there is none.
    public func compared(to other: FEELValue) -> Int? {
        switch (self, other) {
        case (.number(let a), .number(let b)): a.compared(to: b)
        case (.string(let a), .string(let b)): Text.compare(a, b)
        case (.date(let a), .date(let b)): a == b ? 0 : a < b ? -1 : 1
        case (.time(let a), .time(let b)): a.compared(to: b) ?? a.placed(like: b).compared(to: b.placed(like: a))
        case (.dateTime(let a), .dateTime(let b)): a.compared(to: b) ?? a.placed(like: b).compared(to: b.placed(like: a))
        case (.yearMonthDuration(let a), .yearMonthDuration(let b)): a == b ? 0 : a < b ? -1 : 1
        case (.dayTimeDuration(let a), .dayTimeDuration(let b)): a == b ? 0 : a < b ? -1 : 1
        default: nil
        }
    }
}

extension FEELRange {
    func equals(_ other: FEELRange) -> Bool {
        form == other.form && startIncluded == other.startIncluded && endIncluded == other.endIncluded
            && Self.same(start, other.start) && Self.same(end, other.end)
    }

    private static func same(_ a: FEELValue?, _ b: FEELValue?) -> Bool {
        switch (a, b) {
        case (nil, nil): true
        case (let a?, let b?): a.equals(b) == true
        default: false
        }
    }

    /// Whether a value lies in the range; nil when it cannot be compared with an endpoint.
    public func contains(_ value: FEELValue) -> Bool? {
        if form == .equal { return start.flatMap { value.equals($0) } }
        if form == .unequal { return start.flatMap { value.equals($0) }.map { !$0 } }
        if let start {
            guard let order = value.compared(to: start) else { return nil }
            if order < 0 || order == 0 && !startIncluded { return false }
        }
        if let end {
            guard let order = value.compared(to: end) else { return nil }
            if order > 0 || order == 0 && !endIncluded { return false }
        }
        return true
    }
}

/// Strings are sequences of code points: equal and ordered by them, not by appearance.
enum Text {
    static func equal(_ a: String, _ b: String) -> Bool { a.utf8.count == b.utf8.count && compare(a, b) == 0 }

    /// The order of code points, which is that of UTF-8 bytes.
    static func compare(_ a: String, _ b: String) -> Int {
        let direct = a.utf8.withContiguousStorageIfAvailable { x in
            b.utf8.withContiguousStorageIfAvailable { y in
                let shared = min(x.count, y.count)
                for index in 0..<shared where x[index] != y[index] { return x[index] < y[index] ? -1 : 1 }
                return x.count - y.count
            }
        }
        if let direct, let order = direct { return order }
        if a.utf8.elementsEqual(b.utf8) { return 0 }
        return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
    }
}

extension FEELTime {
    /// A local time taken to be in the zone of another: how the standard orders the two.
    fileprivate func placed(like other: FEELTime) -> FEELTime {
        guard zone == .local else { return self }
        return FEELTime(nanosecondOfDay: nanosecondOfDay, zone: other.zone) ?? self
    }
}

extension FEELDateTime {
    fileprivate func placed(like other: FEELDateTime) -> FEELDateTime {
        FEELDateTime(date: date, time: time.placed(like: other.time))
    }
}
