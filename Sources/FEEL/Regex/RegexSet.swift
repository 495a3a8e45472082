/// A set of characters: what stands between brackets, or a class such as `\d`.
struct RegexSet: Sendable {
    enum Item: Sendable {
        case range(Unicode.Scalar, Unicode.Scalar)
        /// A bit per general category.
        case categories(UInt32, negated: Bool)
        case block(ClosedRange<UInt32>, negated: Bool)
        case named(Named, negated: Bool)
    }

    enum Named: Sendable {
        case space, digit, word, nameStart, nameCharacter
    }

    var items: [Item] = []
    var negated = false
    /// What is taken away again; none or one.
    var subtracted: [RegexSet] = []
    var ignoresCase = false
    /// The answers for ASCII.
    private var ascii: UInt128 = 0

    init(ignoresCase: Bool) { self.ignoresCase = ignoresCase }

    init(_ item: Item) {
        items = [item]
        seal()
    }

    /// Must be called once all items are in.
    mutating func seal() {
        ascii = 0
        for value in UInt8(0)..<128 where evaluate(Unicode.Scalar(value)) { ascii |= 1 << UInt128(value) }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 128 ? ascii >> UInt128(scalar.value) & 1 == 1 : evaluate(scalar)
    }

    private func evaluate(_ scalar: Unicode.Scalar) -> Bool {
        var found = includes(scalar, classes: true)
        if !found, ignoresCase {
            // Case concerns characters and ranges; classes stay as they are.
            let lower = scalar.lowercased
            let upper = scalar.uppercased
            found = [lower, upper, lower.uppercased, upper.lowercased].contains { $0 != scalar && includes($0, classes: false) }
        }
        guard found != negated else { return false }
        return !subtracted.contains { $0.contains(scalar) }
    }

    private func includes(_ scalar: Unicode.Scalar, classes: Bool) -> Bool {
        for item in items {
            switch item {
            case .range(let first, let last):
                if scalar >= first, scalar <= last { return true }
                if ignoresCase, first == last, first.matches(scalar) { return true }
            case .categories(let bits, let negated):
                if classes, (bits >> scalar.properties.generalCategory.bit & 1 == 1) != negated { return true }
            case .block(let range, let negated):
                if classes, range.contains(scalar.value) != negated { return true }
            case .named(let name, let negated):
                if classes, name.contains(scalar) != negated { return true }
            }
        }
        return false
    }
}

extension RegexSet.Named {
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        switch self {
        case .space: return value == 0x20 || value == 0x09 || value == 0x0A || value == 0x0D
        case .digit: return value < 128 ? value >= 0x30 && value <= 0x39 : scalar.properties.generalCategory == .decimalNumber
        case .word: return RegexCategory.word >> scalar.properties.generalCategory.bit & 1 == 1
        case .nameStart: return Self.isNameStart(value)
        case .nameCharacter:
            switch value {
            case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: return true
            default: return Self.isNameStart(value)
            }
        }
    }

    /// NameStartChar of XML 1.0, fifth edition.
    private static func isNameStart(_ value: UInt32) -> Bool {
        switch value {
        case 0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
            0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }
}

extension Unicode.Scalar {
    /// Equal, or equal once both are in lower or both in upper case.
    func matches(_ other: Unicode.Scalar) -> Bool {
        self == other || lowercased == other.lowercased || uppercased == other.uppercased
    }

    /// The lower-case form where it is one character, else the character itself.
    var lowercased: Unicode.Scalar {
        if value < 128 { return value >= 0x41 && value <= 0x5A ? Unicode.Scalar(UInt8(value | 0x20)) : self }
        return Self.single(properties.lowercaseMapping) ?? self
    }

    /// The upper-case form where it is one character, else the character itself.
    var uppercased: Unicode.Scalar {
        if value < 128 { return value >= 0x61 && value <= 0x7A ? Unicode.Scalar(UInt8(value & 0x5F)) : self }
        return Self.single(properties.uppercaseMapping) ?? self
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex else { return nil }
        return first
    }
}
