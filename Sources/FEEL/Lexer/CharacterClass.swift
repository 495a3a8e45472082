/// The character classes of FEEL's grammar, and the full-width forms read as ASCII.
enum CharacterClass {
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// Blanks of the grammar: vertical space, Unicode spaces, the ideographic space.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A: true
        case ..<0xC0: false
        case 0xD7, 0xF7: false
        case 0xC0...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF: true
        case 0x3001, 0x3002: false
        case 0x3003...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFEFE, 0xFF00...0xFFFD, 0x10000...0xEFFFF: true
        default: false
        }
    }

    static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        if isDigit(scalar) || isNameStart(scalar) { return true }
        switch scalar.value {
        case 0xB7, 0x0300...0x036F, 0x203F...0x2040: return true
        default: return false
        }
    }

    /// Full-width punctuation and digits as ASCII, the ideographic comma and full stop as `,` and `.`; all else unchanged.
    static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3001: ","
        case 0x3002: "."
        default: scalar
        }
    }

    /// Signs of school mathematics that Chinese input methods offer.
    static func mathematical(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "≥", "≧": ">="
        case "≤", "≦": "<="
        case "≠": "!="
        case "×": "*"
        case "÷": "/"
        default: nil
        }
    }
}
