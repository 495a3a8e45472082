import Foundation
import Kernel
import Projects

package typealias ImportID = ID<ImportDraft>

/// An upload on its way: the file, how it is read, and what has become of it.
package struct ImportDraft: Hashable, Sendable {
    package enum State: String, Sendable, Codable, CaseIterable { case draft, queued, done }

    /// What a person decides before anything is imported.
    package struct Definition: Hashable, Sendable, Codable {
        package var portfolio: String
        package var name: LocalizedText
        package var currency: Currency
        package var attribution: String
        package var asOf: CivilDate
        /// YAML.
        package var mapping: String
        package var options: ImportOptions

        package init(
            portfolio: String, name: LocalizedText, currency: Currency, attribution: String = "", asOf: CivilDate, mapping: String,
            options: ImportOptions = .init()
        ) {
            (self.portfolio, self.name, self.currency, self.attribution) = (portfolio, name, currency, attribution)
            (self.asOf, self.mapping, self.options) = (asOf, mapping, options)
        }
    }

    package let id: ImportID
    package let file: FileID
    package let fileName: String
    /// SHA-256, hexadecimal.
    package let fileHash: String
    package var definition: Definition
    package var state: State
    package var job: JobID?
    package let createdAt: Instant
    package let createdBy: AccountID?

    package init(
        id: ImportID, file: FileID, fileName: String, fileHash: String, definition: Definition, state: State = .draft, job: JobID? = nil,
        createdAt: Instant, createdBy: AccountID?
    ) {
        (self.id, self.file, self.fileName, self.fileHash) = (id, file, fileName, fileHash)
        (self.definition, self.state, self.job) = (definition, state, job)
        (self.createdAt, self.createdBy) = (createdAt, createdBy)
    }
}

package protocol ImportQueries: Sendable {
    func draft(_ id: ImportID, tenant: TenantID) async throws -> ImportDraft?
    /// Newest first, at most 20.
    func drafts(tenant: TenantID) async throws -> [ImportDraft]
    /// Saved mappings by name.
    func mappings(tenant: TenantID) async throws -> [(name: String, yaml: String)]
}

package protocol ImportWrites: AnyObject {
    /// Inserts, or replaces definition, state and job of the one there.
    func save(_ draft: ImportDraft) throws
    /// Replaces the mapping of the same name.
    func saveMapping(named name: String, yaml: String) throws
}
