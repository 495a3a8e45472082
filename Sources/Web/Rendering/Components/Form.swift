import Localization

/// A form that keeps its text: drafts save themselves in the browser, a repeated post takes effect once.
package struct Form: Component {
    let id: String
    let action: String
    let fields: [FormField]
    let hidden: [HiddenField]
    let submit: String
    let cancel: String?
    /// Made with the page; the same key is the same command.
    let idempotencyKey: String?
    /// Names the draft in the browser; nil for forms with secrets.
    let draft: String?
    let diagnostics: DiagnosticsList?
    let hasFiles: Bool
    /// Shows the secrecy banner above free text and uploads.
    let warnsOfSecrets: Bool

    package init(
        id: String, action: String, fields: [FormField], hidden: [HiddenField] = [], submit: String, cancel: String? = nil,
        idempotencyKey: String? = nil, draft: String? = nil, diagnostics: DiagnosticsList? = nil
    ) {
        (self.id, self.action, self.fields, self.hidden) = (id, action, fields, hidden)
        (self.submit, self.cancel, self.idempotencyKey, self.draft) = (submit, cancel, idempotencyKey, draft)
        self.diagnostics = diagnostics
        hasFiles = fields.contains { $0.isFile }
        warnsOfSecrets = fields.contains { $0.isFile || $0.isArea }
    }
}

/// One answer of a `select`, radio group or filter.
package struct FieldOption: SwitchedComponent {
    let value: String
    let label: String
    let isSelected: Bool

    package init(_ label: String, value: String, isSelected: Bool = false) {
        (self.label, self.value, self.isSelected) = (label, value, isSelected)
    }

    package func value(named name: String) -> Value? {
        switch name {
        case "value": value.shown
        case "label": label.shown
        case "isSelected": isSelected.shown
        default: nil
        }
    }
}

/// A field with its label, hint, the clause that asks for it, and what is wrong with it.
package struct FormField: Component {
    /// How the answer is given.
    package enum Input: Sendable {
        /// An `<input>` of this type: text, number, date, email, password, tel, url.
        case line(type: String)
        case area(rows: Int)
        case select([FieldOption])
        case radio([FieldOption])
        /// Any number of them.
        case checks([FieldOption])
        case checkbox(isChecked: Bool)
        /// - Parameter accept: extensions, `.csv,.xlsx`.
        case file(accept: String)
    }

    let id: String
    let name: String
    let label: String
    let value: String
    let hint: String?
    let error: String?
    let clause: ClauseChip?
    let isRequired: Bool
    /// The ids of hint and error, for `aria-describedby`.
    let describedBy: String?
    let isInvalid: Bool
    let type: String
    let rows: Int
    let options: [FieldOption]
    let accept: String
    /// Several files may be chosen.
    let acceptsMany: Bool
    let isLine: Bool, isArea: Bool, isSelect: Bool, isRadio: Bool, isChecks: Bool, isCheckbox: Bool, isFile: Bool
    let isChecked: Bool
    let autocomplete: String?
    let unit: String?
    /// Takes half the width, beside the next.
    let isHalf: Bool

    package init(
        _ input: Input, name: String, label: String, value: String = "", hint: String? = nil, clause: ClauseChip? = nil,
        error: String? = nil, isRequired: Bool = false, autocomplete: String? = nil, unit: String? = nil, isHalf: Bool = false,
        acceptsMany: Bool = false
    ) {
        let id = "field-\(name)"
        (self.id, self.name, self.label, self.value) = (id, name, label, value)
        (self.hint, self.error, self.clause, self.isRequired) = (hint, error, clause, isRequired)
        let described = [hint == nil ? nil : "\(id)-hint", error == nil ? nil : "\(id)-error"].compactMap { $0 }
        describedBy = described.isEmpty ? nil : described.joined(separator: " ")
        isInvalid = error != nil
        self.autocomplete = autocomplete
        self.unit = unit
        self.isHalf = isHalf
        self.acceptsMany = acceptsMany
        var (type, rows, options, accept, checked) = ("text", 0, [FieldOption](), "", false)
        var shape = ""
        switch input {
        case .line(let kind): (type, shape) = (kind, "line")
        case .area(let count): (rows, shape) = (count, "area")
        case .select(let list): (options, shape) = (list, "select")
        case .radio(let list): (options, shape) = (list, "radio")
        case .checks(let list): (options, shape) = (list, "checks")
        case .checkbox(let isChecked): (checked, shape) = (isChecked, "checkbox")
        case .file(let extensions): (accept, shape) = (extensions, "file")
        }
        (self.type, self.rows, self.options, self.accept, self.isChecked) = (type, rows, options, accept, checked)
        (isLine, isArea, isSelect) = (shape == "line", shape == "area", shape == "select")
        (isRadio, isChecks) = (shape == "radio", shape == "checks")
        (isCheckbox, isFile) = (shape == "checkbox", shape == "file")
    }
}
