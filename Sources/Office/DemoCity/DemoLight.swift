import Kernel

/// A light as the pack's example rule knows it.
package enum DemoLight: String, Sendable, CaseIterable {
    case green, yellow, red

    /// The pack's example rule: red when overdue or more than 30 points behind, yellow when 10 to 30 behind, else green.
    ///
    /// Something is overdue when `due` lies before `day` and `actual` is below 100.
    package static func computed(planned: Int, actual: Int, due: CivilDate, on day: CivilDate) -> DemoLight {
        let gap = planned.subtractingReportingOverflow(actual).partialValue
        if (due < day && actual < 100) || gap > 30 { return .red }
        return gap >= 10 ? .yellow : .green
    }
}

/// The light a unit declares and the one the example rule must answer, for one project or order of the pack.
package struct ExpectedLight: Sendable, Equatable {
    /// Id of a project or an order.
    package var id: String
    /// Nil: the unit has not reported.
    package var declared: DemoLight?
    package var computed: DemoLight
}
