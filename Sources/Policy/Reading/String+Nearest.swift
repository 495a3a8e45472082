extension String {
    /// The candidate fewest edits away, if that is at most a third of its length (and at least one edit).
    package func nearest(in candidates: [String]) -> String? {
        let own = Array(unicodeScalars.prefix(64))
        var best: (distance: Int, text: String)?
        for candidate in candidates {
            let distance = Self.edits(own, Array(candidate.unicodeScalars.prefix(64)))
            guard distance <= max(2, candidate.unicodeScalars.count / 3), distance < candidate.unicodeScalars.count else { continue }
            if distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.text
    }

    private static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let substituted = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
