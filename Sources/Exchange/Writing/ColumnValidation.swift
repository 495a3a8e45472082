import CXlsxWriter
import Glibc

/// A drop-down list or an input note over a column of a template.
struct ColumnValidation {
    let choices: [String]
    /// A reference to a range of another sheet, in place of `choices`.
    let formula: String?
    let note: String?

    func apply(to sheet: UnsafeMutablePointer<lxw_worksheet>, column: UInt16, lastRow: UInt32) {
        var validation = lxw_data_validation()
        let copies = choices.map { strdup($0) }
        let formulaCopy = formula.map { strdup($0) } ?? nil
        let noteCopy = note.map { strdup(String($0.prefix(250))) } ?? nil
        defer {
            for copy in copies { free(copy) }
            free(formulaCopy)
            free(noteCopy)
        }
        validation.input_message = noteCopy
        validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        validation.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
        // A warning, not a stop: what people must add is read and judged at import.
        validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
        if let formulaCopy {
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            validation.value_formula = formulaCopy
            worksheet_data_validation_range(sheet, 1, column, lastRow, column, &validation)
        } else if choices.isEmpty {
            validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
            worksheet_data_validation_range(sheet, 1, column, lastRow, column, &validation)
        } else {
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            var list: [UnsafeMutablePointer<CChar>?] = copies + [nil]
            list.withUnsafeMutableBufferPointer { buffer in
                validation.value_list = buffer.baseAddress
                worksheet_data_validation_range(sheet, 1, column, lastRow, column, &validation)
            }
        }
    }
}
