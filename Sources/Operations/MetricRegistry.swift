import Synchronization

/// Every number the process tells about itself, rendered as Prometheus text.
///
/// Label values come from closed sets (routes, kinds, states): a family keeps at most `mostSeries` and gathers
/// the rest under `other`, so that no request can make it grow.
package final class MetricRegistry: Sendable {
    /// Asked when the page is rendered: values others already count.
    package typealias Sampler = @Sendable () async -> [(metric: Metric, labels: [String], value: Double)]

    private struct Histogram {
        var counts: [Int64]
        var sum = 0.0
        var count: Int64 = 0
    }
    private struct State {
        var metrics: [String: Metric] = [:]
        var values: [String: [[String]: Double]] = [:]
        var histograms: [String: [[String]: Histogram]] = [:]
        var samplers: [Sampler] = []
    }
    private let state = Mutex(State())
    package static let mostSeries = 1000

    package init() {}

    package func add(_ metric: Metric, _ labels: [String] = [], _ amount: Double = 1) {
        state.withLock { state in
            state.metrics[metric.name] = metric
            let key = Self.key(labels, known: state.values[metric.name]?.keys)
            state.values[metric.name, default: [:]][key, default: 0] += amount
        }
    }

    package func set(_ metric: Metric, _ labels: [String] = [], _ value: Double) {
        state.withLock { state in
            state.metrics[metric.name] = metric
            let key = Self.key(labels, known: state.values[metric.name]?.keys)
            state.values[metric.name, default: [:]][key] = value
        }
    }

    package func observe(_ metric: Metric, _ labels: [String] = [], _ value: Double) {
        state.withLock { state in
            state.metrics[metric.name] = metric
            let key = Self.key(labels, known: state.histograms[metric.name]?.keys)
            var histogram =
                state.histograms[metric.name]?[key] ?? Histogram(counts: Array(repeating: 0, count: metric.bounds.count + 1))
            histogram.counts[metric.bounds.firstIndex { value <= $0 } ?? metric.bounds.count] += 1
            histogram.sum += value
            histogram.count += 1
            state.histograms[metric.name, default: [:]][key] = histogram
        }
    }

    package func sample(_ sampler: @escaping Sampler) { state.withLock { $0.samplers.append(sampler) } }

    private static func key<V>(_ labels: [String], known: Dictionary<[String], V>.Keys?) -> [String] {
        guard let known, known.count >= mostSeries, !known.contains(labels) else { return labels }
        return labels.map { _ in "other" }
    }

    /// The whole page, families in the order of their names (text format 0.0.4).
    package func rendered() async -> String {
        let (metrics, values, histograms, samplers) = state.withLock { ($0.metrics, $0.values, $0.histograms, $0.samplers) }
        var families = metrics
        var numbers = values
        for sampler in samplers {
            for (metric, labels, value) in await sampler() {
                families[metric.name] = metric
                numbers[metric.name, default: [:]][labels] = value
            }
        }
        var page = ""
        for (name, metric) in families.sorted(by: { $0.key < $1.key }) {
            page += "# HELP \(name) \(metric.help)\n# TYPE \(name) \(metric.kind.rawValue)\n"
            for (labels, value) in (numbers[name] ?? [:]).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                page += "\(name)\(Self.labels(metric, labels)) \(Self.number(value))\n"
            }
            for (labels, histogram) in (histograms[name] ?? [:]).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                var below: Int64 = 0
                for (bound, count) in zip(metric.bounds.map(Self.number) + ["+Inf"], histogram.counts) {
                    below += count
                    page += "\(name)_bucket\(Self.labels(metric, labels, bound: bound)) \(below)\n"
                }
                page += "\(name)_sum\(Self.labels(metric, labels)) \(Self.number(histogram.sum))\n"
                page += "\(name)_count\(Self.labels(metric, labels)) \(histogram.count)\n"
            }
        }
        return page
    }

    private static func labels(_ metric: Metric, _ values: [String], bound: String? = nil) -> String {
        var pairs = zip(metric.labels, values).map { "\($0)=\"\(escaped($1))\"" }
        if let bound { pairs.append("le=\"\(bound)\"") }
        return pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
