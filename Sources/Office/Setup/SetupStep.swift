import Accounts
import Kernel
import Policy

/// The fourteen steps from an empty database to an open city, in the order they are best taken. Any may be left and taken up again.
package enum SetupStep: String, Sendable, CaseIterable {
    case administrators, city, cutOver = "cut-over", thresholds, calendar, pack, workbook
    case organizations, people, plan, systems, dataResources = "data-resources", projects, opening

    /// The sheets a step is done with when they have rows and no faults.
    package var sheets: [SetupSheet] {
        switch self {
        case .organizations: [.organizations]
        case .people: [.people]
        case .plan: [.clauses, .goals]
        case .systems: [.systems]
        case .dataResources: [.dataResources]
        case .projects: [.projects]
        default: []
        }
    }
}

/// Which steps are done, from what was answered and what the office holds.
package struct SetupProgress: Sendable {
    package let done: Set<SetupStep>

    /// - Parameter pack: the pack that decides on the cut-over date.
    package init(_ state: SetupState, duties: Set<Duty>, pack: PolicyPack?, today: CivilDate) {
        var done: Set<SetupStep> = []
        if Duty.allCases.filter(\.isAdministrator).allSatisfy(duties.contains) { done.insert(.administrators) }
        if state.city != nil { done.insert(.city) }
        if state.cutOver != nil { done.insert(.cutOver) }
        if let pack, pack.thresholds.questions.allSatisfy({ $0.thresholds.allSatisfy { state.answers[$0] != nil } }) {
            done.insert(.thresholds)
        }
        if let pack, pack.calendar.covers(state.cutOver ?? today) { done.insert(.calendar) }
        if state.pack != nil { done.insert(.pack) }
        if let report = state.workbook?.report {
            done.insert(.workbook)
            for step in SetupStep.allCases where !step.sheets.isEmpty {
                if step.sheets.allSatisfy({ report[$0].rows > 0 && report[$0].rejected == 0 }) { done.insert(step) }
            }
        }
        if state.opened != nil {
            done.formUnion(SetupStep.allCases.filter { !$0.sheets.isEmpty })
            done.formUnion([.workbook, .opening])
        }
        self.done = done
    }

    package var count: Int { done.count }
    package var total: Int { SetupStep.allCases.count }
    /// The first step not done.
    package var next: SetupStep? { SetupStep.allCases.first { !done.contains($0) } }
}
