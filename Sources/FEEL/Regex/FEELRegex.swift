/// A regular expression of XPath 3.1 (XSD's syntax with anchors, reluctant quantifiers, groups and back-references), compiled once.
///
///     let pattern = try FEELRegex("(\\d+)-(\\d+)")
///     var budget = FEELRegex.Budget(steps: 100_000)
///     try pattern.matches("12-34", &budget)                       // true
///     try pattern.replacing("12-34", with: "$2/$1", &budget)      // "34/12"
///     try pattern.split("a12-34b", &budget)                       // ["a", "b"]
///
/// Works on code points. Without back-references the work is at most (size of the pattern) × (length of the text); with them it may
/// be exponential. Every step is charged to the budget, nothing recurses while matching, and reaching the budget throws.
public struct FEELRegex: Sendable {
    let program: RegexProgram

    /// What one evaluation may spend; methods subtract what they used.
    public struct Budget: Sendable {
        /// Steps of the matcher.
        public var steps: Int
        /// Characters of the results.
        public var length: Int

        public init(steps: Int = 1_000_000, length: Int = 1_000_000) {
            self.steps = steps
            self.length = length
        }
    }

    /// Compiles a pattern. Flags: `s` (a dot matches line ends), `m` (anchors match at lines), `i` (case does not matter), `x` (white space
    /// in the pattern is ignored outside brackets), `q` (no character is special). Throws where the pattern or a flag is wrong.
    public init(_ pattern: String, flags: String = "") throws(FEELRegexError) {
        let flags = try RegexFlags(flags)
        var parser = RegexParser(pattern, flags: flags)
        let tree = try parser.parse()
        var compiler = RegexCompiler(flags: flags, sets: parser.sets, groups: parser.groups, hasReferences: parser.hasReferences)
        program = try compiler.compile(tree)
    }

    /// Whether some part of the text matches.
    public func matches(_ text: String, _ budget: inout Budget) throws(FEELRegexError) -> Bool {
        var matcher = RegexMatcher(program, text, steps: budget.steps)
        defer { budget.steps = matcher.steps }
        return try matcher.find(from: 0) != nil
    }

    /// The parts between matches; no part at all of the empty text. Throws when the pattern matches the empty text.
    public func split(_ text: String, _ budget: inout Budget) throws(FEELRegexError) -> [String] {
        if text.isEmpty { return [] }
        try refuseEmptyMatch(&budget)
        var matcher = RegexMatcher(program, text, steps: budget.steps)
        defer { budget.steps = matcher.steps }
        var parts: [String] = []
        var from = 0
        while let match = try matcher.find(from: from) {
            try Self.charge(match.lowerBound - from + 1, &budget)
            parts.append(matcher.text(from..<match.lowerBound))
            from = match.upperBound
        }
        parts.append(matcher.text(from..<matcher.input.count))
        return parts
    }

    /// The text with each match replaced. In the replacement `$1` is the first group, `$0` the match, `\$` and `\\` are literal; with the
    /// flag `q` all of it is. Throws when the pattern matches the empty text or the replacement is malformed.
    public func replacing(_ text: String, with replacement: String, _ budget: inout Budget) throws(FEELRegexError) -> String {
        let pieces = try RegexReplacement(replacement, program).pieces
        try refuseEmptyMatch(&budget)
        var matcher = RegexMatcher(program, text, steps: budget.steps)
        defer { budget.steps = matcher.steps }
        var result = String.UnicodeScalarView()
        var from = 0
        while let match = try matcher.find(from: from) {
            result.append(contentsOf: matcher.input[from..<match.lowerBound])
            try Self.charge(match.lowerBound - from, &budget)
            for piece in pieces {
                switch piece {
                case .text(let scalars):
                    try Self.charge(scalars.count, &budget)
                    result.append(contentsOf: scalars)
                case .group(let number):
                    guard let range = matcher.group(number) else { continue }
                    try Self.charge(range.count, &budget)
                    result.append(contentsOf: matcher.input[range])
                }
            }
            from = match.upperBound
        }
        result.append(contentsOf: matcher.input[from...])
        return String(result)
    }

    private func refuseEmptyMatch(_ budget: inout Budget) throws(FEELRegexError) {
        if try matches("", &budget) { throw FEELRegexError(.matchesEmpty, at: 0) }
    }

    private static func charge(_ count: Int, _ budget: inout Budget) throws(FEELRegexError) {
        budget.length -= count
        if budget.length < 0 { throw FEELRegexError(.tooLong, at: 0) }
    }
}
