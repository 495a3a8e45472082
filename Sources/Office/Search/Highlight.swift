import Kernel

/// The parts of a text that a search found, so that a page can mark them: found in folded text, shown as written.
package struct Highlight: Hashable, Sendable {
    package struct Segment: Hashable, Sendable {
        package let text: String
        package let isHit: Bool
        package init(_ text: String, isHit: Bool) { (self.text, self.isHit) = (text, isHit) }
    }
    package let segments: [Segment]

    /// - Parameter terms: what was looked for, folded: `Highlight.terms(of:)`.
    package init(_ text: String, terms: [String]) {
        // Character by character, so that a folded text of another length still finds its place.
        let characters = Array(text)
        let folded = characters.map { Array(SearchText.folded(String($0))) }
        var marks = [Bool](repeating: false, count: characters.count)
        for term in terms where !term.isEmpty {
            let wanted = Array(term)
            for start in characters.indices {
                var (at, found) = (start, 0)
                while at < characters.count, found < wanted.count, Self.matches(folded[at], wanted, found) {
                    found += folded[at].count
                    at += 1
                }
                if found >= wanted.count, at > start { for index in start..<at { marks[index] = true } }
            }
        }
        var segments: [Segment] = []
        for (character, mark) in zip(characters, marks) {
            if let last = segments.last, last.isHit == mark {
                segments[segments.count - 1] = Segment(last.text + String(character), isHit: mark)
            } else {
                segments.append(Segment(String(character), isHit: mark))
            }
        }
        self.segments = segments
    }

    private static func matches(_ part: [Character], _ wanted: [Character], _ offset: Int) -> Bool {
        guard !part.isEmpty else { return false }
        for (index, character) in part.enumerated() {
            guard offset + index < wanted.count else { return true }
            if wanted[offset + index] != character { return false }
        }
        return true
    }

    /// The words of a query, folded: what separates them is neither letter nor digit.
    package static func terms(of query: String) -> [String] {
        SearchText.folded(query).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
