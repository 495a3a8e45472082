import Kernel
import Persistence

/// A text in three languages is three columns: `name`, `name_hant`, `name_en`.
extension Table.Column {
    static func localized(_ name: String) -> [Table.Column] { [.text(name), .text(name + "_hant"), .text(name + "_en")] }
}

extension LocalizedText {
    /// The three values in column order, for an insert.
    var columns: SQL { "\(zhHans), \(zhHant), \(en)" }
}

extension Row {
    func localized(_ name: String) throws(DatabaseFailure) -> LocalizedText {
        LocalizedText(zhHans: try text(name), zhHant: try text(name + "_hant"), en: try text(name + "_en"))
    }
}
