extension FEELType {
    /// Whether every value of this type is a value of `other`.
    public func conforms(to other: FEELType) -> Bool {
        switch (self, other) {
        case (_, .any), (.null, _): return true
        case (.constrained(let a), .constrained(let b)) where a == b: return true
        case (.constrained(let a), _): return a.base.conforms(to: other)
        case (_, .constrained(let b)): return conforms(to: b.base)
        case (.list(let a), .list(let b)), (.range(let a), .range(let b)): return a.conforms(to: b)
        case (.context(let mine), .context(let theirs)):
            return theirs.allSatisfy { wanted in mine.contains { $0.name == wanted.name && $0.type.conforms(to: wanted.type) } }
        case (.function(let mine, let result), .function(let theirs, let wanted)):
            guard let theirs else { return true }
            guard let mine else { return false }
            return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $1.conforms(to: $0) } && result.conforms(to: wanted)
        default: return self == other
        }
    }

    /// The type of values that are one of the two: the wider if one conforms to the other, else Any.
    func joined(with other: FEELType) -> FEELType {
        if conforms(to: other) { return other }
        if other.conforms(to: self) { return self }
        if case .context(let mine) = self, case .context(let theirs) = other {
            return .context(
                mine.compactMap { entry in
                    theirs.first { $0.name == entry.name }.map { Entry(entry.name, entry.type.joined(with: $0.type)) }
                })
        }
        if case .list(let mine) = self, case .list(let theirs) = other { return .list(mine.joined(with: theirs)) }
        return .any
    }

    /// Whether a value is of this type. Null is a value of every type here; `instance of` excludes it first.
    public func admits(_ value: FEELValue) -> Bool {
        switch (self, value) {
        case (.any, _), (_, .null): return true
        case (.boolean, .boolean), (.number, .number), (.string, .string): return true
        case (.date, .date), (.time, .time), (.dateTime, .dateTime): return true
        case (.yearMonthDuration, .yearMonthDuration), (.dayTimeDuration, .dayTimeDuration): return true
        case (.list(let element), .list(let list)):
            return element == .any || list.items.allSatisfy(element.admits)
        case (.context(let entries), .context(let context)):
            return entries.allSatisfy { entry in context[entry.name].map(entry.type.admits) ?? false }
        case (.range(let element), .range(let range)):
            return element == .any || (range.start.map(element.admits) ?? true) && (range.end.map(element.admits) ?? true)
        case (.function(let parameters, let result), .function(let function)):
            guard let parameters, case .function(let own, let known) = function.type else { return true }
            if let builtin = function.builtin, !builtin.takes(parameters) { return false }
            if function.builtin != nil { return known == .any || known.conforms(to: result) }
            // A result nobody declared may be of any type; what it is shows when the function is called.
            return FEELType.function(own, known == .any ? result : known).conforms(to: .function(parameters, result))
        case (.constrained(let constraint), _): return constraint.base.admits(value) && constraint.allows(value)
        default: return false
        }
    }

    /// The value as one of this type: itself if it conforms, the item of a singleton list, or a list of the single value; nil if neither.
    public func coerce(_ value: FEELValue) -> FEELValue? {
        if admits(value) { return value }
        if case .list(let list) = value, list.items.count == 1, !isList, admits(list.items[0]) { return list.items[0] }
        if case .list(let element) = base {
            if case .list = value { return nil }
            if element.admits(value) {
                let wrapped = FEELValue.list([value])
                return admits(wrapped) ? wrapped : nil
            }
        }
        return nil
    }

    var isList: Bool {
        if case .list = base { return true }
        return false
    }

    /// The narrowest type the value is known to have.
    public init(of value: FEELValue) {
        switch value {
        case .null: self = .null
        case .boolean: self = .boolean
        case .number: self = .number
        case .string: self = .string
        case .date: self = .date
        case .time: self = .time
        case .dateTime: self = .dateTime
        case .yearMonthDuration: self = .yearMonthDuration
        case .dayTimeDuration: self = .dayTimeDuration
        case .list(let list): self = .list(Self.common(list.items))
        case .context(let context): self = .context(context.entries.map { Entry($0.key, FEELType(of: $0.value)) })
        case .range(let range): self = .range(Self.common([range.start, range.end].compactMap { $0 }))
        case .function(let function): self = function.type
        }
    }

    private static func common(_ values: [FEELValue]) -> FEELType {
        guard let first = values.first else { return .any }
        var type = FEELType(of: first)
        for value in values.dropFirst() where type != .any { type = type.joined(with: FEELType(of: value)) }
        return type
    }
}
