import Kernel

/// An article of the city's plan.
package struct DemoClause: Sendable, Equatable {
    package var id: String
    package var pillar: String
    package var article: LocalizedText
    package var text: LocalizedText
}

/// A goal of the blueprint with its one indicator.
package struct DemoGoal: Sendable, Equatable {
    package enum Direction: String, Sendable { case up, down }

    package var id: String
    package var name: LocalizedText
    package var pillar: String
    /// `baseline`, `catch-up` or `innovation`.
    package var family: String
    package var lead: String
    package var unit: LocalizedText
    package var direction: Direction
    package var start: Double
    package var startOn: CivilDate
    package var target: Double
    package var deadline: CivilDate
    /// The value that the path asks for at the end of the current year.
    package var due: Double
    package var current: Double
    /// The date that `current` belongs to; it may be long before the city's `asOf`.
    package var observedOn: CivilDate
    package var clause: String
    /// What a baseline goal must not fall below.
    package var threshold: Double?
}
