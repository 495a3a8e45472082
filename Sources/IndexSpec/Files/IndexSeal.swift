import Indicators

/// What a result stands on, so that a re-run proves it: hashes of inputs and outputs, rule versions, precision, ties.
package struct IndexSeal: Hashable, Sendable, Codable {
    package struct File: Hashable, Sendable, Codable {
        /// As it lies under `inputs`.
        package var name: String
        package var sha256: String
        package init(name: String, sha256: String) { (self.name, self.sha256) = (name, sha256) }
    }

    package struct Version: Hashable, Sendable, Codable {
        package var id: String
        package var from: String?
        package var until: String?
        package var adopted: String?
        package var periods: [String]
        package var rounding: String
        package var digits: Int
        package var mode: String
        package var ties: String
        package var order: String
        /// Decimals scores are snapped to before they are ranked.
        package var snap: Int
        /// How judgements become weights where a node asks for it.
        package var hierarchyMethod: String?
    }

    package static let format = 1
    package var format = IndexSeal.format
    package var index: String
    package var asOf: String?
    package var dataAsOf: String?
    package var spec: File
    package var data: [File]
    package var units: File?
    package var versions: [Version]
    package var scores: String
    package var contributions: String
    /// SHA-256 over everything above in canonical order.
    package var seal: String

    /// - Parameter hash: SHA-256 in lower-case hexadecimal.
    package init(
        _ run: Run, asOf: String?, dataAsOf: String?, spec: File, data: [File], units: File?, scores: String, contributions: String,
        hash: ([UInt8]) -> String
    ) {
        index = run.scheme.code
        (self.asOf, self.dataAsOf, self.spec, self.data, self.units) = (asOf, dataAsOf, spec, data, units)
        (self.scores, self.contributions) = (scores, contributions)
        versions = run.parts.map { part in
            let usesHierarchy = part.rule.nodes.contains { if case .analyticHierarchy = $0.weighting { true } else { false } }
            return Version(
                id: part.version.id, from: part.version.from, until: part.version.until, adopted: part.version.adopted,
                periods: part.periods.map { run.panel.periods[$0] }, rounding: part.rule.rounding.level.rawValue,
                digits: part.rule.rounding.digits, mode: part.rule.rounding.mode.rawValue, ties: part.rule.ranking.ties.rawValue,
                order: part.rule.ranking.descending ? "descending" : "ascending", snap: part.rule.ranking.snap,
                hierarchyMethod: usesHierarchy ? "principal-eigenvector" : nil)
        }
        seal = ""
        seal = hash(Array(canonical.utf8))
    }

    /// Every field in a fixed order, one to a line.
    private var canonical: String {
        var lines = ["format \(format)", "index \(index)", "as-of \(asOf ?? "")", "data-as-of \(dataAsOf ?? "")", "spec \(spec.sha256)"]
        lines += data.map { "data \($0.sha256)" }
        lines.append("units \(units?.sha256 ?? "")")
        for version in versions {
            lines.append(
                "version \(version.id) \(version.from ?? "") \(version.until ?? "") \(version.adopted ?? "") \(version.periods.joined(separator: " "))"
            )
            lines.append(
                "precision \(version.rounding) \(version.digits) \(version.mode) \(version.ties) \(version.order) \(version.snap) \(version.hierarchyMethod ?? "")"
            )
        }
        lines += ["scores \(scores)", "contributions \(contributions)"]
        return lines.joined(separator: "\n") + "\n"
    }
}
