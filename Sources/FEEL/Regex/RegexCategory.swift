/// The general categories of Unicode, as `\p{…}` names them.
enum RegexCategory {
    /// In the order of the bits.
    private static let names = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
        "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cn",
    ]

    /// A bit for each category of that name: `Lu` is one, `L` all that begin with it. `nil` for other names.
    static func bits(_ name: String) -> UInt32? {
        var bits: UInt32 = 0
        for (bit, category) in names.enumerated() where category == name || name.utf8.count == 1 && category.hasPrefix(name) {
            bits |= 1 << UInt32(bit)
        }
        return bits == 0 ? nil : bits
    }

    /// `\w`: all but punctuation, separators and others.
    static let word: UInt32 = ["P", "Z", "C"].reduce(0x1FFF_FFFF) { $0 & ~(bits($1) ?? 0) }
}

extension Unicode.GeneralCategory {
    /// The category's bit; surrogates have none among characters.
    var bit: UInt32 {
        switch self {
        case .uppercaseLetter: 0
        case .lowercaseLetter: 1
        case .titlecaseLetter: 2
        case .modifierLetter: 3
        case .otherLetter: 4
        case .nonspacingMark: 5
        case .spacingMark: 6
        case .enclosingMark: 7
        case .decimalNumber: 8
        case .letterNumber: 9
        case .otherNumber: 10
        case .connectorPunctuation: 11
        case .dashPunctuation: 12
        case .openPunctuation: 13
        case .closePunctuation: 14
        case .initialPunctuation: 15
        case .finalPunctuation: 16
        case .otherPunctuation: 17
        case .mathSymbol: 18
        case .currencySymbol: 19
        case .modifierSymbol: 20
        case .otherSymbol: 21
        case .spaceSeparator: 22
        case .lineSeparator: 23
        case .paragraphSeparator: 24
        case .control: 25
        case .format: 26
        case .privateUse: 27
        default: 28
        }
    }
}
