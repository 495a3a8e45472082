/// How far an import is; what came of it once it has ended.
package struct ImportProgressPage: Page {
    package static let template = "import/progress"
    let header: PageHeader
    let job: JobProgress?
    let facts: Facts?
    let alert: String?
    let actions: [Action]
    let hasActions: Bool

    package init(_ header: PageHeader, job: JobProgress?, facts: Facts? = nil, alert: String? = nil, actions: [Action] = []) {
        (self.header, self.job, self.facts, self.alert) = (header, job, facts, alert)
        (self.actions, hasActions) = (actions, !actions.isEmpty)
    }
}
