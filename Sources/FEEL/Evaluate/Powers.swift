import Decimal34

/// Powers of decimals.
enum Powers {
    /// a^b; nil where there is none or it is too large.
    static func power(_ a: Decimal34, _ b: Decimal34) -> Decimal34? {
        guard let exponent = b.int, abs(exponent) < 100_000 else { return nil }
        var result = Decimal34.one
        var base = a
        var rest = exponent.magnitude
        while rest > 0 {
            if rest & 1 == 1 {
                guard let next = result.multiplied(by: base) else { return nil }
                result = next
            }
            rest >>= 1
            if rest > 0 {
                guard let next = base.multiplied(by: base) else { return nil }
                base = next
            }
        }
        return exponent < 0 ? Decimal34.one.divided(by: result) : result
    }
}
