import Accounts
import Chain
import Kernel
import Localization
import Office
import Planning
import Policy
import Projects

/// One project under one of its tabs.
package struct ProjectRecordPage: Page {
    package static let template = "projects/record"

    let header: PageHeader
    let tabs: Tabs
    /// What a person should notice before reading on: vanished, historic, a question that waits.
    let notices: [Flash]
    let tiles: [StatTile]
    let hasTiles: Bool
    let sections: [ProjectSection]
    let attribution: String?

    init(
        _ project: Project, tab: ProjectTab, permissions: Permissions, tiles: [StatTile] = [], sections: [ProjectSection],
        notices: [Flash] = [], attribution: String? = nil, words: ProjectWords
    ) {
        let resource = project.resource
        func may(_ action: Accounts.Action) -> Bool { permissions.allows(action, on: resource) }
        var actions: [Action] = []
        if may(.projectEdit) { actions.append(Action(words("projects.edit"), href: Route.editProject(project.id).path, icon: "edit")) }
        if may(.lightDeclare) { actions.append(Action(words("projects.report"), href: Route.projectReport(project.id).path)) }
        let primary: Action? =
            may(.lightConfirm)
            ? Action(words("projects.confirm"), href: Route.projectConfirmation(project.id).path)
            : actions.isEmpty ? nil : actions.removeLast()
        header = PageHeader(
            words.name(project), subtitle: Self.subtitle(project, words), overline: project.fields.code,
            lights: words.lights(project.lights),
            primary: primary, secondary: actions)
        let shown = ProjectTab.allCases.filter { tab in
            switch tab {
            case .rounds: project.portfolio != nil
            case .files: may(.fileRead)
            case .audit: permissions.allows(.auditRead) || may(.projectEdit)
            case .overview, .figures, .lights: true
            }
        }
        tabs = Tabs(
            label: words("projects.tabs"),
            shown.map { Tabs.Tab(words("projects.tab.\($0.rawValue)"), href: Route.projectTab(project.id, $0).path, isCurrent: $0 == tab) })
        self.notices = notices
        (self.tiles, hasTiles) = (tiles, !tiles.isEmpty)
        self.sections = sections
        self.attribution = attribution
    }

    private static func subtitle(_ project: Project, _ words: ProjectWords) -> String {
        let fields = project.fields
        let parts = [
            words.unit(fields.organization), words.projectClass(fields.projectClass), fields.pillar.map(words.pillar),
            words.stage(fields.stage),
            fields.state.map(words.state), fields.secrecy == .workSecret ? words("projects.secrecy.work-secret") : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: " · ")
    }
}

extension ProjectRecordPage {
    /// Where the project stands on the thread: clause → goal → order → project → system.
    static func thread(
        _ project: Project, relations: [LabelledRelation], permissions: Permissions, words: ProjectWords
    ) -> ThreadStrip {
        func others(_ kind: NodeKind) -> [NodeLabel] { relations.map(\.other).filter { $0.node.kind == kind } }
        func step(_ kind: ThreadStrip.Kind, _ labels: [NodeLabel]) -> ThreadStrip.Step {
            ThreadStrip.Step(
                kind, title: labels.first.map { words.words($0.name) }, href: labels.first.flatMap { link(to: $0, permissions) },
                count: max(1, labels.count), words: words.words)
        }
        let clause = project.fields.clause.flatMap { words.names.clauses[$0] }
        let goals = project.fields.goals.compactMap { words.names.goals[$0] }
        return ThreadStrip([
            .init(
                .clause,
                title: clause.map { "\($0.code) \(words.words($0.article))" }
                    ?? project.fields.noClauseReason.map { words("projects.no-clause", ["reason": $0]) },
                href: clause.flatMap { permissions.allows(.planRead) ? Route.clause($0.id).path : nil }, words: words.words),
            .init(
                .goal, title: goals.first.map { words.words($0.name) },
                href: goals.first.flatMap { permissions.allows(.planRead) ? Route.goal($0.id).path : nil },
                count: max(1, goals.count),
                words: words.words),
            step(.order, others(.order)),
            .init(.project, title: words.name(project), href: Route.project(project.id).path, isCurrent: true, words: words.words),
            step(.item, others(.businessItem)), step(.system, others(.system)), step(.data, others(.dataResource)),
            step(.facility, others(.facility)),
        ])
    }

    /// Where a neighbour on the thread is shown; nil where this person has no such pages.
    static func link(to label: NodeLabel, _ permissions: Permissions) -> String? {
        let needed: Accounts.Action? =
            switch label.node.kind {
            case .clause, .goal: .planRead
            case .order: .orderRead
            case .project: .projectRead
            case .businessItem, .system, .dataResource, .facility: .chainRead
            case .indicator, .organization: nil
            }
        guard let needed, permissions.allows(needed) else { return nil }
        return Route.record(label.node)?.path
    }
}
