import Accounts
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Matching
import NIOCore
import Office
import Operations
import Policy
import Projects

/// What the import pages ask and command.
package struct ImportServices: Sendable {
    package let desk: ImportDesk
    package let drafts: any ImportQueries
    package let files: any FileQueries
    package let jobs: any JobQueries
    package let intake: FileIntake
    /// The folder of the data that ships with the program.
    package let shipped: String

    package init(
        desk: ImportDesk, drafts: any ImportQueries, files: any FileQueries, jobs: any JobQueries, intake: FileIntake, shipped: String
    ) {
        (self.desk, self.drafts, self.files, self.jobs) = (desk, drafts, files, jobs)
        (self.intake, self.shipped) = (intake, shipped)
    }
}
