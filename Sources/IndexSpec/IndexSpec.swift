// Module in charge of writing an index down: the YAML a person keeps, read into a scheme with every fault at its place.

import Indicators
import Kernel
import Policy

/// An index as its file says it.
package struct IndexSpec: Sendable {
    package var scheme: Scheme
    package var publication: Publication
    package var rollUp: RollUpRule?
    package var innovation: IndexInnovation?
    package var units: UnitColumns

    /// What is written beside the aggregated nodes.
    package struct Publication: Hashable, Sendable {
        /// Normalised scores of the indicators too.
        package var leaves = false
        /// Only these nodes; nil is all.
        package var nodes: Set<String>?
    }

    /// Which columns of the units file say what.
    package struct UnitColumns: Hashable, Sendable {
        package var code: String
        package var parent: String
        package var from: String
        package var until: String

        package init(code: String = "unit", parent: String = "parent", from: String = "from", until: String = "until") {
            (self.code, self.parent, self.from, self.until) = (code, parent, from, until)
        }
    }

    /// The index, or nil when any diagnostic is an error. Diagnostics come all at once, sorted by line.
    package static func read(_ bytes: [UInt8], file: String) -> (spec: IndexSpec?, diagnostics: [Diagnostic]) {
        let findings = PackFindings()
        guard let document = PackText.parse(bytes, file: file, findings) else { return (nil, findings.sorted) }
        let spec = SpecReader(findings).spec(document)
        return (findings.hasErrors ? nil : spec, findings.sorted)
    }

    /// The index, for a place that cannot go on without one.
    /// - Throws: `LT2400` with every diagnostic when the file has errors.
    package static func require(_ bytes: [UInt8], file: String) throws(AppError) -> IndexSpec {
        let (spec, diagnostics) = read(bytes, file: file)
        guard let spec else {
            let errors = diagnostics.count { $0.severity == .error }
            throw AppError("LT2400", .unprocessable, ["file": file, "count": String(errors)], diagnostics: diagnostics)
        }
        return spec
    }
}
