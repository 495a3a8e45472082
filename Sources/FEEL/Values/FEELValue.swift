import Decimal34

/// A value of the language. 24 bytes; lists, contexts, ranges and functions are shared, immutable objects.
///
/// Where a null came from is not kept in the value but reported to the run (`FEELRun.report`), so that it costs nothing unasked.
public enum FEELValue: Sendable {
    case null
    case boolean(Bool)
    case number(Decimal34)
    case string(String)
    case date(FEELDate)
    case time(FEELTime)
    case dateTime(FEELDateTime)
    case yearMonthDuration(YearMonthDuration)
    case dayTimeDuration(DayTimeDuration)
    case list(FEELList)
    case context(FEELContext)
    case range(FEELRange)
    case function(FEELFunction)
}

extension FEELValue: ExpressibleByBooleanLiteral, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Decimal34(value)) }
    public init(arrayLiteral elements: FEELValue...) { self = .list(FEELList(elements)) }
    public init(dictionaryLiteral elements: (String, FEELValue)...) { self = .context(FEELContext(elements)) }
}

extension FEELValue {
    public static func list(_ items: [FEELValue]) -> FEELValue { .list(FEELList(items)) }
    public static func context(_ entries: [(String, FEELValue)]) -> FEELValue { .context(FEELContext(entries)) }
    public static func number(_ value: Int) -> FEELValue { .number(Decimal34(value)) }

    public var isNull: Bool {
        if case .null = self { return true }
        return false
    }

    /// The value if it is a boolean.
    public var boolean: Bool? {
        if case .boolean(let value) = self { return value }
        return nil
    }

    /// The value if it is a number.
    public var number: Decimal34? {
        if case .number(let value) = self { return value }
        return nil
    }

    /// The value if it is a string.
    public var string: String? {
        if case .string(let value) = self { return value }
        return nil
    }

    /// The items if it is a list.
    public var items: [FEELValue]? {
        if case .list(let list) = self { return list.items }
        return nil
    }

    /// The value if it is a context.
    public var context: FEELContext? {
        if case .context(let value) = self { return value }
        return nil
    }

    /// How large the value is when walked through.
    var extent: Extent {
        switch self {
        case .list(let list): list.extent
        case .context(let context): context.extent
        case .function(let function): function.extent
        default: Extent()
        }
    }
}

/// What walking through a value takes; kept in it, so that printing, comparing and releasing are bounded before they begin.
struct Extent: Sendable {
    /// How deeply lists, contexts and what functions saw are nested: 0 for a plain value.
    var depth = 0
    /// Values met, shared ones as often as they occur.
    var weight = 1

    /// That of a value made of others; linear in their number.
    init(of parts: some Sequence<FEELValue>) {
        for part in parts {
            let extent = part.extent
            depth = max(depth, extent.depth)
            let sum = weight.addingReportingOverflow(extent.weight)
            weight = sum.overflow ? .max : sum.partialValue
        }
        depth += 1
    }

    init() {}
}

/// An immutable list.
public final class FEELList: Sendable {
    public let items: [FEELValue]
    let extent: Extent

    /// Linear: the extent of the items is taken once.
    public init(_ items: [FEELValue]) {
        self.items = items
        extent = Extent(of: items)
    }

    static let empty = FEELList([])
}
