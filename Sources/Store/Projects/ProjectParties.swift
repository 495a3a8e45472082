import Kernel
import Persistence
import Projects

/// Who takes part in a project, beside its row: the table answers who may see it, the column what a form shows.
enum ProjectParties {
    static let migration = Migration("0140-project-parties", [.run("alter table projects add column parties text not null default ''")])

    /// `contractor:17 expert-body:4`.
    static func text(_ parties: [ProjectParty]) -> String {
        parties.map { "\($0.role.rawValue):\($0.organization)" }.joined(separator: " ")
    }

    static func parties(_ text: String) -> [ProjectParty] {
        text.split(separator: " ").compactMap { word in
            let parts = word.split(separator: ":")
            guard parts.count == 2, let role = ProjectParty.Role(rawValue: String(parts[0])), let unit = OrganizationID(parts[1]) else {
                return nil
            }
            return ProjectParty(role, unit)
        }
    }
}
