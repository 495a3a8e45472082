extension AppConfiguration {
    /// `docs/configuration.md`, from the one table of settings; a test compares the two.
    package static var markdown: String {
        var lines = [
            "# Configuration", "",
            "Lantu reads a YAML file (`--config FILE` or `LANTU_CONFIG`), then the environment, then flags; the later wins.",
            "Groups nest: `server: {port: 8080}` and `server.port: 8080` say the same. `lantu config check` prints what is in",
            "effect and where each value comes from, with secrets left out, and exits 2 on a fault.", "",
            "This page is generated: `lantu config check --markdown`.", "",
            "| Setting | Environment | Values | Default | |", "|---|---|---|---|---|",
        ]
        for key in ConfigurationKey.all {
            let standard = key.standard.isEmpty ? "" : "`\(key.standard)`"
            lines.append(
                "| `\(key.name)`\(key.secret ? " (secret)" : "") | `\(key.environmentName)` | \(key.kind.label) | \(standard) | \(key.about) |"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
