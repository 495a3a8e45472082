/// A version of the SQLite library, as it names itself: `3.40.1`.
package struct SQLiteVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let major: Int
    package let minor: Int
    package let patch: Int

    package init(_ major: Int, _ minor: Int, _ patch: Int) { (self.major, self.minor, self.patch) = (major, minor, patch) }

    /// Nil for anything but three numbers.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let major = parts[0], let minor = parts[1], let patch = parts[2] else { return nil }
        self.init(major, minor, patch)
    }

    package static func < (a: Self, b: Self) -> Bool { (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch) }

    /// Whether the library is free of the WAL reset race of 3.7.0 to 3.51.2, mended in 3.51.3 and, for two older lines, in 3.50.7
    /// and 3.44.6. Lantu keeps the race out of reach by its one writer; a mended library is a second wall.
    package var hasWALResetFix: Bool {
        if self >= SQLiteVersion(3, 51, 3) { return true }
        return [SQLiteVersion(3, 50, 7), SQLiteVersion(3, 44, 6)].contains { minor == $0.minor && self >= $0 }
    }

    package var description: String { "\(major).\(minor).\(patch)" }
}
