/// Passwords that are tried first: made from rules of how people choose them, not copied from a leak.
package enum CommonPasswords {
    private static let words = [
        "password", "passwd", "admin", "administrator", "root", "welcome", "letmein", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl",
        "zxcvbn", "zxcvbnm", "iloveyou", "dragon", "monkey", "sunshine", "football", "master", "secret", "login", "changeme", "default",
        "test", "guest", "user", "system", "manager", "service", "server", "oracle", "postgres", "woaini", "wodemima", "mima", "nihao",
        "zhongguo", "beijing", "shanghai", "guangzhou", "shenzhen", "zhengfu", "shuju", "dashuju", "shujuju", "lantu", "huawei", "tencent",
        "china", "government", "digital", "office", "summer", "winter", "spring", "autumn", "company", "computer", "internet",
    ]
    private static let endings = [
        "", "1", "12", "123", "1234", "12345", "123456", "12345678", "123456789", "0", "00", "000", "111", "666", "888", "8888", "520",
        "1314",
        "2023", "2024", "2025", "2026", "2027",
    ]

    /// The list: every word with every ending, folded; 1,300 or so.
    package static let entries: Set<String> = Set(words.flatMap { word in endings.map { word + $0 } })

    /// Whether the password, its disguises taken off, is on the list, one of it twice, or a mere run or repetition.
    package static func covers(_ password: String) -> Bool {
        let folded = unmask(password.lowercased())
        guard !folded.isEmpty else { return true }
        if entries.contains(folded) || entries.contains(password.lowercased()) { return true }
        let core = Array(folded)
        if core.count.isMultiple(of: 2), core.prefix(core.count / 2) == core.suffix(core.count / 2),
            entries.contains(String(core.prefix(core.count / 2)))
        {
            return true
        }
        return isRepetition(Array(password.lowercased())) || isRun(Array(password.lowercased().unicodeScalars))
    }

    /// `P@ssw0rd!!` becomes `password`: punctuation at both ends and signs inside are taken off, look-alikes read as letters
    /// only where letters stand around them, so that `123` stays `123`.
    private static func unmask(_ text: String) -> String {
        let likeness: [Character: Character] = ["@": "a", "0": "o", "1": "l", "3": "e", "5": "s", "7": "t", "$": "s", "!": "i"]
        var characters = Array(text)
        while let last = characters.last, !last.isLetter, !last.isNumber { characters.removeLast() }
        while let first = characters.first, !first.isLetter, !first.isNumber, likeness[first] == nil { characters.removeFirst() }
        let lastLetter = characters.lastIndex { $0.isLetter } ?? -1
        var result = ""
        for (index, character) in characters.enumerated() {
            if index < lastLetter, let letter = likeness[character] {
                result.append(letter)
            } else if character.isLetter || character.isNumber {
                result.append(character)
            }
        }
        return result
    }

    /// The same one to four characters over and over.
    private static func isRepetition(_ text: [Character]) -> Bool {
        (1...4).contains { period in
            text.count >= period * 3 && text.indices.dropFirst(period).allSatisfy { text[$0] == text[$0 - period] }
        }
    }

    /// Neighbours on the keyboard or in the alphabet all along: `abcdefghijkl`, `qwertyuiopas`, `987654321098`.
    private static func isRun(_ text: [Unicode.Scalar]) -> Bool {
        guard text.count >= 6 else { return false }
        let rows = [
            "0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "!@#$%^&*()_+",
        ]
        let joined = String(String.UnicodeScalarView(text))
        return rows.contains { row in
            let round = row + row + row
            return round.contains(joined) || String(round.reversed()).contains(joined)
        }
    }
}
