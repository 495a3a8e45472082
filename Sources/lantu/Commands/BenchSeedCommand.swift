import App
import ArgumentParser
import Kernel

struct BenchSeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-seed", abstract: "Fill the demonstration city's register with many projects, for measuring.",
        discussion: "Goes on where it was broken off; does nothing when the projects are there.", shouldDisplay: false)
    @OptionGroup var options: ConfigurationOptions
    @Option(help: "How many projects.") var projects = 100_000

    func validate() throws {
        guard (1...5_000_000).contains(projects) else { throw ValidationError("--projects takes 1 to 5000000") }
    }

    func run() async throws {
        try await reporting {
            let serving = try await Serving(try options.read())
            _ = try await Demonstration(serving).fill()
            let made = try await RegisterLoad(serving).fill(projects, progress: Console.progress("projects"))
            try await serving.installation.close()
            Console.print("\(made) projects made")
        }
    }
}
