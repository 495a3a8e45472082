import Accounts
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Matching
import NIOCore
import Office
import Operations
import Policy
import Projects

extension ImportPages {
    static func jobProgress(_ draft: ImportDraft, _ job: Job?, isFragment: Bool = true, _ visit: Visit) -> JobProgress {
        let words = visit.words
        let state: JobProgress.State =
            switch job?.state {
            case .running: .running
            case .succeeded: .done
            case .failed: .failed
            case .cancelled: .cancelled
            case .queued, nil: .waiting
            }
        let isDone = job?.state == .succeeded
        return JobProgress(
            id: draft.id.description, title: words("imports.job", ["file": draft.fileName]), state: state,
            done: Int(job?.progress.done ?? 0),
            total: Int(job?.progress.total ?? 0), poll: Route.importJob(draft.id).path, cancel: Route.importCancellation(draft.id).path,
            result: isDone && isFragment ? Action(words("imports.result.open"), href: Route.importProgress(draft.id).path) : nil,
            message: job?.state == .running ? job?.progress.message.map { words($0) } : nil, words: words)
    }

    static func progress(_ draft: ImportDraft, _ job: Job?, _ visit: Visit) -> ImportProgressPage {
        let words = visit.words
        let outcome = job?.result.flatMap { try? JSONDecoder().decode(ImportOutcome.self, from: Data($0.utf8)) }
        let header = PageHeader(words("imports.progress.title"), subtitle: words(draft.definition.name), overline: draft.fileName)
        guard let outcome, let job, job.state == .succeeded else {
            let failure = job?.state == .failed ? job?.error.map { words.error(AppError($0, .unprocessable)).sentence } : nil
            return ImportProgressPage(
                header, job: job == nil ? nil : jobProgress(draft, job, visit), alert: failure,
                actions: job?.state == .failed || job?.state == .cancelled || job == nil
                    ? [Action(words("imports.preview.title"), href: Route.importPreview(draft.id).path)] : [])
        }
        let counts = outcome.counts
        let facts = [
            ("accepted", counts.accepted), ("changed", counts.changed), ("unchanged", counts.unchanged), ("rejected", counts.rejected),
            ("renamed", counts.renamed), ("vanished", counts.vanished),
        ].map { Fact(words("imports.count.\($0.0)"), words.number($0.1)) }
        var actions = [Action(words("imports.result.projects"), href: Route.projects(FormData([("portfolio", "all")])).path)]
        if counts.vanished > 0, visit.permissions.allows(.roundManage) {
            actions.append(Action(words("imports.questions.title"), href: Route.importQuestions.path))
        }
        return ImportProgressPage(header, job: jobProgress(draft, job, isFragment: false, visit), facts: Facts(facts), actions: actions)
    }

    static func questions(
        _ open: [(project: Project, absence: Absence)], _ successors: [ProjectID: ImportDesk.Successor], _ visit: Visit
    ) -> SectionsPage {
        let words = visit.words
        // Those with a likely successor come first: they are answered quickest.
        let sorted = open.sorted {
            (successors[$0.project.id]?.score ?? 0, $1.project.id) > (successors[$1.project.id]?.score ?? 0, $0.project.id)
        }
        return SectionsPage(
            PageHeader(words("imports.questions.title"), subtitle: words("imports.questions.subtitle")),
            sections: [
                .init(
                    "open", title: words("imports.questions.open", count: open.count),
                    table: DataTable(
                        id: "open-questions", caption: words("imports.questions.open", count: open.count),
                        columns: [
                            TableColumn(words("imports.name")), TableColumn(words("imports.questions.perhaps")),
                            TableColumn(words("imports.likeness"), .number), TableColumn(words("imports.questions.answer")),
                        ],
                        rows: sorted.map { project, _ in
                            let successor = successors[project.id]
                            return TableRow(
                                id: "absence-\(project.id)", name: project.fields.name,
                                [
                                    TableCell(
                                        project.fields.name(in: visit.locale), href: Route.project(project.id).path,
                                        second: project.fields.code),
                                    TableCell(
                                        successor?.name ?? "—", href: successor.map { Route.project($0.project).path },
                                        second: successor.map { $0.project.description }),
                                    TableCell(successor.map { words.percent($0.score) } ?? "—"),
                                    TableCell(words("imports.questions.answer.here"), href: Route.projectTab(project.id, .rounds).path),
                                ])
                        }, empty: EmptyState(words("imports.questions.none"), words("imports.questions.none.text"))))
            ])
    }
}
