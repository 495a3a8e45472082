import Kernel

/// A document, or an article of one, that the pack refers to.
package struct CitedClause: Sendable {
    package enum Level: String, Sendable, CaseIterable { case national, provincial, municipal, standard, own }

    package let id: String
    package let title: LocalizedText
    /// Document number (發文字號) as printed, where there is one.
    package let number: String?
    /// Article or section, as printed.
    package let article: String?
    package let level: Level
    package let issued: CivilDate?
    /// False until a person has compared the citation with the original; shown wherever the clause is shown.
    package let isVerified: Bool
    package let note: LocalizedText?
}
