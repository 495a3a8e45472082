import Kernel

/// What a dry run of the workbook found: per sheet what would enter, what is there already, and every fault with its place.
package struct SetupReport: Hashable, Sendable, Codable {
    package struct Line: Hashable, Sendable, Codable {
        package var rows = 0, accepted = 0, known = 0, rejected = 0
        package init() {}
    }

    /// Stored with the setup: faults beyond this are counted, not listed.
    package static let listed = 500

    package var sheets: [SetupSheet: Line] = [:]
    package var faults: [Diagnostic] = []
    package var faultCount = 0

    package init() {}

    package subscript(sheet: SetupSheet) -> Line {
        get { sheets[sheet] ?? Line() }
        set { sheets[sheet] = newValue }
    }

    package var isSound: Bool { faultCount == 0 }
    package var accepted: Int { sheets.values.reduce(0) { $0 + $1.accepted } }

    package mutating func add(_ found: [Diagnostic]) {
        faultCount += found.count
        faults += found.prefix(max(0, Self.listed - faults.count))
    }
}
