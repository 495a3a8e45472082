import Foundation
import Localization

/// The open-source components Lantu stands on. `bin/notices` writes the list; see `Public/notices.json`.
package struct NoticesPage: Page {
    package static let template = "shell/notices"

    package struct Notice: Component, Decodable {
        let name: String
        let version: String
        let license: String
    }
    struct Group: Component {
        let title: String
        let notices: [Notice]
    }

    let header: PageHeader
    let groups: [Group]

    /// - Parameter list: what `bundledList` read.
    package init(_ list: [String: [Notice]], words: Phrases) {
        header = PageHeader(words("notices.title"), subtitle: words("notices.subtitle"))
        groups = ["swift", "system", "browser"].compactMap { group in
            list[group].map { Group(title: words("notices.\(group)"), notices: $0) }
        }
    }

    static let keys = ["swift", "system", "browser"].map { "notices.\($0)" }

    /// The list shipped with the program; empty when the file is absent.
    package static func bundledList() throws -> [String: [Notice]] {
        guard let file = Bundle.module.resourceURL?.appendingPathComponent("Public/notices.json"), let data = try? Data(contentsOf: file)
        else { return [:] }
        return try JSONDecoder().decode([String: [Notice]].self, from: data)
    }
}
