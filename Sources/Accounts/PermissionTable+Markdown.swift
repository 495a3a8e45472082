extension PermissionTable {
    /// The table as `docs/permissions.md` prints it; a test keeps the page current.
    package static var markdown: String {
        let legend: [(Scope, String, String)] = [
            (.none, "·", "refused"),
            (.own, "O", "own record, own contract, own panel"),
            (.ownUnit, "U", "the unit the role is held at"),
            (.unitSubtree, "S", "that unit and every unit under it"),
            (.ownJurisdiction, "J", "that unit's jurisdiction and every one under it"),
            (.all, "A", "everything in the tenant"),
        ]
        let marks = Dictionary(uniqueKeysWithValues: legend.map { ($0.0, $0.1) })
        var lines = [
            "# Who may do what", "",
            "Generated from `Sources/Accounts/PermissionTable.swift`. A role is held at an organization; the letter says how far it reaches from there.",
            "Records of level 工作秘密 need, besides the letter, the explicit grant of the assignment.", "",
        ]
        lines += legend.map { "- `\($0.1)` \($0.2)" }
        for duties in [Role.allCases.filter { !$0.duty.isAdministrator }, Role.allCases.filter { $0.duty.isAdministrator }] {
            lines += ["", duties.first?.duty.isAdministrator == true ? "## Administrators (三員)" : "## Business roles", ""]
            lines.append("| action | " + duties.map(\.rawValue).joined(separator: " | ") + " |")
            lines.append("|---|" + duties.map { _ in ":-:|" }.joined())
            for action in Action.allCases {
                let cells = duties.map { marks[scope(of: action, for: $0)] ?? "·" }
                lines.append("| `\(action.rawValue)` | " + cells.joined(separator: " | ") + " |")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
