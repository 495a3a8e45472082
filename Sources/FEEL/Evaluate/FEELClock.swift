/// Where `now()` and `today()` take the time from.
public struct FEELClock: Sendable {
    /// Seconds and nanoseconds since 1970-01-01T00:00:00Z, and the offset of the place from UTC in seconds.
    public struct Reading: Sendable {
        public var seconds: Int64
        public var nanoseconds: Int32
        public var offset: Int

        public init(seconds: Int64, nanoseconds: Int32 = 0, offset: Int = 0) {
            self.seconds = seconds
            self.nanoseconds = nanoseconds
            self.offset = offset
        }
    }

    public let read: @Sendable () -> Reading

    public init(_ read: @escaping @Sendable () -> Reading) { self.read = read }

    /// A clock that stands still, for tests and for replaying a decision as of its day.
    public static func fixed(_ reading: Reading) -> FEELClock { FEELClock { reading } }
}
