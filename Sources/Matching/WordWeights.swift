import Foundation
import Kernel

/// How much each word tells in a body of texts: the rarer, the more (inverse document frequency).
struct WordWeights {
    private var counts: [String: Int] = [:]
    private let texts: Double

    /// Words that every name may carry and that tell nothing.
    private static let hollow: Set<String> = [
        "the", "of", "and", "for", "to", "a", "an", "in", "on", "at", "by", "with", "from", "is", "this", "project", "projects",
        "initiative", "program", "programme", "项目", "工程",
    ]

    init(_ texts: some Collection<[String]>) {
        for words in texts {
            for word in Set(words) { counts[word, default: 0] += 1 }
        }
        self.texts = Double(texts.count)
    }

    /// Words that count, without repetition; all of them when none would be left.
    static func telling(_ text: String) -> [String] {
        let all = SearchText.tokens(text)
        let telling = all.filter { !hollow.contains($0) }
        return Array(Set(telling.isEmpty ? all : telling))
    }

    subscript(word: String) -> Double { log((texts + 1) / (Double(counts[word] ?? 0) + 0.5)).magnitude }

    /// The weight of the common words over that of both texts, 0…1; 0 when either is empty.
    func likeness(_ a: Set<String>, _ b: Set<String>) -> Double {
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        // Summed in one order, so that the same pair always gives the same figure.
        let common = a.intersection(b).sorted().reduce(0) { $0 + self[$1] }
        let all = a.sorted().reduce(0) { $0 + self[$1] } + b.sorted().reduce(0) { $0 + self[$1] }
        return all > 0 ? min(1, 2 * common / all) : 0
    }
}
