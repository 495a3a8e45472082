/// A part of a project's page: a heading and what stands under it.
struct ProjectSection: Component {
    let id: String
    let title: String
    let note: String?
    let facts: Facts?
    let table: DataTable?
    let timeline: Timeline?
    let form: Form?
    /// The form is one tap away instead of open.
    let isFolded: Bool

    init(
        _ id: String, _ title: String, note: String? = nil, facts: Facts? = nil, table: DataTable? = nil, timeline: Timeline? = nil,
        form: Form? = nil, isFolded: Bool = false
    ) {
        (self.id, self.title, self.note, self.facts, self.table) = (id, title, note, facts, table)
        (self.timeline, self.form, self.isFolded) = (timeline, form, isFolded)
    }
}

/// The views of one project.
package enum ProjectTab: String, CaseIterable, Sendable, Hashable {
    case overview, figures, lights, files, rounds, audit
}
