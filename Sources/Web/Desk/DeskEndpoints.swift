import Accounts
import Hummingbird
import Kernel
import Localization
import Office

/// The desk.
package struct DeskEndpoints: EndpointCollection {
    private let desk: any DeskQueries
    private let pack: PackSource

    package init(desk: any DeskQueries, pack: @escaping PackSource) { (self.desk, self.pack) = (desk, pack) }

    package static let pages: [any Page.Type] = [DeskPage.self]

    package var endpoints: [Endpoint] {
        [
            .get("/desk", .action(.deskRead)) { visit in
                let caller = try visit.caller
                let snapshot = try await desk.desk(
                    DeskQuestion(
                        tenant: caller.tenant, account: caller.account, permissions: visit.permissions, today: visit.today, now: visit.now))
                return try visit.page(
                    DeskPage(
                        snapshot, name: caller.name, today: visit.today, offsetMinutes: visit.services.settings.offsetMinutes,
                        pack: try visit.packWords(pack)), title: visit.words("desk.title"))
            }
        ]
    }
}
