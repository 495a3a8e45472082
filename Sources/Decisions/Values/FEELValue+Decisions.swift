import Decimal34
import FEEL

extension FEELValue {
    /// Whether `=` says so; two nulls are the same.
    func isSame(as other: FEELValue) -> Bool { equals(other) == true }

    /// Kind and sort key of a temporal value that can be ordered by one number.
    var temporalKey: (ColumnIndex.Kind, Decimal34)? {
        switch self {
        case .date(let date): (.date, Decimal34(date.epochDay))
        case .yearMonthDuration(let duration): (.yearMonthDuration, Decimal34(duration.months))
        case .dayTimeDuration(let duration): (.dayTimeDuration, Decimal34(duration.totalNanoseconds))
        default: nil
        }
    }

    /// The value as text for a sentence, cut to a readable length.
    public var excerpt: String {
        switch self {
        case .list(let list) where list.items.count > 12: return "[… \(list.items.count)]"
        case .context(let context) where context.count > 12: return "{… \(context.count)}"
        default:
            let text = literal
            return text.count > 120 ? text.prefix(119) + "…" : text
        }
    }
}

/// Text compared by its code points, as the language does; Swift's own equality looks at appearance.
struct TextKey: Hashable, Sendable {
    let text: String
    init(_ text: String) { self.text = text }

    static func == (a: Self, b: Self) -> Bool {
        let same = a.text.utf8.withContiguousStorageIfAvailable { x in
            b.text.utf8.withContiguousStorageIfAvailable { y in
                guard x.count == y.count else { return false }
                for index in 0..<x.count where x[index] != y[index] { return false }
                return true
            }
        }
        if let same, let same { return same }
        return a.text.utf8.elementsEqual(b.text.utf8)
    }
    func hash(into hasher: inout Hasher) {
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        if isDone == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}
