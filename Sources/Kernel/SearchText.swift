import Foundation

/// Text made searchable alike on every engine: folded (script, width, case, accents), Chinese cut into bigrams, the rest
/// into words. What is stored is folded once; a query is folded the same way.
public enum SearchText {
    /// The tokens of `text` in order. A run of Chinese, Japanese or Korean `abc` gives `ab bc c`: the last character alone
    /// lets a one-character query find it, and keeps a phrase from reaching over the end of a run.
    public static func tokens(_ text: String) -> [String] {
        var result: [String] = []
        for run in runs(text) {
            switch run {
            case .word(let word): result.append(word)
            case .ideographs(let characters):
                for (index, character) in characters.enumerated() {
                    result.append(index + 1 < characters.count ? "\(character)\(characters[index + 1])" : String(character))
                }
            }
        }
        return result
    }

    /// What the database stores: the tokens of all `texts`, each with a space before and after it; texts that fold alike count once.
    public static func indexed(_ texts: [String]) -> String {
        var seen: Set<String> = []
        let all = texts.map { tokens($0).joined(separator: " ") }.filter { !$0.isEmpty && seen.insert($0).inserted }
        return all.isEmpty ? " " : " " + all.joined(separator: " ") + " "
    }

    enum Run: Equatable {
        case ideographs([UnicodeScalar])
        case word(String)
    }

    /// `text` folded and cut where the kind of character changes; what is neither letter nor digit separates.
    static func runs(_ text: String) -> [Run] {
        var result: [Run] = []
        var ideographs: [UnicodeScalar] = []
        var word = ""
        func close() {
            if !ideographs.isEmpty { result.append(.ideographs(ideographs)) }
            if !word.isEmpty { result.append(.word(word)) }
            ideographs = []
            word = ""
        }
        for scalar in folded(text).unicodeScalars {
            if isIdeograph(scalar) {
                if !word.isEmpty { close() }
                ideographs.append(scalar)
            } else if scalar.properties.isAlphabetic || isDigit(scalar) {
                if !ideographs.isEmpty { close() }
                word.unicodeScalars.append(scalar)
            } else {
                close()
            }
        }
        close()
        return result
    }

    private static func isDigit(_ scalar: UnicodeScalar) -> Bool { scalar.properties.generalCategory == .decimalNumber }

    private static func isIdeograph(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x3041...0x30FF, 0xAC00...0xD7A3: true
        default: false
        }
    }
}

/// What a person typed into a search box, folded like the stored tokens.
public struct SearchQuery: Hashable, Sendable {
    /// Tokens that stand next to each other; the last is a beginning when `isPrefix`. Letters and digits only.
    public struct Phrase: Hashable, Sendable {
        public let tokens: [String]
        public let isPrefix: Bool
    }
    /// All of them must be found, in any order. At most 8.
    public let phrases: [Phrase]

    public init(_ text: String) {
        phrases = SearchText.runs(String(text.prefix(200))).prefix(8).map { run in
            switch run {
            case .word(let word): Phrase(tokens: [word], isPrefix: true)
            case .ideographs(let characters) where characters.count == 1: Phrase(tokens: [String(characters[0])], isPrefix: true)
            case .ideographs(let characters):
                Phrase(tokens: zip(characters, characters.dropFirst()).map { "\($0)\($1)" }, isPrefix: false)
            }
        }
    }

    public var isEmpty: Bool { phrases.isEmpty }

    /// Whether stored tokens contain all phrases: what both engines must answer.
    public func matches(_ indexed: String) -> Bool {
        phrases.allSatisfy {
            indexed.contains($0.isPrefix ? " \($0.tokens.joined(separator: " "))" : " \($0.tokens.joined(separator: " ")) ")
        }
    }
}
