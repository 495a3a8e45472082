extension Double {
    /// The value at the precision it was collected with: half away from zero on its shortest decimal form, so 2.675 at two digits is 2.68
    /// although the nearest binary number lies below it. Values that are not finite, or too large to have decimals, stay.
    func roundedHalfUp(to digits: Int) -> Double {
        let scale = power(10, Double(Swift.min(Swift.max(digits, 0), 15)))
        let scaled = magnitude * scale
        guard scaled < 0x1p52 else { return self }
        // Two units in the last place: the error of the product and of the decimal form it came from.
        let rounded = (scaled + 2 * scaled.ulp + 0.5).rounded(.down) / scale
        return sign == .minus ? -rounded : rounded
    }
}
