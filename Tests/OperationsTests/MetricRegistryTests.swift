import Operations
import Testing

@Suite struct MetricRegistryTests {
    @Test func rendersWhatPrometheusReads() async {
        let registry = MetricRegistry()
        let metric = Metric("t_total", .counter, "Things.", labels: ["route"])
        registry.add(metric, ["/a\"\\\n"])
        registry.add(metric, ["/a\"\\\n"], 2)
        let time = Metric("t_seconds", .histogram, "Time.", bounds: [0.1, 1])
        for value in [0.05, 0.5, 5] { registry.observe(time, [], value) }
        #expect(
            await registry.rendered() == """
                # HELP t_seconds Time.
                # TYPE t_seconds histogram
                t_seconds_bucket{le="0.1"} 1
                t_seconds_bucket{le="1"} 2
                t_seconds_bucket{le="+Inf"} 3
                t_seconds_sum 5.55
                t_seconds_count 3
                # HELP t_total Things.
                # TYPE t_total counter
                t_total{route="/a\\"\\\\\\n"} 3

                """)
    }

    @Test func aFloodOfLabelsIsBounded() async {
        let registry = MetricRegistry()
        let metric = Metric("t_total", .counter, "Things.", labels: ["path"])
        for number in 0..<5000 { registry.add(metric, ["/\(number)"]) }
        let lines = await registry.rendered().split(separator: "\n")
        #expect(lines.count == MetricRegistry.mostSeries + 3)
        #expect(lines.contains("t_total{path=\"other\"} 4000"))
    }
}
