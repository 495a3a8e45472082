import Kernel

/// A project of the demonstration city, from declaration to retirement.
package struct DemoProject: Sendable, Equatable {
    package var id: String
    package var name: LocalizedText
    /// Code of `labels.project_classes`.
    package var projectClass: String
    package var pillar: String
    package var organization: String
    /// Code of `labels.stages`.
    package var stage: String
    /// Code of `labels.states`.
    package var state = "normal"
    package var amounts: DemoAmounts
    package var start: CivilDate?
    package var due: CivilDate
    /// Progress due by the project's own milestones, and reached, in percent; nil before delivery.
    package var planned: Int?
    package var actual: Int?
    package var declaredLight: DemoLight?
    package var systems: [String] = []
    package var dataResources: [String] = []
    package var goals: [String] = []
    package var clause: String?
    package var facility: String?
    /// One sentence for whoever shows the demonstration.
    package var story: LocalizedText
}

/// The amounts a project has reached; they shrink from estimate to approved to contract to paid.
package struct DemoAmounts: Sendable, Equatable {
    package var estimate: Money
    package var approved: Money?
    package var contract: Money?
    package var paid: Money?
    /// What the unit now expects the project to cost; above `approved` it is an overspend.
    package var forecast: Money?
}
