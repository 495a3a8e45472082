/// Cuts a source text into tokens in one pass; linear in its length.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var offset = 0
    private var line = 1
    private var column = 1
    private(set) var tokens: [Token] = []
    private(set) var diagnostics: [FEELDiagnostic] = []

    init(_ source: String) {
        scalars = Array(source.unicodeScalars)
        tokens.reserveCapacity(scalars.count / 3 + 1)
    }

    /// The tokens of `source`, closed by one `.end`, and what was found on the way.
    static func tokens(of source: String) -> (tokens: [Token], diagnostics: [FEELDiagnostic]) {
        var lexer = Lexer(source)
        lexer.run()
        return (lexer.tokens, lexer.diagnostics)
    }

    /// The tokens of a name as it may be written in an expression, without `.end`.
    static func nameTokens(_ name: String) -> [Token] { Array(tokens(of: name).tokens.dropLast()) }

    private mutating func run() {
        while true {
            skipBlanks()
            guard let scalar = peek() else { break }
            let start = mark
            if CharacterClass.isDigit(scalar) || (scalar == "." && digit(at: 1) && !followsOperand) {
                number(from: start)
            } else if scalar == "\"" || scalar == "\u{201C}" {
                string(from: start, kind: .string)
            } else if scalar == "@", let next = raw(1), next == "\"" || next == "\u{201C}" {
                advance()
                string(from: start, kind: .temporal)
            } else if scalar == "?" {
                advance()
                append(.word, "?", from: start)
            } else if CharacterClass.isNameStart(scalar) {
                word(from: start)
            } else {
                symbol(scalar, from: start)
            }
        }
        append(.end, "", from: mark)
    }

    // MARK: Reading

    /// The character `ahead` places on, as written.
    private func raw(_ ahead: Int = 0) -> Unicode.Scalar? {
        position + ahead < scalars.count ? scalars[position + ahead] : nil
    }

    /// The character `ahead` places on, full-width forms narrowed.
    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? { raw(ahead).map(CharacterClass.narrowed) }

    private func digit(at ahead: Int) -> Bool { peek(ahead).map(CharacterClass.isDigit) ?? false }

    private mutating func advance() {
        guard position < scalars.count else { return }
        let scalar = scalars[position]
        position += 1
        offset += UTF8.width(scalar)
        if scalar == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
    }

    private var mark: FEELSourceRange { FEELSourceRange(start: offset, end: offset, line: line, column: column) }

    private mutating func append(_ kind: Token.Kind, _ text: String, from start: FEELSourceRange) {
        tokens.append(Token(kind: kind, text: text, range: start.through(mark)))
    }

    /// Notes that `written` was read as `read`, once per place.
    private mutating func noteNarrowing(_ written: Unicode.Scalar, _ read: String, at start: FEELSourceRange) {
        diagnostics.append(
            FEELDiagnostic(.widthNormalized, at: start.through(mark), ["written": String(written), "read": read]))
    }

    /// Whether a dot here continues a value, as in `a.b`, so that `.5` cannot start.
    private var followsOperand: Bool {
        guard let last = tokens.last else { return false }
        switch last.kind {
        case .word, .number, .string, .temporal: return last.range.end == offset
        case .mark: return [")", "]", "}"].contains(last.text)
        case .end: return false
        }
    }

    private mutating func skipBlanks() {
        while let scalar = raw() {
            if CharacterClass.isBlank(scalar) {
                advance()
            } else if scalar == "/", raw(1) == "/" {
                while let next = raw(), next != "\n", next != "\r" { advance() }
            } else if scalar == "/", raw(1) == "*" {
                let start = mark
                advance()
                advance()
                var closed = false
                while raw() != nil {
                    if raw() == "*", raw(1) == "/" {
                        advance()
                        advance()
                        closed = true
                        break
                    }
                    advance()
                }
                if !closed { diagnostics.append(FEELDiagnostic(.unterminatedText, at: start.through(mark), ["opening": "/*"])) }
            } else {
                return
            }
        }
    }

    private mutating func word(from start: FEELSourceRange) {
        var text = String.UnicodeScalarView()
        while let scalar = peek(), CharacterClass.isNamePart(scalar) {
            if let written = raw(), written != scalar { noteNarrowing(written, String(scalar), at: mark) }
            text.append(scalar)
            advance()
        }
        append(.word, String(text), from: start)
    }

    private mutating func number(from start: FEELSourceRange) {
        var text = ""
        func isExponent(_ lexer: Lexer) -> Bool {
            guard let e = lexer.peek(), e == "e" || e == "E" else { return false }
            if let sign = lexer.peek(1), sign == "+" || sign == "-" { return lexer.digit(at: 2) }
            return lexer.digit(at: 1)
        }
        func digits(_ lexer: inout Lexer) {
            while let scalar = lexer.peek(), CharacterClass.isDigit(scalar) {
                if let written = lexer.raw(), written != scalar { lexer.noteNarrowing(written, String(scalar), at: lexer.mark) }
                text.unicodeScalars.append(scalar)
                lexer.advance()
            }
        }
        digits(&self)
        if peek() == ".", digit(at: 1) {
            text += "."
            advance()
            digits(&self)
        }
        if isExponent(self) {
            text += "e"
            advance()
            if let sign = peek(), sign == "+" || sign == "-" {
                text.unicodeScalars.append(sign)
                advance()
            }
            digits(&self)
        }
        append(.number, text, from: start)
    }

    private mutating func symbol(_ scalar: Unicode.Scalar, from start: FEELSourceRange) {
        let written = raw() ?? scalar
        var text: String
        if let read = CharacterClass.mathematical(scalar) {
            text = read
            advance()
        } else {
            text = String(scalar)
            advance()
            let pair = peek().map { text + String($0) } ?? text
            if Self.pairs.contains(pair) {
                text = pair
                advance()
            }
        }
        if String(written) != text.prefix(1) || CharacterClass.mathematical(scalar) != nil { noteNarrowing(written, text, at: start) }
        append(.mark, text, from: start)
    }

    // MARK: For texts (`Lexer+Strings`)

    var current: Unicode.Scalar? { raw() }
    var next: Unicode.Scalar? { raw(1) }
    mutating func step(_ count: Int = 1) { for _ in 0..<count { advance() } }
    mutating func finish(_ kind: Token.Kind, _ text: String, from start: FEELSourceRange) { append(kind, text, from: start) }
    mutating func report(_ code: FEELCode, from start: FEELSourceRange, _ arguments: [String: String]) {
        diagnostics.append(FEELDiagnostic(code, at: start.through(mark), arguments))
    }

    /// Takes the opening quote; true for a curly one, which is noted and closed by either form.
    mutating func takeOpeningQuote(from start: FEELSourceRange) -> Bool {
        let written = raw()
        advance()
        guard let written, written == "\u{201C}" else { return false }
        noteNarrowing(written, "\"", at: start)
        return true
    }

    /// The value of `count` hexadecimal digits that begin `after` characters on, or nil.
    func hexadecimal(_ count: Int, after: Int) -> UInt32? {
        var value: UInt32 = 0
        for index in after..<after + count {
            guard let scalar = raw(index), let digit = Character(scalar).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private static let pairs: Set<String> = ["**", "!=", "<=", ">=", "..", "->"]
}
