/// A set of positions `0..<count`, one bit each.
public struct Bitmap: Hashable, Sendable {
    public let count: Int
    private var words: [UInt64]

    public init(count: Int) {
        self.count = max(0, count)
        words = Array(repeating: 0, count: (self.count + 63) / 64)
    }

    /// False outside `0..<count`; setting there does nothing.
    public subscript(index: Int) -> Bool {
        get { index >= 0 && index < count && words[index >> 6] >> UInt64(index & 63) & 1 == 1 }
        set {
            guard index >= 0, index < count else { return }
            let bit = UInt64(1) << UInt64(index & 63)
            if newValue { words[index >> 6] |= bit } else { words[index >> 6] &= ~bit }
        }
    }

    /// How many positions are set. O(count / 64).
    public var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
}
