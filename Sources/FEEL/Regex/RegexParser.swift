/// Reads a pattern into a tree.
struct RegexParser {
    let flags: RegexFlags
    /// The pattern's characters and where each stood before white space was removed.
    let pattern: [(scalar: Unicode.Scalar, offset: Int)]
    let length: Int
    var index = 0
    private(set) var depth = 0
    private(set) var groups = 0
    private(set) var hasReferences = false
    private var closed: Set<Int> = []
    var sets: [RegexSet] = []

    static let maximumDepth = 64

    init(_ text: String, flags: RegexFlags) {
        self.flags = flags
        var pattern: [(scalar: Unicode.Scalar, offset: Int)] = []
        var brackets = 0
        var escaped = false
        var length = 0
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            length = offset + 1
            if flags.ignoresSpace, !flags.isLiteral {
                if brackets == 0, RegexSet.Named.space.contains(scalar) { continue }
                if escaped {
                    escaped = false
                } else if scalar == "\\" {
                    escaped = true
                } else if scalar == "[" {
                    brackets += 1
                } else if scalar == "]", brackets > 0 {
                    brackets -= 1
                }
            }
            pattern.append((scalar, offset))
        }
        self.pattern = pattern
        self.length = length
    }

    var peek: Unicode.Scalar? { index < pattern.count ? pattern[index].scalar : nil }
    func peek(after count: Int) -> Unicode.Scalar? { index + count < pattern.count ? pattern[index + count].scalar : nil }
    var offset: Int { index < pattern.count ? pattern[index].offset : length }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    func fail(_ reason: FEELRegexError.Reason, at offset: Int? = nil) -> FEELRegexError {
        FEELRegexError(reason, at: offset ?? self.offset)
    }

    /// Runs `body` one level deeper.
    mutating func nested<Value>(_ body: (inout RegexParser) throws(FEELRegexError) -> Value) throws(FEELRegexError) -> Value {
        guard depth < Self.maximumDepth else { throw fail(.tooLarge) }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    mutating func parse() throws(FEELRegexError) -> RegexTree {
        if flags.isLiteral { return .sequence(pattern.map { .scalar($0.scalar) }) }
        let tree = try alternatives()
        if peek != nil { throw fail(.unexpected) }
        return tree
    }

    private mutating func alternatives() throws(FEELRegexError) -> RegexTree {
        var branches = [try sequence()]
        while skip("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(FEELRegexError) -> RegexTree {
        var parts: [RegexTree] = []
        while let next = peek, next != "|", next != ")" {
            let atom = try atom(next)
            parts.append(try quantified(atom))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func atom(_ next: Unicode.Scalar) throws(FEELRegexError) -> RegexTree {
        switch next {
        case "(":
            return try nested { parser throws(FEELRegexError) in try parser.group() }
        case "[":
            let set = try nested { parser throws(FEELRegexError) in try parser.brackets() }
            return added(set)
        case "\\": return try escape()
        case ".":
            index += 1
            return .any
        case "^":
            index += 1
            return .start
        case "$":
            index += 1
            return .end
        case "?", "*", "+", "{", "}", "]": throw fail(.unexpected)
        default:
            index += 1
            return .scalar(next)
        }
    }

    mutating func added(_ set: RegexSet) -> RegexTree {
        sets.append(set)
        return .set(sets.count - 1)
    }

    private mutating func group() throws(FEELRegexError) -> RegexTree {
        let opened = offset
        index += 1
        var number: Int?
        if skip("?") {
            guard skip(":") else { throw fail(.unexpected) }
        } else {
            groups += 1
            number = groups
        }
        let inner = try alternatives()
        guard skip(")") else { throw fail(.unfinished, at: opened) }
        guard let number else { return inner }
        closed.insert(number)
        return .group(number, inner)
    }

    private mutating func quantified(_ atom: RegexTree) throws(FEELRegexError) -> RegexTree {
        let least: Int
        var most: Int?
        switch peek {
        case "?": (least, most) = (0, 1)
        case "*": least = 0
        case "+": least = 1
        case "{":
            let opened = offset
            index += 1
            least = try count(opened)
            most = least
            if skip(",") { most = peek == "}" ? nil : try count(opened) }
            guard peek == "}" else { throw fail(peek == nil ? .unfinished : .unexpected) }
            if let most, most < least { throw fail(.invalidQuantifier, at: opened) }
        default: return atom
        }
        index += 1
        return .repeated(atom, least: least, most: most, reluctant: skip("?"))
    }

    private mutating func count(_ opened: Int) throws(FEELRegexError) -> Int {
        guard let value = number(limit: 1_000_000) else { throw fail(.invalidQuantifier, at: opened) }
        return value
    }

    /// Digits as a number up to the limit; `nil` without digits or above it.
    private mutating func number(limit: Int) -> Int? {
        var value: Int?
        while let digit = peek?.asciiDigit {
            let next = (value ?? 0) * 10 + digit
            guard next <= limit else { return nil }
            value = next
            index += 1
        }
        return value
    }

    private mutating func escape() throws(FEELRegexError) -> RegexTree {
        if let digit = peek(after: 1)?.asciiDigit {
            let began = offset
            index += 2
            var number = digit
            // As many digits as still name a group.
            while let more = peek?.asciiDigit, number * 10 + more <= groups {
                number = number * 10 + more
                index += 1
            }
            guard closed.contains(number) else { throw fail(.unknownGroup, at: began) }
            hasReferences = true
            return .reference(number)
        }
        switch try escaped() {
        case .scalar(let scalar): return .scalar(scalar)
        case .item(let item): return added(RegexSet(item))
        }
    }
}

extension Unicode.Scalar {
    var asciiDigit: Int? { value >= 0x30 && value <= 0x39 ? Int(value - 0x30) : nil }
}
