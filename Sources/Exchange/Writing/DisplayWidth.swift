extension Column.Format {
    /// The width of a value as it is shown, thousands separators included.
    func width(of text: String) -> Int {
        switch self {
        case .money, .integer: DisplayWidth.of(text) + text.utf8.count / 3
        case .text, .decimal, .percent, .date: DisplayWidth.of(text)
        }
    }
}

/// How many columns of a fixed-width font a text takes: two for ideographs and full-width forms.
enum DisplayWidth {
    /// The widest line of the text.
    static func of(_ text: String) -> Int {
        var widest = 0
        var width = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x0D: width = 0
            case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                width += 2
            case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: break
            default: width += 1
            }
            widest = max(widest, width)
        }
        return widest
    }
}
