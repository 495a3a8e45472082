import Foundation
import Kernel
import Office
import Policy

/// The folder `Packs` that ships with the program: policy packs, the demonstration city, sample portfolios.
package struct ShippedData: Sendable {
    package let folder: String

    /// - Parameter configured: `packs` of the configuration; otherwise `Packs` is looked for in the working folder and above the program.
    package init(configured: String?) throws {
        let program = URL(fileURLWithPath: CommandLine.arguments.first ?? ".").standardizedFileURL
        var candidates = [configured, FileManager.default.currentDirectoryPath + "/Packs"].compactMap { $0 }
        var above = (Bundle.main.executableURL ?? program).resolvingSymlinksInPath().deletingLastPathComponent()
        for _ in 0..<6 {
            candidates.append(above.appendingPathComponent("Packs").path)
            above.deleteLastPathComponent()
        }
        guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0 + "/city/pack.yaml") }) else {
            throw AppError("LT2090", .notFound, ["directory": configured ?? "Packs"])
        }
        folder = found
    }

    package func pack(_ name: String = "city") throws -> PackArchive { try PackLoader.archive(directory: folder + "/" + name) }

    /// The files of the demonstration city.
    package func demoFiles() throws -> [DemoFile] {
        let path = folder + "/demo"
        return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") }.sorted().map {
            DemoFile(name: $0, text: try String(contentsOfFile: path + "/" + $0, encoding: .utf8))
        }
    }
}
