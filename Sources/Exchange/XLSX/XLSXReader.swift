import Foundation
import Kernel

/// Reads a workbook in Office Open XML: its sheets listed, one of them streamed row by row.
///
/// Formulas count by their stored result. Merged cells hold their value in the first cell only. The stated dimensions of a
/// sheet are not believed.
package final class XLSXReader {
    /// A sheet as the workbook lists it.
    package struct Sheet: Hashable, Sendable {
        package let name: String
        package let isHidden: Bool
        let part: String
    }

    package private(set) var sheets: [Sheet] = []
    private let archive: ZipArchive
    private let limits: ImportLimits
    private var dateSystem = SpreadsheetDate.System.from1900
    private var workbookPart = "xl/workbook.xml"
    private var relations: [String: (type: String, part: String)] = [:]

    /// Opens the container and reads the list of sheets.
    ///
    /// - Throws: `LT4002` an old binary workbook, `LT4003` encrypted, `LT4004` damaged or no workbook, `LT4005`–`LT4014` beyond
    ///   limits or unsafe.
    package init(_ data: Data, limits: ImportLimits = .standard) throws {
        try FileKind.refuseOldOrEncrypted(data)
        archive = try ZipArchive(data, limits: limits)
        self.limits = limits
        try findWorkbook()
        try readWorkbook()
    }

    /// Calls `body` for each row of the sheet at `index` that holds anything, and answers what was wrong with its cells.
    ///
    /// Memory O(shared strings + widest row).
    /// - Throws: `LT4015` no such sheet, `LT4006`–`LT4008` beyond a limit, `CancellationError`, and what `body` throws.
    @discardableResult
    package func read(sheet index: Int = 0, _ body: (TableRow) throws -> Void) throws -> [Diagnostic] {
        guard sheets.indices.contains(index), let stream = try archive.entry(sheets[index].part) else {
            throw AppError("LT4015", .notFound, ["sheet": sheets.indices.contains(index) ? sheets[index].name : String(index + 1)])
        }
        let strings = try SharedStrings(archive.entry(part(ofType: "sharedStrings") ?? "xl/sharedStrings.xml"), limits: limits)
        let styles = try CellStyles(archive.entry(part(ofType: "styles") ?? "xl/styles.xml"), limits: limits)
        var sheet = SheetParser(strings: strings, styles: styles, dateSystem: dateSystem, limits: limits)
        try OfficeXML.read(
            stream, part: sheets[index].part, limits: limits,
            start: { try sheet.start($0, $1) }, end: { try sheet.end($0, body) }, text: { try sheet.text($0) })
        return sheet.log.diagnostics
    }

    private func part(ofType type: String) -> String? { relations.values.first { $0.type == type }?.part }

    private func findWorkbook() throws {
        if let stream = try archive.entry("_rels/.rels") {
            var target: String?
            try OfficeXML.read(
                stream, part: "_rels/.rels", limits: limits,
                start: { name, attributes in
                    if name == "Relationship", attributes["Type"]?.hasSuffix("/officeDocument") == true { target = attributes["Target"] }
                })
            if let target { workbookPart = Self.resolve(target, from: "") }
        }
        guard archive.contains(workbookPart), workbookPart.hasSuffix(".xml") else {
            throw AppError(workbookPart.hasSuffix(".bin") ? "LT4002" : "LT4004", .unsupported)
        }
        let folder = workbookPart.split(separator: "/").dropLast().joined(separator: "/")
        let file = workbookPart.split(separator: "/").last.map(String.init) ?? ""
        let relationsPart = (folder.isEmpty ? "" : folder + "/") + "_rels/" + file + ".rels"
        guard let stream = try archive.entry(relationsPart) else { throw AppError("LT4004", .unprocessable) }
        try OfficeXML.read(
            stream, part: relationsPart, limits: limits,
            start: { name, attributes in
                guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"],
                    attributes["TargetMode"] != "External"
                else { return }
                let type = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
                self.relations[id] = (type, Self.resolve(target, from: folder))
            })
    }

    private func readWorkbook() throws {
        guard let stream = try archive.entry(workbookPart) else { throw AppError("LT4004", .unprocessable) }
        try OfficeXML.read(
            stream, part: workbookPart, limits: limits,
            start: { name, attributes in
                if name == "workbookPr", let flag = attributes["date1904"], ["1", "true", "on"].contains(flag) {
                    self.dateSystem = .from1904
                } else if name == "sheet", let title = attributes["name"] {
                    // The prefix of the relationship id is the producer's choice.
                    let id = attributes.first { $0.key == "r:id" || $0.key.hasSuffix(":id") }?.value
                    if let id, let relation = self.relations[id], relation.type == "worksheet" {
                        self.sheets.append(
                            Sheet(name: title, isHidden: attributes["state"]?.hasSuffix("idden") == true, part: relation.part))
                    }
                }
            })
        guard !sheets.isEmpty else { throw AppError("LT4004", .unprocessable) }
    }

    /// The part a relationship of a part in `folder` points to; `..` cannot leave the archive.
    private static func resolve(_ target: String, from folder: String) -> String {
        var path = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for step in target.split(separator: "/") {
            if step == ".." { _ = path.popLast() } else if step != "." { path.append(String(step)) }
        }
        return path.joined(separator: "/")
    }
}
