/// A piece of a written date: a number, a word (one ideograph counts as one), or a mark.
enum DateToken: Hashable {
    struct Number: Hashable {
        let value: Int
        let digits: Int
    }
    case number(Number)
    case word(String)
    case mark(Character)

    var asNumber: Number? {
        if case .number(let number) = self { number } else { nil }
    }

    /// Weekdays, ordinal endings and commas say nothing that the date does not.
    static let noise: Set<DateToken> = [
        .mark(","), .mark("，"), .word("st"), .word("nd"), .word("rd"), .word("th"), .word("of"), .word("mon"), .word("tue"), .word("wed"),
        .word("thu"), .word("fri"), .word("sat"), .word("sun"), .word("monday"), .word("tuesday"), .word("wednesday"), .word("thursday"),
        .word("friday"), .word("saturday"), .word("sunday"),
    ]
    private static let numerals: [Character: Int] = ["一": 1, "二": 2, "三": 3, "四": 4]

    /// `text` up to its clock time: `2017-11-01 00:00:00` → `2017-11-01 `.
    static func withoutTime(_ text: String) -> String {
        guard let colon = text.firstIndex(of: ":") else { return text }
        var head = text[..<colon]
        while head.last?.isNumber == true { head.removeLast() }
        guard let last = head.last, last == " " || last == "t" || last == "午" else { return text }
        head.removeLast(last == "午" ? min(2, head.count) : 1)
        return String(head)
    }

    static func tokens(of text: String) -> [DateToken] {
        var tokens: [DateToken] = []
        var digits = ""
        var letters = ""
        func flush() {
            if !digits.isEmpty {
                // Longer than any date part: kept as a word, so that no shape fits it.
                tokens.append(
                    digits.count <= 8
                        ? Int(digits).map { .number(Number(value: $0, digits: digits.count)) } ?? .word(digits) : .word(digits))
                digits = ""
            }
            if !letters.isEmpty {
                tokens.append(.word(letters))
                letters = ""
            }
        }
        for character in text {
            if character.isASCII, character.isNumber {
                if !letters.isEmpty { flush() }
                digits.append(character)
            } else if character.isASCII, character.isLetter {
                if !digits.isEmpty { flush() }
                letters.append(character)
            } else {
                flush()
                if character.isWhitespace { continue }
                if let value = numerals[character] {
                    tokens.append(.number(Number(value: value, digits: 1)))
                } else {
                    tokens.append(character.isLetter ? .word(String(character)) : .mark(character))
                }
            }
        }
        flush()
        return tokens
    }
}
