import Kernel

/// The demonstration city as plain records: what the pack `demo` says, before it is put into a database.
///
/// References between records are the pack's own ids (`P01`, `zgj`); every one of them resolves in a city that was read
/// or grown. Codes (stage, class, status …) are the ids of `labels`.
package struct DemoCity: Sendable, Equatable {
    /// The day the city is "of": schedules, progress and orders are told as of this date.
    package var asOf: CivilDate
    package var currency: Currency
    /// Minor units in one unit of the pack's amounts: 1 000 000 for amounts in 萬元.
    package var minorPerUnit: Int64
    package var profile: DemoCityProfile
    package var pillars: [DemoPillar]
    /// The words for each list of codes: `stages`, `states`, `system_states` …
    package var labels: [String: [DemoLabel]]
    package var organizations: [DemoOrganization]
    package var clauses: [DemoClause]
    package var goals: [DemoGoal]
    package var facilities: [DemoFacility]
    package var businessItems: [DemoBusinessItem]
    package var systems: [DemoSystem]
    package var dataResources: [DemoDataResource]
    package var projects: [DemoProject]
    package var instructions: [DemoInstruction]
    package var orders: [DemoOrder]
    /// The example rule for lights, in words.
    package var lightRule: LocalizedText
    package var expectedLights: [ExpectedLight]

    // What growth adds: the past of the projects.
    package var rounds: [DemoRound] = []
    package var reports: [DemoReport] = []
    package var milestones: [DemoMilestone] = []
    package var baselines: [DemoBaseline] = []
}

/// Name and standing of the city.
package struct DemoCityProfile: Sendable, Equatable {
    package var id: String
    package var name: LocalizedText
    /// `prefecture`.
    package var level: String
    package var residents: Int
    package var blueprint: LocalizedText
    package var documentNumber: LocalizedText
}

/// One of the five parts of the framework 一基一腦一數兩張網.
package struct DemoPillar: Sendable, Equatable {
    package var id: String
    package var name: LocalizedText
    package var slogan: LocalizedText
}

/// A code and its words.
package struct DemoLabel: Sendable, Equatable {
    package var id: String
    package var name: LocalizedText
}
