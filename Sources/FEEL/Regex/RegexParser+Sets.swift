extension RegexParser {
    enum Escaped {
        case scalar(Unicode.Scalar)
        case item(RegexSet.Item)
    }

    /// What follows a backslash, but not a back-reference.
    mutating func escaped() throws(FEELRegexError) -> Escaped {
        let began = offset
        index += 1
        guard let next = peek else { throw fail(.unfinished, at: began) }
        index += 1
        switch next {
        case "n": return .scalar("\n")
        case "r": return .scalar("\r")
        case "t": return .scalar("\t")
        case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$": return .scalar(next)
        case "s", "S": return .item(.named(.space, negated: next == "S"))
        case "d", "D": return .item(.named(.digit, negated: next == "D"))
        case "w", "W": return .item(.named(.word, negated: next == "W"))
        case "i", "I": return .item(.named(.nameStart, negated: next == "I"))
        case "c", "C": return .item(.named(.nameCharacter, negated: next == "C"))
        case "p", "P": return .item(try category(negated: next == "P", began))
        default: throw fail(.unknownEscape, at: began)
        }
    }

    /// `{Lu}` or `{IsBasicLatin}`.
    private mutating func category(negated: Bool, _ began: Int) throws(FEELRegexError) -> RegexSet.Item {
        guard skip("{") else { throw fail(.unknownCategory, at: began) }
        var name = ""
        while let next = peek, next != "}" {
            name.unicodeScalars.append(next)
            index += 1
        }
        guard skip("}") else { throw fail(.unfinished, at: began) }
        if let bits = RegexCategory.bits(name) { return .categories(bits, negated: negated) }
        if name.hasPrefix("Is"), let block = RegexBlocks.range(String(name.dropFirst(2))) { return .block(block, negated: negated) }
        throw fail(.unknownCategory, at: began)
    }

    /// `[…]`, from its opening bracket.
    mutating func brackets() throws(FEELRegexError) -> RegexSet {
        let opened = offset
        index += 1
        var set = RegexSet(ignoresCase: flags.ignoresCase)
        set.negated = skip("^")
        while true {
            guard let next = peek else { throw fail(.unfinished, at: opened) }
            if next == "]" {
                if set.items.isEmpty { throw fail(.unexpected) }
                break
            }
            if next == "-", peek(after: 1) == "[" {
                if set.items.isEmpty { throw fail(.unexpected) }
                index += 1
                set.subtracted = [try nested { parser throws(FEELRegexError) in try parser.brackets() }]
                guard peek == "]" else { throw fail(peek == nil ? .unfinished : .unexpected) }
                break
            }
            set.items.append(try item(next))
        }
        index += 1
        set.seal()
        return set
    }

    /// A character, a range or a class within brackets.
    private mutating func item(_ next: Unicode.Scalar) throws(FEELRegexError) -> RegexSet.Item {
        let began = offset
        let first: Unicode.Scalar
        switch next {
        case "[": throw fail(.unexpected)
        case "\\":
            switch try escaped() {
            case .item(let item): return item
            case .scalar(let scalar): first = scalar
            }
        default:
            index += 1
            // A hyphen that is not written as an escape begins no range.
            if next == "-" { return .range("-", "-") }
            first = next
        }
        guard peek == "-", let end = peek(after: 1), end != "]", end != "[" else { return .range(first, first) }
        index += 1
        let last: Unicode.Scalar
        if end == "\\" {
            guard case .scalar(let scalar) = try escaped() else { throw fail(.invalidRange, at: began) }
            last = scalar
        } else {
            index += 1
            last = end
        }
        guard first <= last else { throw fail(.invalidRange, at: began) }
        return .range(first, last)
    }
}
