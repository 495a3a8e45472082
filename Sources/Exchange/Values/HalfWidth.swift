/// Full-width forms of digits, letters and signs, as typed in East Asian input methods, in their ASCII shape.
enum HalfWidth {
    static func fold(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: scalars.append(UnicodeScalar(UInt8(scalar.value - 0xFEE0)))
            case 0x3000, 0xA0, 0x2007, 0x2009, 0x202F: scalars.append(" ")
            case 0xFFE5: scalars.append("¥")
            case 0xFFE1: scalars.append("£")
            case 0x2212: scalars.append("-")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
