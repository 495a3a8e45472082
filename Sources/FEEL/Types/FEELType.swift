/// A type of the language. Any conforms to nothing but Any; Null conforms to all.
public indirect enum FEELType: Sendable, Hashable {
    case any
    case null
    case boolean
    case number
    case string
    case date
    case time
    case dateTime
    case yearMonthDuration
    case dayTimeDuration
    case list(FEELType)
    /// A context with at least these entries.
    case context([Entry])
    case range(FEELType)
    /// Parameter types, nil when any function will do, and the result type.
    case function([FEELType]?, FEELType)
    /// A named type with a rule on its values (allowed values), kept by the embedder.
    case constrained(Constraint)

    public struct Entry: Sendable, Hashable {
        public let name: String
        public let type: FEELType

        public init(_ name: String, _ type: FEELType) {
            self.name = name
            self.type = type
        }
    }

    /// A type with values that are not allowed.
    public final class Constraint: Sendable, Hashable {
        public let name: String
        public let base: FEELType
        /// Whether a value that conforms to `base` is allowed.
        public let allows: @Sendable (FEELValue) -> Bool

        public init(name: String, base: FEELType, allows: @escaping @Sendable (FEELValue) -> Bool) {
            self.name = name
            self.base = base
            self.allows = allows
        }

        public static func == (a: Constraint, b: Constraint) -> Bool { a === b }
        public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
    }

    /// A context about whose entries nothing is known.
    public static let anyContext = FEELType.context([])
    /// A list of anything.
    public static let anyList = FEELType.list(.any)
    /// Any function.
    public static let anyFunction = FEELType.function(nil, .any)

    /// The type with no constraints anywhere in it, as `instance of` asks.
    var unconstrained: FEELType {
        switch self {
        case .constrained(let constraint): constraint.base.unconstrained
        case .list(let element): .list(element.unconstrained)
        case .range(let element): .range(element.unconstrained)
        case .context(let entries): .context(entries.map { Entry($0.name, $0.type.unconstrained) })
        case .function(let parameters, let result): .function(parameters?.map(\.unconstrained), result.unconstrained)
        default: self
        }
    }

    /// The type without its constraint.
    public var base: FEELType {
        if case .constrained(let constraint) = self { return constraint.base.base }
        return self
    }
}

extension FEELType: CustomStringConvertible {
    /// As it is written in an expression.
    public var description: String {
        switch self {
        case .any: "Any"
        case .null: "Null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .date: "date"
        case .time: "time"
        case .dateTime: "date and time"
        case .yearMonthDuration: "years and months duration"
        case .dayTimeDuration: "days and time duration"
        case .list(let element): "list<\(element)>"
        case .context(let entries):
            entries.isEmpty ? "context" : "context<\(entries.map { "\($0.name): \($0.type)" }.joined(separator: ", "))>"
        case .range(let element): "range<\(element)>"
        case .function(let parameters, let result):
            parameters.map { "function<\($0.map(\.description).joined(separator: ", "))> -> \(result)" } ?? "function"
        case .constrained(let constraint): constraint.name
        }
    }

    /// The simple type a DMN or FEEL name stands for; nil for a name of the embedder's own.
    public init?(named name: String) {
        guard let type = Self.named[name] else { return nil }
        self = type
    }

    static let named: [String: FEELType] = [
        "Any": .any, "any": .any, "Null": .null, "boolean": .boolean, "number": .number, "string": .string, "date": .date, "time": .time,
        "date and time": .dateTime, "dateTime": .dateTime, "years and months duration": .yearMonthDuration,
        "yearMonthDuration": .yearMonthDuration, "days and time duration": .dayTimeDuration, "dayTimeDuration": .dayTimeDuration,
        "list": .anyList, "context": .anyContext, "range": .range(.any), "function": .anyFunction,
    ]
}
