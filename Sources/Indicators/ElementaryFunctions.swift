#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Natural logarithm.
func logarithm(_ x: Double) -> Double { log(x) }
/// e to the power of x.
func exponential(_ x: Double) -> Double { exp(x) }
/// x to the power of y.
func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
func cosine(_ x: Double) -> Double { cos(x) }
/// Angle of the point (x, y), −π…π.
func angle(y: Double, x: Double) -> Double { atan2(y, x) }
