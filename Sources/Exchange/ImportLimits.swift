// Module in charge of files that come and go: tables read from CSV and XLSX with every fault located,
// cell texts read as figures, dates and answers, and tables written so that nothing in them runs.

/// The ceilings a file from outside is read under. Beyond one of them the file is refused, not cut.
package struct ImportLimits: Hashable, Sendable {
    /// Bytes of the file, and of everything inflated from it.
    package var bytes = 200 * 1024 * 1024
    package var rows = 1_000_000
    package var columns = 1_000
    /// UTF-8 bytes of one cell.
    package var cellBytes = 1024 * 1024
    package var zipEntries = 1_000
    /// Inflated size over packed size, checked for entries above 1 MB.
    package var zipRatio = 100
    /// Nesting depth of XML elements.
    package var depth = 128
    /// Located faults kept; the rest is counted.
    package var diagnostics = 500

    package init() {}
    package static let standard = ImportLimits()
}
