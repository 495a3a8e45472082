import Localization

extension Phrases {
    /// The acts of the ledger that have words; a test holds them against what is recorded.
    static let acts = [
        "sign-in.password", "sign-in.second-factor", "sign-in.end", "sign-in.password.refuse", "sign-in.second-factor.refuse",
        "self.password",
        "self.second-factor", "self.second-factor-removal", "self.session-end", "self.token", "self.token-revocation",
        "session.revoke", "user.manage", "user.handover", "role.assign", "role.delegate", "organization.manage", "pack.activate",
        "project.create", "project.edit", "project.figure", "project.baseline", "project.absence", "project.vanish", "project.import",
        "project.import-queue", "import.mapping", "light.declare", "light.compute", "light.confirm", "light.override", "light.answer",
        "file.add", "file.read", "file.refuse-classified", "view.save", "view.delete", "backup.make",
    ]
    static let auditObjects = [
        "project", "order", "account", "person", "organization", "pack", "file", "backup", "job", "tenant", "round", "import", "api-token",
        "view",
    ]

    /// What was done. An act of the command line or of an older release shows its own name.
    func act(_ name: String) -> String { Self.acts.contains(name) ? self("audit.act.\(name)") : name }

    func auditObject(_ kind: String) -> String { Self.auditObjects.contains(kind) ? self("audit.object.\(kind)") : kind }
}
