import Kernel

/// Which cell styles show a number as a date, a time or a percentage.
struct CellStyles {
    enum Kind: Equatable { case general, date, time }

    private var kinds: [Kind] = []

    /// No stream: a workbook without styles, where every number is a number.
    init(_ stream: ZipEntryStream?, limits: ImportLimits) throws {
        guard let stream else { return }
        var custom: [Int: String] = [:]
        var kinds: [Kind] = []
        var isInCells = false
        try OfficeXML.read(
            stream, part: "styles.xml", limits: limits,
            start: { name, attributes in
                switch name {
                case "numFmt":
                    if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] { custom[id] = code }
                case "cellXfs": isInCells = true
                case "xf" where isInCells:
                    let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
                    kinds.append(custom[id].map(Self.kind(ofFormat:)) ?? Self.kind(ofBuiltin: id))
                default: break
                }
            },
            end: { if $0 == "cellXfs" { isInCells = false } })
        self.kinds = kinds
    }

    subscript(style: Int) -> Kind { kinds.indices.contains(style) ? kinds[style] : .general }

    /// The numbered formats of ECMA-376 18.8.30, with the East Asian ones.
    static func kind(ofBuiltin id: Int) -> Kind {
        switch id {
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
        case 18...21, 32...35, 45...47, 55, 56: .time
        default: .general
        }
    }

    /// A format code with a year, a month or a day outside quotes, escapes and brackets is a date's.
    static func kind(ofFormat code: String) -> Kind {
        var kind = Kind.general
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        var letters: Set<Character> = []
        scan: for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: break
            case "\\", "_", "*": isEscaped = true
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "h" where isBracketed, "s" where isBracketed: letters.insert(character)
            case _ where isBracketed: break
            case ";": break scan
            default: letters.insert(character)
            }
        }
        // `General` has an e and an a; `m` alone is a month, beside h or s it is minutes.
        if code.lowercased().hasPrefix("general") { return .general }
        if letters.contains("h") || letters.contains("s") { kind = .time }
        if letters.contains("y") || letters.contains("d") || letters.contains("m") && kind == .general { kind = .date }
        if letters.contains("e"), letters.contains("m") || letters.contains("年") { kind = .date }
        return kind
    }
}
