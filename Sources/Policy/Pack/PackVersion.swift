/// A pack's version: three numbers, `1.0.0`; ordered number by number.
package struct PackVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let major: Int
    package let minor: Int
    package let patch: Int

    /// Nil unless `text` is three numbers below a million, written without signs or leading zeros.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part -> Int? in
            guard let number = Int(part), number >= 0, number < 1_000_000, String(number) == part else { return nil }
            return number
        }
        guard parts.count == 3, numbers.count == 3 else { return nil }
        (major, minor, patch) = (numbers[0], numbers[1], numbers[2])
    }

    package var description: String { "\(major).\(minor).\(patch)" }

    package static func < (a: Self, b: Self) -> Bool {
        (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
    }
}

/// What a pack stands on: `city@1.0.0`.
package struct PackReference: Hashable, Sendable, CustomStringConvertible {
    package let id: String
    package let version: PackVersion

    package init(id: String, version: PackVersion) { (self.id, self.version) = (id, version) }

    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, PackIdentifiers.isWellFormed(String(parts[0])), let version = PackVersion(parts[1]) else { return nil }
        (id, self.version) = (String(parts[0]), version)
    }

    package var description: String { "\(id)@\(version)" }
}
