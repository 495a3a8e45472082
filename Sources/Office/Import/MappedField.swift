import Kernel
import Projects

/// What a column of an imported register can say about a project.
package enum MappedField: String, Sendable, Codable, CaseIterable {
    case externalCode, name, organization, description, stage, projectClass, pillar
    case declaredLight, secondLight
    case plannedStart, plannedEnd, forecastEnd, actualEnd
    case plannedProgress, actualProgress
    case estimate, budgetEstimate, reviewed, approved, contract, paid, settled
    /// Figures of the round alone: the whole life's cost, and the year's baseline and forecast.
    case wholeLife, yearBaseline, yearForecast

    package enum Kind: Sendable { case text, code, light, date, percent, money }

    package var kind: Kind {
        switch self {
        case .name, .organization, .description: .text
        case .externalCode, .stage, .projectClass, .pillar: .code
        case .declaredLight, .secondLight: .light
        case .plannedStart, .plannedEnd, .forecastEnd, .actualEnd: .date
        case .plannedProgress, .actualProgress: .percent
        default: .money
        }
    }

    /// The figure of the register the amount becomes; nil for those of the round alone.
    package var figure: FigureKind? {
        switch self {
        case .estimate: .estimate
        case .budgetEstimate: .budgetEstimate
        case .reviewed: .reviewed
        case .approved: .appropriation
        case .contract: .contract
        case .paid: .paid
        case .settled: .settled
        default: nil
        }
    }

    /// Without these a row says nothing about a project.
    package static let required: [MappedField] = [.name, .organization]
}
