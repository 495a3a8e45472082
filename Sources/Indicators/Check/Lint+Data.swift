extension Lint {
    /// Correlation from which two siblings tell nearly the same.
    public static let nearlyOne = 0.98

    /// What the figures say about the rule: empty and duplicate columns over the whole panel, siblings that go together.
    ///
    /// Constant columns are found by the run. O(cells × indicators), and O(cells × siblings²) a group of up to 40 leaves.
    public static func findings(_ scheme: Scheme, _ panel: Panel) -> [Finding] {
        var seen: Set<Finding> = []
        return scheme.versions.flatMap { findings($0.rule, panel) }.filter { seen.insert($0).inserted }
    }

    public static func findings(_ rule: Rule, _ panel: Panel) -> [Finding] {
        var findings: [Finding] = []
        var columns: [(code: String, values: [Double])] = []
        for indicator in rule.indicators {
            guard let column = panel[indicator.source] else { continue }
            if column.values.allSatisfy(\.isNaN) {
                findings.append(Finding(.warning, .emptyColumn, node: indicator.code, ["source": indicator.source]))
            } else if !columns.contains(where: { $0.code == indicator.source }) {
                columns.append((indicator.source, column.values))
            }
        }
        findings += duplicates(columns)
        let sources = Dictionary(rule.indicators.map { ($0.code, $0.source) }) { first, _ in first }
        for (parent, leaves) in Dictionary(grouping: rule.nodes.filter { $0.indicator != nil }, by: { $0.parent ?? "" }).sorted(by: {
            $0.key < $1.key
        }) {
            guard (2...40).contains(leaves.count) else { continue }
            let known = leaves.compactMap { leaf in
                leaf.indicator.flatMap { sources[$0] }.flatMap { panel[$0] }.map { (leaf.code, $0.values) }
            }
            for (at, own) in known.enumerated() {
                for other in known[..<at] {
                    guard let r = Association.pearson(own.1, other.1), abs(r) >= nearlyOne, !isSame(own.1, other.1) else { continue }
                    findings.append(
                        Finding(
                            .notice, .nearlyTheSame, node: own.0,
                            ["other": other.0, "parent": parent, "correlation": Decimals.round(r, 3).description]))
                }
            }
        }
        return findings
    }

    /// Weights that came out negative: an indicator that lowers the index where it is good. After a run.
    public static func findings(_ run: Run) -> [Finding] {
        var seen: Set<String> = []
        return run.parts.flatMap { part in
            part.readingOrder.filter { !part.isLeaf($0) }.flatMap { node in
                part.periods.flatMap { period in
                    zip(part.children(of: node), part.weights(of: node, period: period)).compactMap { child, weight in
                        guard weight < 0, seen.insert(part.nodes[child].code).inserted else { return nil }
                        return Finding(
                            .warning, .negativeWeight, period: part.panel.periods[period], node: part.nodes[child].code,
                            ["weight": Decimals.round(weight, 4).description, "parent": part.nodes[node].code])
                    }
                }
            }
        }
    }

    private static func duplicates(_ columns: [(code: String, values: [Double])]) -> [Finding] {
        var buckets: [Int: [Int]] = [:]
        return columns.enumerated().compactMap { at, column in
            var hasher = Hasher()
            for value in column.values { hasher.combine(value.isNaN ? 0 : value) }
            let key = hasher.finalize()
            defer { buckets[key, default: []].append(at) }
            guard let twin = buckets[key]?.first(where: { isSame(columns[$0].values, column.values) }) else { return nil }
            return Finding(.warning, .duplicateColumns, node: column.code, ["other": columns[twin].code])
        }
    }

    private static func isSame(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    }
}
