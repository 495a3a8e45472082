import Kernel

/// A leader's instruction; the post is named, never a person.
package struct DemoInstruction: Sendable, Equatable {
    package var id: String
    package var by: LocalizedText
    package var date: CivilDate
    package var text: LocalizedText
}

/// An assigned piece of work under supervision.
package struct DemoOrder: Sendable, Equatable {
    package var id: String
    package var title: LocalizedText
    /// Code of `labels.order_sources`.
    package var source: String
    /// The id of the clause, project, goal, item, system, data resource or instruction it rests on.
    package var basis: String
    package var lead: String
    package var coUnits: [String]
    package var supervisor: String
    package var issued: CivilDate
    package var deadline: CivilDate
    /// Code of `labels.rhythms`.
    package var rhythm: String
    package var expected: LocalizedText
    /// Code of `labels.order_states`.
    package var status: String
    package var planned: Int
    package var actual: Int
    /// Nil while the unit has reported nothing.
    package var declaredLight: DemoLight?
    package var links: [String]
    package var story: LocalizedText
}
