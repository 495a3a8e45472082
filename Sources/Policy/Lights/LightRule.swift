import Kernel

/// A band of a measure's values and the light it asks for. A bound that is absent is no bound.
package struct LightBand: Hashable, Sendable {
    package let light: LightColour
    package let lower: Double?
    package let includesLower: Bool
    package let upper: Double?
    package let includesUpper: Bool

    package func contains(_ value: Double) -> Bool {
        if let lower, includesLower ? value < lower : value <= lower { return false }
        if let upper, includesUpper ? value > upper : value >= upper { return false }
        return true
    }

    /// True when no value lies in the band.
    var isEmpty: Bool {
        guard let lower, let upper else { return false }
        return includesLower && includesUpper ? lower > upper : lower >= upper
    }

    /// True when some value lies in both bands.
    func overlaps(_ other: LightBand) -> Bool {
        !isEmpty && !other.isEmpty && startsBeforeEnd(of: other) && other.startsBeforeEnd(of: self)
    }

    private func startsBeforeEnd(of other: LightBand) -> Bool {
        guard let lower, let end = other.upper else { return true }
        return includesLower && other.includesUpper ? lower <= end : lower < end
    }
}

/// One rule of the pack: a measure with bands, or facts alone, and the sentence that explains it.
package struct LightRule: Sendable {
    package enum Test: Sendable {
        /// The band the measure falls in decides; none asks for nothing.
        case measure(LightMeasure, [LightBand])
        /// The facts of `when` and `unless` alone decide.
        case facts(LightColour)
    }

    package let id: String
    package let name: LocalizedText
    package let subjects: Set<LightInputs.Subject>
    package let test: Test
    /// Flags that must all be set.
    package let when: Set<String>
    /// Flags none of which may be set.
    package let unless: Set<String>
    /// The sentence, with `{placeholders}`.
    package let reason: LocalizedText
    package let clause: String?

    package enum Outcome: Hashable, Sendable {
        /// A fact it needs is unknown, or it is not about this subject.
        case silent
        case satisfied
        case asks(LightColour, arguments: [String: String])
    }

    /// What this rule alone says. Pure.
    package func evaluate(_ inputs: LightInputs, calendar: BusinessCalendar, rhythms: [String: Int]) -> Outcome {
        guard subjects.contains(inputs.subject) else { return .silent }
        let applies = when.isSubset(of: inputs.flags) && unless.isDisjoint(with: inputs.flags)
        switch test {
        case .facts(let colour):
            return applies ? .asks(colour, arguments: [:]) : .silent
        case .measure(let measure, let bands):
            guard applies, let reading = measure.reading(inputs, calendar: calendar, rhythms: rhythms) else { return .silent }
            guard let band = bands.first(where: { $0.contains(reading.value) }), band.light != .green else { return .satisfied }
            return .asks(band.light, arguments: reading.arguments)
        }
    }
}
