// Module in charge of composition: configuration, the engine that runs, jobs, and what keeps the process healthy.

import Accounts
import Kernel
import Operations

/// The settings of one process: a file, then `LANTU_…` from the environment, then flags; the later wins.
package struct AppConfiguration: Sendable {
    package enum Source: Sendable, Hashable, CustomStringConvertible {
        case standard
        case file(String, line: Int)
        case environment(String)
        case flag(String)

        package var description: String {
            switch self {
            case .standard: "default"
            case .file(let path, let line): "\(path):\(line)"
            case .environment(let name): name
            case .flag(let name): name
            }
        }
    }

    package struct Setting: Sendable, Hashable {
        package let key: ConfigurationKey
        package let value: String
        package let source: Source

        /// The value as it may be shown: secrets keep only whether they are set, a database address its place.
        package var shown: String {
            guard key.secret, !value.isEmpty else { return value }
            return key.name == "database" ? DatabaseAddress.redacted(value) : "‹set›"
        }
    }

    private let settings: [String: Setting]

    init(settings: [String: Setting]) { self.settings = settings }

    /// Every setting in the order of the documentation.
    package var all: [Setting] { ConfigurationKey.all.map { setting($0.name) } }

    private func setting(_ name: String) -> Setting {
        if let setting = settings[name] { return setting }
        guard let key = ConfigurationKey.byName[name] else {
            return Setting(key: ConfigurationKey(name, .text, "", ""), value: "", source: .standard)
        }
        return Setting(key: key, value: key.normalized(key.standard) ?? key.standard, source: .standard)
    }

    private func text(_ name: String) -> String { setting(name).value }
    private func integer(_ name: String) -> Int { Int(text(name)) ?? 0 }
    private func bytes(_ name: String) -> Int64 { Int64(text(name)) ?? 0 }
    private func seconds(_ name: String) -> Duration { .milliseconds(Int64((Double(text(name)) ?? 0) * 1000)) }
    private func list(_ name: String) -> [String] { text(name).split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty } }
    private func path(_ name: String, or standard: String) -> String { text(name).isEmpty ? data + "/" + standard : text(name) }

    package var data: String { text("data") }
    package var database: DatabaseAddress { DatabaseAddress(text("database").isEmpty ? data + "/lantu.sqlite" : text("database")) }
    package var databasePool: Int { integer("database.pool") }
    package var databasePoolWait: Duration { seconds("database.pool-wait") }
    package var statementTimeout: Duration { seconds("database.statement-timeout") }
    package var migratesAtStart: Bool { text("database.migrate") == "true" }
    package var node: Int { integer("node") }
    package var host: String { text("server.host") }
    package var port: Int { integer("server.port") }
    package var url: String? { text("server.url").isEmpty ? nil : text("server.url") }
    package var trustedProxies: [String] { list("server.trusted-proxies") }
    package var maxConnections: Int { integer("server.max-connections") }
    package var idleTimeout: Duration { seconds("server.idle-timeout") }
    package var requestDeadline: Duration { seconds("server.request-deadline") }
    package var uploadDeadline: Duration { seconds("server.upload-deadline") }
    package var responseDeadline: Duration { seconds("server.response-deadline") }
    package var bodyLimit: Int { Int(bytes("server.body-limit")) }
    package var shutdownGrace: Duration { seconds("server.shutdown-grace") }
    package var logLevel: String { text("log.level") }
    package var logFormat: String { text("log.format") }
    package var servesMetrics: Bool { text("metrics.enabled") == "true" }
    package var metricsToken: String? { text("metrics.token").isEmpty ? nil : text("metrics.token") }
    package var fileLimit: Int64 { bytes("files.limit") }
    package var fileQuota: Int64 { bytes("files.quota") }
    package var fileTypes: Set<FileType> { Set(list("files.types").compactMap { FileType(rawValue: $0) }) }
    package var jobWorkers: Int { integer("jobs.workers") }
    package var jobLease: Duration { seconds("jobs.lease") }
    package var anchorInterval: Duration { seconds("anchors.interval") }
    package var anchorFile: String { path("anchors.file", or: "anchors.jsonl") }
    package var anchorKeyFile: String { path("anchors.key", or: "anchor.key") }
    package var controlSocket: String { data + "/control.sock" }
    package var diskReserve: Int64 { bytes("disk.reserve") }
    package var accountProfile: String { text("accounts.profile") }
    package var secondFactor: SecondFactorRule { SecondFactorRule(rawValue: text("accounts.second-factor")) ?? .administrators }
    package var sessionIdleTimeout: Duration { seconds("accounts.idle-timeout") }
    package var sessionAbsoluteTimeout: Duration { seconds("accounts.absolute-timeout") }
    package var packs: String? { text("packs").isEmpty ? nil : text("packs") }
    package var locale: LocaleTag { LocaleTag(rawValue: text("locale")) ?? .zhHans }
    package var timeZoneMinutes: Int { integer("time-zone") }
}
