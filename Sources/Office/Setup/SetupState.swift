import Accounts
import Kernel
import Operations

/// Where the opening of a city (開城) stands: every answer as it was given, kept until the city is open and after.
package struct SetupState: Hashable, Sendable, Codable {
    /// The uploaded workbook and what its last dry run said.
    package struct Workbook: Hashable, Sendable, Codable {
        package let file: FileID
        package let name: String
        package var report: SetupReport

        package init(file: FileID, name: String, report: SetupReport) { (self.file, self.name, self.report) = (file, name, report) }
    }

    package struct Opened: Hashable, Sendable, Codable {
        package let on: CivilDate
        package let counts: CityOpening.Counts

        package init(on: CivilDate, counts: CityOpening.Counts) { (self.on, self.counts) = (on, counts) }
    }

    package var city: LocalizedText?
    /// 啟用日: what began before enters at its real stage, without the materials of then.
    package var cutOver: CivilDate?
    /// Threshold id to value: yuan, a number, or the id of a choice.
    package var answers: [String: String] = [:]
    /// Holidays and make-up workdays as entered, a line each.
    package var calendar = ""
    /// Set once the ten questions and the calendar were written into the local pack.
    package var pack: String?
    package var workbook: Workbook?
    package var opened: Opened?
    package var version: Int64 = 0

    package init() {}
}

package protocol SetupWrites: AnyObject {
    /// Throws `LT4308` when someone else saved since `version` was read.
    func save(_ setup: SetupState) throws
}

package protocol SetupQueries: Sendable {
    func setup(tenant: TenantID) async throws -> SetupState
    /// What is in the office already, by code.
    func ground(tenant: TenantID) async throws -> CityOpening.Ground
    /// Active business accounts that never had a password, by name; at most `limit`.
    func accountsWithoutPassword(tenant: TenantID, limit: Int) async throws -> [Account]
    /// The duties for which an active account with a post exists.
    func duties(tenant: TenantID) async throws -> Set<Duty>
}
