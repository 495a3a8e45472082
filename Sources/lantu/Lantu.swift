import ArgumentParser
import CMalloc

@main struct Lantu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lantu",
        abstract: "Lantu 藍圖: carries a city's digital-transformation blueprint through to the end.",
        discussion:
            "Exit codes: 0 done, 1 refused or failed, 2 invalid input, 3 ledger or backup damaged, 4 a server runs, 64 wrong usage, 69 unavailable. `--format json` prints tables as JSON.",
        version: "0.1.0",
        subcommands: [
            Serve.self, DemoCommand.self, UserCommand.self, PackCommand.self, ConfigCommand.self, MigrateCommand.self, BackupCommand.self,
            RestoreCommand.self, RulesCommand.self, FEELCommand.self,
            AuditCommand.self, ImportCommand.self, SetupCommand.self, IndexCommand.self, BenchSeedCommand.self,
        ])

    static func main() async {
        // A heap for each of many threads keeps freed pages by the dozen megabytes; two lose no speed.
        mallopt(M_ARENA_MAX, 2)
        await main(nil)
    }
}
