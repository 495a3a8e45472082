// Module in charge of what was promised: clauses of plans and policies, goals with their path over the years.

import Kernel

/// An article of a plan, policy or regulation, citable by projects, orders and materials.
package struct Clause: Sendable, Hashable {
    package let id: ClauseID
    /// Short label within the tenant: `C01`.
    package let code: String
    /// The document it belongs to: 澜政发〔2026〕3号.
    package let document: LocalizedText
    /// 第八條.
    package let article: LocalizedText
    package let text: LocalizedText
    /// Framework pillar, an id of the active pack.
    package let pillar: String

    package init(id: ClauseID, code: String, document: LocalizedText, article: LocalizedText, text: LocalizedText, pillar: String) {
        (self.id, self.code, self.document, self.article, self.text, self.pillar) = (id, code, document, article, text, pillar)
    }
}
