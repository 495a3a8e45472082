/// A family of numbers for Prometheus: name, help, labels.
package struct Metric: Sendable, Hashable {
    package enum Kind: String, Sendable { case counter, gauge, histogram }
    package let name: String
    package let help: String
    package let kind: Kind
    package let labels: [String]
    /// Upper bounds of a histogram, ascending.
    package let bounds: [Double]

    package init(_ name: String, _ kind: Kind, _ help: String, labels: [String] = [], bounds: [Double] = []) {
        (self.name, self.kind, self.help, self.labels, self.bounds) = (name, kind, help, labels, bounds)
    }

    private static let latencies = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    package static let requests = Metric(
        "lantu_http_requests_total", .counter, "Requests answered.", labels: ["route", "method", "status"])
    package static let requestSeconds = Metric(
        "lantu_http_request_seconds", .histogram, "Time to answer a request.", labels: ["route", "method"], bounds: latencies)
    package static let requestsRunning = Metric("lantu_http_requests_running", .gauge, "Requests being answered now.")
    package static let jobRuns = Metric("lantu_job_runs_total", .counter, "Runs of jobs by how they ended.", labels: ["kind", "outcome"])
    package static let jobSeconds = Metric(
        "lantu_job_seconds", .histogram, "Duration of job runs.", labels: ["kind"], bounds: [0.1, 0.5, 1, 5, 15, 60, 300, 1800])
    package static let jobs = Metric("lantu_jobs", .gauge, "Jobs by state.", labels: ["state"])
    package static let statements = Metric("lantu_database_statements_total", .counter, "SQL statements run.")
    package static let transactions = Metric(
        "lantu_database_transactions_total", .counter, "Transactions run.", labels: ["mode"])
    package static let retries = Metric("lantu_database_retries_total", .counter, "Transactions run again after a serialization failure.")
    package static let anchors = Metric("lantu_audit_anchors_total", .counter, "Anchors of the audit ledger written.")
    package static let anchorFailures = Metric("lantu_audit_anchor_failures_total", .counter, "Anchors that could not be written.")
    package static let refusedFiles = Metric("lantu_files_refused_total", .counter, "Uploads refused, by code.", labels: ["code"])
    package static let residentBytes = Metric("process_resident_memory_bytes", .gauge, "Resident memory.")
    package static let openDescriptors = Metric("process_open_fds", .gauge, "Open file descriptors.")
    package static let startTime = Metric("process_start_time_seconds", .gauge, "When the process started, seconds since 1970.")
    package static let freeBytes = Metric("lantu_disk_free_bytes", .gauge, "Free space where the data folder lies.")
}
