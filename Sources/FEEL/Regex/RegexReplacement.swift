/// A replacement text, cut at its group references.
struct RegexReplacement {
    enum Piece {
        case text([Unicode.Scalar])
        case group(Int)
    }

    private(set) var pieces: [Piece] = []

    init(_ text: String, _ program: RegexProgram) throws(FEELRegexError) {
        let scalars = Array(text.unicodeScalars)
        if program.flags.isLiteral {
            pieces = [.text(scalars)]
            return
        }
        var literal: [Unicode.Scalar] = []
        var index = 0
        while index < scalars.count {
            let next = scalars[index]
            let following = index + 1 < scalars.count ? scalars[index + 1] : nil
            if next == "\\" {
                guard let following, following == "\\" || following == "$" else { throw FEELRegexError(.invalidReplacement, at: index) }
                literal.append(following)
                index += 2
            } else if next == "$" {
                guard var number = following?.asciiDigit else { throw FEELRegexError(.invalidReplacement, at: index) }
                index += 2
                // As many digits as still name a group.
                while index < scalars.count, let digit = scalars[index].asciiDigit, number * 10 + digit <= program.groups {
                    number = number * 10 + digit
                    index += 1
                }
                if !literal.isEmpty { pieces.append(.text(literal)) }
                literal = []
                pieces.append(.group(number))
            } else {
                literal.append(next)
                index += 1
            }
        }
        if !literal.isEmpty { pieces.append(.text(literal)) }
    }
}
