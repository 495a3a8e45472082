import Accounts
import Exchange
import Kernel
import Matching
import Policy
import Projects

/// What an import would do, row by row: made without touching anything, shown first, carried out as a whole.
package struct ImportPlan: Sendable {
    package enum Verdict: String, Sendable, Codable, CaseIterable { case accepted, changed, unchanged, rejected }

    /// How a row came to its project.
    package enum Recognition: Hashable, Sendable {
        case new
        case code
        case name
        /// Under another name: how sure, and why.
        case renamed(from: String, score: Double, reasons: [MatchReason])
    }

    package struct Entry: Sendable {
        package let record: ImportedRecord
        package let verdict: Verdict
        package let recognition: Recognition
        /// The project it continues.
        package let project: Project?
        package let organization: OrganizationChoice
        package let changes: [FieldChange]
        /// Why it was rejected, and remarks on what was read with a reservation.
        package let diagnostics: [Diagnostic]
    }

    /// Whose project it is: a unit of the directory, or one to be entered with the portfolio.
    package enum OrganizationChoice: Hashable, Sendable {
        case known(OrganizationID)
        case new(String)
    }

    /// A project and a row that may be one: a person decides.
    package struct Question: Hashable, Sendable {
        package let project: ProjectID
        package let projectName: String
        package let line: Int
        package let rowName: String
        package let score: Double
        package let reasons: [MatchReason]
    }

    package struct Counts: Hashable, Sendable, Codable {
        package var accepted = 0, changed = 0, unchanged = 0, rejected = 0
        package var continuing = 0, renamed = 0, joined = 0, vanished = 0, questions = 0
        package init() {}
    }

    package let asOf: CivilDate
    package let currency: Currency
    package let issuer: String
    package let entries: [Entry]
    /// Projects of the portfolio that the file no longer names.
    package let vanished: [Project]
    package let questions: [Question]
    /// Units to be entered, in order of appearance.
    package let newOrganizations: [String]
    package let counts: Counts
    /// Faults of the file and of the import as a whole.
    package let diagnostics: [Diagnostic]

    /// Nothing stands against carrying it out.
    package var isClean: Bool { counts.rejected == 0 && !diagnostics.contains { $0.severity == .error } }
    /// Everything wrong, file first, then row by row.
    package var faults: [Diagnostic] { diagnostics + entries.flatMap(\.diagnostics) }
}

/// What a plan is made against: the portfolio as it stands.
package struct ImportGround: Sendable {
    package var projects: [Project]
    /// Codes that the issuer gave projects.
    package var aliases: [ProjectAlias]
    package var organizations: OrganizationTree
    package var rounds: [ReportingRound]
    package var vocabulary: ProjectVocabulary

    package init(
        projects: [Project], aliases: [ProjectAlias], organizations: OrganizationTree, rounds: [ReportingRound],
        vocabulary: ProjectVocabulary
    ) {
        (self.projects, self.aliases, self.organizations) = (projects, aliases, organizations)
        (self.rounds, self.vocabulary) = (rounds, vocabulary)
    }
}

package struct ImportOptions: Hashable, Sendable, Codable {
    /// Unknown units are entered as external units of the portfolio; false rejects their rows.
    package var createsOrganizations = true
    /// Imports the other rows although some are rejected. Nobody is then asked about projects the file does not name.
    package var leavesOutRejected = false
    package init(createsOrganizations: Bool = true, leavesOutRejected: Bool = false) {
        (self.createsOrganizations, self.leavesOutRejected) = (createsOrganizations, leavesOutRejected)
    }
}
