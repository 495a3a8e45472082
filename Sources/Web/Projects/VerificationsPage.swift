import Kernel
import Localization
import Office
import Projects

/// The differences that wait for an answer or a decision, most urgent first.
package struct VerificationsPage: Page {
    package static let template = "projects/verifications"

    let header: PageHeader
    let table: DataTable

    init(_ pending: [(project: Project, verification: Verification)], today: CivilDate, words: ProjectWords) {
        let late = pending.count { $0.verification.isLate(on: today) }
        header = PageHeader(
            words("projects.verifications"),
            subtitle: words(
                "projects.verifications.subtitle", ["count": words.words.number(pending.count), "late": words.words.number(late)]))
        table = DataTable(
            id: "verifications", caption: words("projects.verifications"),
            columns: [
                TableColumn(words.field("name")), TableColumn(words.field("organization")),
                TableColumn(words.words("light.declared"), .light),
                TableColumn(words.words("light.computed"), .light), TableColumn(words("projects.verification.state")),
                TableColumn(words("projects.verification.answer-due"), .date),
            ],
            rows: pending.map { project, verification in
                TableRow(
                    id: verification.id.description, name: words.name(project),
                    [
                        TableCell(words.name(project), href: Route.projectTab(project.id, .lights).path, second: project.fields.code),
                        TableCell(words.unit(project.fields.organization)), TableCell(light: words.light(verification.declared)),
                        TableCell(light: words.light(verification.computed)),
                        TableCell(words("projects.verification.state.\(verification.state.rawValue)")),
                        TableCell(
                            words.words.shortDate(verification.due),
                            second: verification.state == .open ? words.words.deadline(verification.due, today: today) : nil),
                    ])
            }, empty: EmptyState(words("projects.verifications.empty"), words("projects.verifications.empty.text")))
    }
}
