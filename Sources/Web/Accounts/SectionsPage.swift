import Localization

/// A page of sections, each a form, a table or a text: settings and one's own account.
package struct SectionsPage: Page {
    package static let template = "accounts/sections"

    struct Line: Component { let value: String }

    package struct Section: Component {
        let id: String
        let title: String
        let text: String?
        /// A value to copy, shown once: a first password, a token.
        let secrets: [Line]
        let hasSecrets: Bool
        /// Path data of a QR code and its side in modules.
        let code: String?
        let codeSide: Int
        let codeLabel: String
        let form: Form?
        let table: DataTable?
        let actions: [Action]
        let hasActions: Bool

        package init(
            _ id: String, title: String, text: String? = nil, secrets: [String] = [], code: QRCode? = nil, codeLabel: String = "",
            form: Form? = nil, table: DataTable? = nil, actions: [Action] = []
        ) {
            (self.id, self.title, self.text, self.hasSecrets) = (id, title, text, !secrets.isEmpty)
            self.secrets = secrets.map { Line(value: $0) }
            (self.code, self.codeSide, self.codeLabel) = (code?.path, code?.viewSide ?? 0, codeLabel)
            (self.form, self.table, self.actions, self.hasActions) = (form, table, actions, !actions.isEmpty)
        }
    }

    let header: PageHeader
    let tabs: Tabs?
    let filter: FilterBar?
    let alert: String?
    let sections: [Section]

    package init(_ header: PageHeader, tabs: Tabs? = nil, filter: FilterBar? = nil, alert: String? = nil, sections: [Section]) {
        (self.header, self.tabs, self.filter, self.alert, self.sections) = (header, tabs, filter, alert, sections)
    }
}
