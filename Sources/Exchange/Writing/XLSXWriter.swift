import CXlsxWriter
import Foundation
import Kernel

/// Writes a workbook row by row into a temporary file: header styled and frozen, columns wide enough for ideographs, text
/// cells always texts, money in exact figures.
///
/// Sheets are written one after another, rows in order; memory does not grow with rows. Not for use from two threads.
package final class XLSXWriter {
    package struct Options: Hashable, Sendable {
        /// Printed at the top of each page, left.
        package var header: String?
        /// Printed at the bottom of each page, left; the page number stands at the right.
        package var footer: String?
        /// Printed large and grey at the top middle of each page: whose copy it is, or which secrecy level.
        package var watermark: String?
        package var autofilter = true
        package init() {}
    }

    private let options: Options
    private let path: String
    private let folder: URL
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let formats: WorkbookFormats
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var columns: [Column] = []
    private var widths: [Int] = []
    private var names: Set<String> = []
    /// A drop-down list too long to stand in its column's rule.
    private struct LongList {
        let cells: [String]
        let note: String?
        let sheet: UnsafeMutablePointer<lxw_worksheet>
        let column: UInt16
    }
    private var lists: [LongList] = []
    private var row: UInt32 = 0
    private var log = DiagnosticLog(capacity: 100)

    private static let lastRow: UInt32 = 1_048_575
    private static let longestText = 32_767

    /// - Throws: `LT4060` when no temporary file can be made.
    package init(options: Options = Options()) throws {
        self.options = options
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("lantu-" + UUID().uuidString)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AppError("LT4060", .storageFull)
        }
        let path = folder.appendingPathComponent("workbook.xlsx").path
        self.path = path
        let opened = folder.path.withCString { directory in
            var settings = lxw_workbook_options(
                constant_memory: UInt8(LXW_TRUE.rawValue), tmpdir: UnsafeMutablePointer(mutating: directory), use_zip64: 0)
            // The library copies the settings' folder name.
            return workbook_new_opt(path, &settings)
        }
        guard let opened, let formats = WorkbookFormats(opened) else {
            try? FileManager.default.removeItem(at: folder)
            throw AppError("LT4060", .storageFull)
        }
        workbook = opened
        self.formats = formats
    }

    deinit {
        if let workbook { workbook_close(workbook) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Begins a sheet with its header row; the sheet before it is complete.
    ///
    /// - Parameter name: shortened to 31 characters, without `[]:*?/\`, made unique.
    /// - Throws: `LT4060` when the library refuses.
    package func beginSheet(_ name: String, columns: [Column]) throws {
        guard let workbook else { throw AppError("LT4060", .internal) }
        endSheet()
        guard let sheet = workbook_add_worksheet(workbook, uniqueName(name)) else { throw AppError("LT4060", .storageFull) }
        self.sheet = sheet
        self.columns = columns
        widths = columns.map { min(40, DisplayWidth.of($0.header)) }
        row = 0
        worksheet_set_row(sheet, 0, 15.0 * Double(min(6, columns.map { lines(in: $0.header) }.max() ?? 1)) + 6, nil)
        for (index, column) in columns.enumerated() {
            write(text: column.header, at: UInt16(clamping: index), format: formats.header)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        worksheet_repeat_rows(sheet, 0, 0)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
        printMarks(sheet)
        row = 1
    }

    /// Writes one row; cells beyond the columns are left out.
    ///
    /// - Throws: `LT4062` beyond the rows a sheet can hold.
    package func append(_ cells: [Cell]) throws {
        guard let sheet else { throw AppError("LT4060", .internal) }
        guard row <= Self.lastRow else { throw AppError("LT4062", .tooLarge, ["limit": String(Self.lastRow)]) }
        for (index, cell) in cells.prefix(columns.count).enumerated() {
            let column = UInt16(clamping: index)
            let format = formats[columns[index].format]
            switch cell.value {
            case .blank: break
            case .text(let text): write(text: text, at: column, format: formats.text)
            case .bool(let value): worksheet_write_boolean(sheet, row, column, value ? 1 : 0, format)
            case .number(let text):
                // Fifteen digits is what a spreadsheet's number holds exactly; beyond that the figure stays text.
                if let exact = ExactDecimal(canonical: text), exact.precision <= 15, let value = Double(text) {
                    worksheet_write_number(sheet, row, column, value, format)
                } else {
                    write(text: text, at: column, format: formats.text)
                }
            case .date(let date):
                if date.year >= 1900 {
                    var stamp = lxw_datetime(
                        year: Int32(date.year), month: Int32(date.month), day: Int32(date.day), hour: 0, min: 0, sec: 0)
                    worksheet_write_datetime(sheet, row, column, &stamp, formats.date)
                } else {
                    write(text: date.description, at: column, format: formats.text)
                }
            }
            if row <= 1000 { widths[index] = max(widths[index], columns[index].format.width(of: cell.value.plainText)) }
        }
        row += 1
    }

    /// Closes the workbook and answers its bytes.
    ///
    /// - Returns: what was shortened (`LT4061`) in `diagnostics`.
    /// - Throws: `LT4060` when it cannot be written.
    package func finish() throws -> (data: Data, diagnostics: [Diagnostic]) {
        try close()
        defer { try? FileManager.default.removeItem(at: folder) }
        guard let data = FileManager.default.contents(atPath: path) else { throw AppError("LT4060", .storageFull) }
        return (data, log.diagnostics)
    }

    /// Closes the workbook and moves it to `url`, replacing what is there.
    package func finish(to url: URL) throws -> [Diagnostic] {
        try close()
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            if FileManager.default.fileExists(atPath: url.path) { try FileManager.default.removeItem(at: url) }
            try FileManager.default.moveItem(at: URL(fileURLWithPath: path), to: url)
        } catch {
            throw AppError("LT4060", .storageFull)
        }
        return log.diagnostics
    }

    /// Writes whole tables, one per sheet.
    package static func data(_ sheets: [(name: String, table: Table)], options: Options = Options()) throws -> (
        data: Data, diagnostics: [Diagnostic]
    ) {
        let writer = try XLSXWriter(options: options)
        for (name, table) in sheets {
            try writer.beginSheet(name, columns: table.columns)
            for row in table.rows { try writer.append(row) }
        }
        return try writer.finish()
    }

    private func close() throws {
        guard let workbook else { throw AppError("LT4060", .internal) }
        endSheet()
        writeLists(workbook)
        self.workbook = nil
        guard workbook_close(workbook) == LXW_NO_ERROR else { throw AppError("LT4060", .storageFull) }
    }

    private func endSheet() {
        guard let sheet else { return }
        for (index, width) in widths.enumerated() {
            let column = UInt16(clamping: index)
            worksheet_set_column(sheet, column, column, Double(min(60, max(8, width + 2))), formats[columns[index].format] ?? formats.text)
            validate(columns[index], at: column, on: sheet)
        }
        if options.autofilter, !columns.isEmpty, row > 0 {
            worksheet_autofilter(sheet, 0, 0, max(1, row - 1), UInt16(clamping: columns.count - 1))
        }
        self.sheet = nil
    }

    private func write(text: String, at column: UInt16, format: UnsafeMutablePointer<lxw_format>?) {
        guard let sheet else { return }
        var kept = EscapedText.encode(text.utf8.contains(0) ? text.filter { $0 != "\0" } : text)
        if kept.utf16.count > Self.longestText {
            while kept.utf16.count > Self.longestText { kept.removeLast(max(1, (kept.utf16.count - Self.longestText) / 2)) }
            log.append(Diagnostic(.warning, "LT4061", ["limit": String(Self.longestText)], line: Int(row) + 1, column: String(column + 1)))
        }
        if !kept.isEmpty { worksheet_write_string(sheet, row, column, kept, format) }
    }

    private func uniqueName(_ name: String) -> String {
        let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\", "\0"]
        var base = String(name.filter { !forbidden.contains($0) && !$0.isNewline }.prefix(28))
        while base.hasPrefix("'") { base.removeFirst() }
        while base.hasSuffix("'") { base.removeLast() }
        while base.utf16.count > 28 { base.removeLast() }
        if base.isEmpty || base.lowercased() == "history" { base = "Sheet" }
        var candidate = base
        var number = 2
        while !names.insert(candidate.lowercased()).inserted {
            candidate = base + String(number)
            number += 1
        }
        return candidate
    }

    private func lines(in text: String) -> Int { text.split(whereSeparator: \.isNewline).count }

    /// `&` begins a command in these texts; 255 bytes is what they hold.
    private func printMarks(_ sheet: UnsafeMutablePointer<lxw_worksheet>) {
        let plain: (String, Int) -> String = { text, limit in
            var kept = text.replacingOccurrences(of: "&", with: "&&").filter { !$0.isNewline && $0 != "\0" }
            while kept.utf8.count > limit { kept.removeLast() }
            if kept.reversed().prefix(while: { $0 == "&" }).count % 2 == 1 { kept.removeLast() }
            return kept
        }
        var header = options.header.map { "&L" + plain($0, 110) } ?? ""
        if let watermark = options.watermark { header += "&C&28&KBFBFBF " + plain(watermark, 110) }
        if !header.isEmpty { worksheet_set_header(sheet, header) }
        worksheet_set_footer(sheet, (options.footer.map { "&L" + plain($0, 200) } ?? "") + "&R&P / &N")
    }

    /// A drop-down list under the header, down to 2,000 rows or the last row written.
    private func validate(_ column: Column, at index: UInt16, on sheet: UnsafeMutablePointer<lxw_worksheet>) {
        guard !column.choices.isEmpty || column.note != nil else { return }
        if column.choices.joined(separator: ",").utf16.count > 250 || column.choices.contains(where: { $0.contains(",") }) {
            lists.append(LongList(cells: column.choices, note: column.note, sheet: sheet, column: index))
        } else {
            ColumnValidation(choices: column.choices, formula: nil, note: column.note).apply(
                to: sheet, column: index, lastRow: max(2000, row))
        }
    }

    /// Long lists stand on a hidden sheet and are referred to.
    private func writeLists(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        guard !lists.isEmpty, let hidden = workbook_add_worksheet(workbook, uniqueName("Lists")) else { return }
        worksheet_hide(hidden)
        let height = lists.map(\.cells.count).max() ?? 0
        sheet = hidden
        for index in 0..<height {
            row = UInt32(index)
            for (position, list) in lists.enumerated() where index < list.cells.count {
                write(text: list.cells[index], at: UInt16(clamping: position), format: nil)
            }
        }
        let name = hidden.pointee.quoted_name.map { String(cString: $0) } ?? "Lists"
        for (position, list) in lists.enumerated() {
            let letter = Self.letters(position)
            let formula = "=\(name)!$\(letter)$1:$\(letter)$\(list.cells.count)"
            ColumnValidation(choices: [], formula: formula, note: list.note).apply(to: list.sheet, column: list.column, lastRow: 2000)
        }
        sheet = nil
    }

    /// 0 → A, 26 → AA.
    static func letters(_ column: Int) -> String {
        var text = ""
        var rest = column + 1
        while rest > 0 {
            text = String(Character(UnicodeScalar(UInt8(65 + (rest - 1) % 26)))) + text
            rest = (rest - 1) / 26
        }
        return text
    }
}
