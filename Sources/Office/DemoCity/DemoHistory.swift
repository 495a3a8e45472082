import Kernel

/// A reporting round: the end of a quarter.
package struct DemoRound: Sendable, Equatable {
    /// `2026-Q3`.
    package var id: String
    package var name: LocalizedText
    package var date: CivilDate
}

/// What a unit reported of one project in one round.
package struct DemoReport: Sendable, Equatable {
    package var project: String
    package var round: String
    /// Progress due and reached, in percent.
    package var planned: Int
    package var actual: Int
    package var declaredLight: DemoLight
    package var paid: Money
}

/// One milestone of a project; `done` is the day it was reached.
package struct DemoMilestone: Sendable, Equatable {
    package var project: String
    /// 1, 2, 3 … in the order of their dates.
    package var number: Int
    package var name: LocalizedText
    package var due: CivilDate
    package var done: CivilDate?
    /// Share of the whole in percent; the weights of a project sum to 100.
    package var weight: Int
}

/// An approved baseline. A project that was never re-baselined has none here: its own dates are the first promise.
package struct DemoBaseline: Sendable, Equatable {
    package var project: String
    /// 1 is the first promise.
    package var number: Int
    package var setOn: CivilDate
    package var start: CivilDate
    package var due: CivilDate
    /// Why the one before was given up; nil for the first.
    package var reason: LocalizedText?
}
