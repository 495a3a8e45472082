/// The types of expressions, as far as they are known before evaluation.
enum Typing {
    static func arithmetic(_ first: FEELType, _ operations: [Node.Operation]) -> FEELType {
        if first.base == .number, operations.allSatisfy({ $0.operand.type.base == .number }) { return .number }
        if first.base == .string, operations.allSatisfy({ $0.operand.type.base == .string && $0.sign == .add }) { return .string }
        return .any
    }

    static func negation(_ type: FEELType) -> FEELType {
        switch type.base {
        case .number, .yearMonthDuration, .dayTimeDuration: type.base
        default: .any
        }
    }

    /// What a list, or a value taken as a list of one, is made of.
    static func element(_ type: FEELType) -> FEELType {
        switch type.base {
        case .list(let element), .range(let element): element
        case .null: .any
        default: type
        }
    }

    static func member(_ name: String, of type: FEELType) -> FEELType {
        switch type.base {
        case .context(let entries): return entries.first { $0.name == name }?.type ?? .any
        case .list(let element):
            let member = member(name, of: element)
            return member == .any ? .any : .list(member)
        case .range(let element):
            switch name {
            case "start", "end": return element
            case "start included", "end included": return .boolean
            default: return .any
            }
        case .date, .time, .dateTime, .yearMonthDuration, .dayTimeDuration:
            switch name {
            case "time offset": return .dayTimeDuration
            case "timezone": return .string
            default: return .number
            }
        default: return .any
        }
    }

    /// The names after a dot that are known to be there.
    static func members(of type: FEELType) -> [String] {
        switch type.base {
        case .context(let entries): entries.map(\.name)
        case .list(let element): members(of: element)
        case .range: ["start", "end", "start included", "end included"]
        case .date, .time, .dateTime, .yearMonthDuration, .dayTimeDuration, .any: ["time offset", "start included", "end included"]
        default: []
        }
    }

    static func result(of function: Node, _ arguments: Node.Arguments) -> FEELType {
        if case .function(_, let result) = function.type.base { return result }
        return .any
    }
}
