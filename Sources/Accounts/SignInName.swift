import Foundation

/// A name to sign in with, folded so that one person cannot be imitated by another spelling.
package struct SignInName: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Compatibility-composed and lowercased; letters and digits of any script and `. _ - @`, 2…64 characters. Nil otherwise.
    package init?(_ input: String) {
        guard input.utf8.count <= 512 else { return nil }
        let folded = input.precomposedStringWithCompatibilityMapping.lowercased()
            .trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCompatibilityMapping
        guard (2...64).contains(folded.count),
            folded.unicodeScalars.allSatisfy({ scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || [".", "_", "-", "@"].contains(scalar)
            })
        else { return nil }
        text = folded
    }

    package var description: String { text }
}
