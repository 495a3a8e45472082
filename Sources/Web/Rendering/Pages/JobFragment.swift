/// A job's progress alone: what the page asks for every two seconds.
package struct JobFragment: Page {
    package static let template = "shell/job"
    let job: JobProgress
    package init(_ job: JobProgress) { self.job = job }
}
