/// Copeland's rule: wins less losses against every opponent, Σₖ sign(e(j,k) − ½).
///
/// Source: Copeland (1951); OECD/JRC Handbook (2008), section 6.3. Result is a whole number in −(n−1)…n−1, more is better.
public enum Copeland {
    /// Scores in the order of the units. O(units²) after the outranking matrix.
    public static func scores(_ outranking: Outranking) -> [Double] {
        (0..<outranking.units).map { j in
            var sum = 0
            for k in 0..<outranking.units where k != j { sum += outranking.sign(j, k) }
            return Double(sum)
        }
    }
}
