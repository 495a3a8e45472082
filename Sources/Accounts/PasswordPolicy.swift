import Foundation
package import Kernel

/// What a password must be. Two profiles, because ASVS 5.0 forbids what 等保三級 demands.
package struct PasswordPolicy: Hashable, Sendable {
    package enum Profile: String, Sendable, Codable, CaseIterable { case asvs, dengbao3 }
    package let profile: Profile
    package let minimumLength: Int
    package let maximumLength = 128
    /// Kinds of character needed, of: lower case, upper case, digits, others.
    package let minimumKinds: Int
    /// Days after which another must be chosen; nil: never.
    package let rotationDays: Int?
    /// Past passwords that may not come back.
    package let history: Int

    package init(_ profile: Profile) {
        self.profile = profile
        switch profile {
        case .asvs: (minimumLength, minimumKinds, rotationDays, history) = (12, 1, nil, 1)
        case .dengbao3: (minimumLength, minimumKinds, rotationDays, history) = (10, 3, 90, 5)
        }
    }

    /// Everything wrong with a new password, all at once; `context` are words it may not be built from (name, unit).
    package func faults(in password: String, context: [String] = []) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        let text = password.precomposedStringWithCanonicalMapping
        if text.count < minimumLength { faults.append(.init(.error, "LT1130", ["minimum": String(minimumLength)], column: "password")) }
        if text.count > maximumLength { faults.append(.init(.error, "LT1135", ["maximum": String(maximumLength)], column: "password")) }
        if kinds(in: text) < minimumKinds { faults.append(.init(.error, "LT1133", ["kinds": String(minimumKinds)], column: "password")) }
        let folded = text.lowercased()
        if context.map({ $0.lowercased() }).contains(where: { $0.count >= 4 && folded.contains($0) }) {
            faults.append(.init(.error, "LT1132", column: "password"))
        }
        if CommonPasswords.covers(text) { faults.append(.init(.error, "LT1131", column: "password")) }
        return faults
    }

    /// Whether a password set at `then` must be replaced before going on.
    package func isDue(setAt then: Instant?, now: Instant) -> Bool {
        guard let rotationDays else { return false }
        guard let then else { return true }
        return now.microseconds - then.microseconds >= Int64(rotationDays) * 86_400_000_000
    }

    private func kinds(in text: String) -> Int {
        var found: Set<Int> = []
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z": found.insert(0)
            case "A"..."Z": found.insert(1)
            case "0"..."9": found.insert(2)
            default: found.insert(3)
            }
        }
        return found.count
    }
}
