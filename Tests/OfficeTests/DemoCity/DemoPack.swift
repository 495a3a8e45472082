import Foundation

@testable import Office

/// The shipped pack, read from the repository.
enum DemoPack {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Packs/demo")

    static func files() throws -> [DemoFile] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
        return try names.map { name in
            DemoFile(name: name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
    }

    static func city() throws -> DemoCity { try DemoCity.read(files()) }

    static func growth() throws -> (city: DemoCity, growth: DemoCityGrowth) {
        let files = try files(), city = try DemoCity.read(files)
        return (city, DemoCityGrowth(vocabulary: try DemoVocabulary.read(files, for: city)))
    }
}
