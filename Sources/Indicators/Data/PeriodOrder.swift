/// Time order of period codes: runs of digits compare as numbers, the rest as text, so `2019-Q2` < `2019-Q10` < `2020`.
public enum PeriodOrder {
    public static func precedes(_ a: String, _ b: String) -> Bool {
        var x = Array(a.unicodeScalars)[...]
        var y = Array(b.unicodeScalars)[...]
        while let p = x.first, let q = y.first {
            if isDigit(p), isDigit(q) {
                let m = number(&x)
                let n = number(&y)
                if m.count != n.count { return m.count < n.count }
                if m != n { return m.lexicographicallyPrecedes(n) }
            } else {
                if p != q { return p < q }
                x = x.dropFirst()
                y = y.dropFirst()
            }
        }
        return x.isEmpty && !y.isEmpty
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    private static func number(_ text: inout ArraySlice<Unicode.Scalar>) -> [UInt32] {
        let digits = text.prefix(while: isDigit)
        text = text.dropFirst(digits.count)
        return Array(digits.map(\.value).drop { $0 == 0x30 })
    }
}
