import ArgumentParser

/// `lantu index …`: composite indices, computed from files and explained; needs no server and no database.
struct IndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "Compute, explain and check composite indices.",
        discussion: "A specification's format is described in docs/index-spec.schema.json; examples are in Examples/index.",
        subcommands: [
            IndexComputeCommand.self, IndexExplainCommand.self, IndexVerifyCommand.self, IndexCheckCommand.self,
            IndexRobustnessCommand.self,
        ])
}
