import App
import Foundation
import Kernel
import Localization
import Testing

@Suite struct ConfigurationTests {
    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("lantu-\(UUID().uuidString).yaml").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func theLaterSourceWins() throws {
        let path = try file("server:\n  port: 1000\n  host: 0.0.0.0\nlog.level: debug\nfiles: {quota: 2GB}\n")
        let (configuration, faults) = AppConfiguration.read(
            file: path, environment: ["LANTU_SERVER_PORT": "2000", "LANTU_LOG_LEVEL": "error"], flags: ["server.port": "3000"])
        let read = try #require(configuration)
        #expect(faults.isEmpty)
        #expect(read.port == 3000 && read.logLevel == "error" && read.host == "0.0.0.0" && read.fileQuota == 2 << 30)
        let sources = Dictionary(uniqueKeysWithValues: read.all.map { ($0.key.name, $0.source.description) })
        #expect(sources["server.port"] == "--server.port" && sources["log.level"] == "LANTU_LOG_LEVEL")
        #expect(sources["server.host"] == "\(path):3" && sources["locale"] == "default")
    }

    @Test func everyFaultIsToldAtOnceWithItsPlace() throws {
        let path = try file("server:\n  prot: 80\n  port: eighty\nlog.level: loud\nnonsense-of-its-own: 1\n")
        let (configuration, faults) = AppConfiguration.read(file: path, environment: ["LANTU_NODE": "-1"], flags: [:])
        #expect(configuration == nil)
        #expect(faults.map(\.code) == ["config.unknown-near", "config.value", "config.value", "config.unknown", "config.value"])
        #expect(faults.map(\.line) == [2, 3, 4, 5, nil])
        #expect(faults[0].arguments["nearest"] == "server.port")
        #expect(faults.last?.column == "LANTU_NODE")
    }

    @Test(
        "No file stops the program",
        arguments: ["", "- 1\n- 2\n", "a: [", "{", "server: 7\n", "\u{0}", "server: {port: {a: 1}}", "? [a]\n: b", "*x"])
    func oddFiles(text: String) throws { _ = AppConfiguration.read(file: try file(text), environment: [:]) }

    @Test func secretsAreNeverShown() throws {
        let (configuration, _) = AppConfiguration.read(
            environment: [
                "LANTU_DATABASE": "postgres://lantu:CANARY-pw@db:5432/lantu?password=CANARY-2", "LANTU_METRICS_TOKEN": "CANARY-token",
            ])
        let shown = try #require(configuration).all.map(\.shown).joined(separator: "\n")
        #expect(!shown.contains("CANARY") && shown.contains("postgres://lantu:‹…›@db:5432/lantu"))
        let (_, faults) = AppConfiguration.read(environment: [:], flags: ["server.port": "x", "metrics.tokn": "CANARY"])
        #expect(!faults.description.contains("CANARY"))
    }

    @Test func standardsAreValidAndFaultsHaveSentences() throws {
        let (configuration, faults) = AppConfiguration.read(environment: [:])
        #expect(faults.isEmpty)
        #expect(try #require(configuration).fileLimit == 50 << 20)
        let catalogue = try Catalogue.bundled()
        for code in ["value", "unknown", "unknown-near", "unreadable", "shape", "yaml", "twice"] {
            for locale in LocaleTag.allCases { #expect(catalogue.contains("diagnostic.config.\(code)", locale)) }
        }
    }

    @Test func theDocumentationIsThisTable() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../docs/configuration.md")
        #expect(
            try String(contentsOf: path, encoding: .utf8) == AppConfiguration.markdown,
            "run: lantu config check --markdown > docs/configuration.md")
    }
}
