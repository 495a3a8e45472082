import Kernel

/// Short forms a record goes by.
enum Acronyms {
    /// Of a name: what stands in parentheses, the name itself when it is one, and the initials of three words or more.
    static func named(_ name: String) -> (written: Set<String>, initials: String?) {
        var written = parenthesized(name)
        let plain = name.filter { !$0.isWhitespace }
        if isAcronym(plain), plain.count == name.count || name.split(separator: " ").count == 1 { written.insert(plain.lowercased()) }
        let words = outsideParentheses(name).split { !$0.isLetter && !$0.isNumber }.filter { !small.contains($0.lowercased()) }
        let initials =
            words.count >= 3 && words.allSatisfy { $0.first?.isASCII ?? false } ? String(words.compactMap(\.first)).lowercased() : nil
        return (written, initials)
    }

    /// Of a description: what stands in parentheses among its first words, and what it begins with.
    static func described(_ text: String) -> Set<String> {
        let beginning = text.split(whereSeparator: \.isWhitespace).prefix(15)
        var found = parenthesized(beginning.joined(separator: " "))
        if let first = beginning.first {
            let word = String(first.prefix { $0.isLetter || $0.isNumber || $0 == "&" })
            if isAcronym(word) { found.insert(word.lowercased()) }
        }
        return found
    }

    private static let small: Set<String> = ["the", "of", "and", "for", "to", "a", "an", "in", "on", "at", "by", "with", "from"]

    private static func isAcronym(_ text: String) -> Bool {
        (2...10).contains(text.count) && text.count { $0.isASCII && $0.isUppercase } >= 2
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "&" || $0 == "-") }
    }

    private static func parenthesized(_ text: String) -> Set<String> {
        var found: Set<String> = []
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "(" || $0 == "（" }) {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(where: { $0 == ")" || $0 == "）" }) else { break }
            let inside = String(rest[..<close]).filter { !$0.isWhitespace }
            if isAcronym(inside) { found.insert(inside.lowercased()) }
            rest = rest[rest.index(after: close)...]
        }
        return found
    }

    private static func outsideParentheses(_ text: String) -> String {
        var depth = 0
        return text.filter { character in
            if character == "(" || character == "（" { depth += 1 }
            defer { if character == ")" || character == "）" { depth = max(0, depth - 1) } }
            return depth == 0
        }
    }
}
