#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension FEELClock {
    /// The machine's clock, at UTC.
    public static let system = FEELClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Reading(seconds: Int64(time.tv_sec), nanoseconds: Int32(truncatingIfNeeded: time.tv_nsec))
    }
}
