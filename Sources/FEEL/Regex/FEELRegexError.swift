/// Why a pattern, its flags or a replacement cannot be used, and where.
public struct FEELRegexError: Error, Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable {
        /// A character that means something else must be written with `\`.
        case unexpected
        /// The pattern ends within brackets, a group, a quantifier or an escape.
        case unfinished
        /// There is no such escape.
        case unknownEscape
        /// There is no such category or block.
        case unknownCategory
        /// A range whose end lies before its start, or ends in a class.
        case invalidRange
        /// A quantifier whose bounds are reversed or too large.
        case invalidQuantifier
        /// A back-reference to a group that is not closed before it.
        case unknownGroup
        /// A flag that is not one of `smixq`.
        case unknownFlag
        /// `$` or `\` in a replacement without what must follow.
        case invalidReplacement
        /// The pattern matches the empty text, so that there is nothing to replace or split at.
        case matchesEmpty
        /// Nested deeper than 64, or more than 20,000 instructions.
        case tooLarge
        /// The budget of steps is spent.
        case tooManySteps
        /// The budget of characters is spent.
        case tooLong
    }

    public let reason: Reason
    /// The code point of the pattern (or flags, or replacement) it was found at, from 0.
    public let offset: Int

    init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

struct RegexFlags {
    var dotAll = false
    var multiline = false
    var ignoresCase = false
    var ignoresSpace = false
    var isLiteral = false

    init(_ text: String) throws(FEELRegexError) {
        for (offset, flag) in text.unicodeScalars.enumerated() {
            switch flag {
            case "s": dotAll = true
            case "m": multiline = true
            case "i": ignoresCase = true
            case "x": ignoresSpace = true
            case "q": isLiteral = true
            default: throw FEELRegexError(.unknownFlag, at: offset)
            }
        }
    }
}
