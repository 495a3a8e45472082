import CXlsxWriter

/// The cell formats of one workbook, which owns them.
final class WorkbookFormats {
    typealias Format = UnsafeMutablePointer<lxw_format>
    let header: Format
    let text: Format
    let date: Format
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var numbers: [String: Format] = [:]

    /// Nil when the library has no memory for them.
    init?(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        guard let header = workbook_add_format(workbook), let text = workbook_add_format(workbook), let date = workbook_add_format(workbook)
        else { return nil }
        format_set_bold(header)
        format_set_text_wrap(header)
        format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        format_set_bg_color(header, 0xE8EEF5)
        format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_text_wrap(text)
        format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        // As text, so that what a person types over it stays text too.
        format_set_num_format(text, "@")
        format_set_num_format(date, "yyyy-mm-dd")
        format_set_align(date, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        (self.workbook, self.header, self.text, self.date) = (workbook, header, text, date)
    }

    subscript(format: Column.Format) -> Format? {
        switch format {
        case .text: nil
        case .date: date
        case .integer: number("#,##0")
        case .percent: number("0.0%")
        case .decimal(let digits): number(digits > 0 ? "0." + String(repeating: "0", count: min(digits, 15)) : "0")
        case .money(let digits): number(digits > 0 ? "#,##0." + String(repeating: "0", count: min(digits, 15)) : "#,##0")
        }
    }

    private func number(_ code: String) -> Format? {
        if let known = numbers[code] { return known }
        guard let made = workbook_add_format(workbook) else { return nil }
        format_set_num_format(made, code)
        format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        numbers[code] = made
        return made
    }
}
