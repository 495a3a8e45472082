import Operations
import Web

/// Counts every answered request by route pattern, method and class of status.
package struct MetricsObserver: RequestObserver {
    private let metrics: MetricRegistry

    package init(metrics: MetricRegistry) { self.metrics = metrics }

    package func answered(method: String, pattern: String, status: Int, seconds: Double) {
        metrics.add(.requests, [pattern, method, "\(status / 100)xx"])
        metrics.observe(.requestSeconds, [pattern, method], seconds)
    }
}
