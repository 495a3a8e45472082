import Operations

/// One setting: its name, how it is read, and what its page in the documentation says.
///
/// This table is the only list: reading, `lantu config check` and `docs/configuration.md` come from it.
package struct ConfigurationKey: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case text
        /// One of a few words.
        case choice([String])
        case integer(ClosedRange<Int64>)
        case flag
        /// Seconds, with a decimal part: `0.5`.
        case seconds(ClosedRange<Double>)
        /// Bytes, with an optional unit: `50MB`, `2GiB`.
        case size(ClosedRange<Int64>)
        /// Comma-separated in the environment, a list in the file.
        case list
        /// Some of a few words, written as a list.
        case words([String])

        var label: String {
            switch self {
            case .text: "text"
            case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
            case .integer(let range): "\(range.lowerBound)…\(range.upperBound)"
            case .flag: "`true`, `false`"
            case .seconds(let range): "seconds, \(ConfigurationKey.number(range.lowerBound))…\(ConfigurationKey.number(range.upperBound))"
            case .size: "bytes (`KB`, `MB`, `GB`)"
            case .list: "list"
            case .words(let words): "some of " + words.map { "`\($0)`" }.joined(separator: ", ")
            }
        }
    }

    package let name: String
    package let kind: Kind
    package let standard: String
    /// Never printed, logged or shown.
    package let secret: Bool
    package let about: String

    init(_ name: String, _ kind: Kind, _ standard: String, secret: Bool = false, _ about: String) {
        (self.name, self.kind, self.standard, self.secret, self.about) = (name, kind, standard, secret, about)
    }

    /// `server.max-connections` is `LANTU_SERVER_MAX_CONNECTIONS`.
    package var environmentName: String {
        "LANTU_" + name.uppercased().map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined()
    }

    static func number(_ value: Double) -> String { value == value.rounded() ? String(Int64(value)) : String(value) }

    package static let all: [ConfigurationKey] = [
        .init("data", .text, ".lantu/data", "Folder of the database, the anchors, the control socket. Made at the first start, mode 0700."),
        .init(
            "database", .text, "", secret: true,
            "A SQLite file or `postgres://user:password@host/name`. Empty: `lantu.sqlite` in the data folder."),
        .init("database.pool", .integer(1...64), "8", "PostgreSQL connections of this process."),
        .init("database.pool-wait", .seconds(0.1...60), "5", "How long a request waits for a connection before it is answered 503."),
        .init("database.statement-timeout", .seconds(0.1...600), "5", "Longest statement of a page (PostgreSQL)."),
        .init("database.migrate", .flag, "true", "Bring the schema up to date at the start. `false`: refuse to start on an older schema."),
        .init("node", .integer(0...1023), "0", "Number of this process among those on one PostgreSQL database; each needs its own."),
        .init("server.host", .text, "127.0.0.1", "Address to listen on. TLS ends at a proxy in front."),
        .init("server.port", .integer(0...65535), "8080", "Port to listen on; 0 takes any free one."),
        .init(
            "server.url", .text, "",
            "Address people use, such as `https://lantu.example.gov.cn`; sets the host checked against forged requests, and secure cookies."
        ),
        .init("server.trusted-proxies", .list, "", "Addresses whose `X-Forwarded-For` is believed."),
        .init("server.max-connections", .integer(1...65535), "1024", "Connections open at once; more wait in the system's queue."),
        .init("server.idle-timeout", .seconds(0.1...3600), "15", "A connection that sends no complete head for so long is cut."),
        .init("server.request-deadline", .seconds(0.1...3600), "30", "Whole request: head, body and answer."),
        .init("server.upload-deadline", .seconds(1...3600), "300", "Whole request of an upload."),
        .init(
            "server.response-deadline", .seconds(1...3600), "60",
            "A client that has not read its answer after this is cut off; downloads too."),
        .init("server.body-limit", .size(1024...1 << 30), "2MB", "Largest body that is not an upload."),
        .init("server.shutdown-grace", .seconds(0...600), "20", "How long running requests and jobs may finish after SIGTERM."),
        .init(
            "log.level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]), "info",
            "Least severe entry written."),
        .init(
            "log.format", .choice(["auto", "json", "text"]), "auto",
            "`json`: one object a line; `text`: for people; `auto`: text on a terminal."),
        .init("metrics.enabled", .flag, "true", "Serve `/metrics`."),
        .init("metrics.token", .text, "", secret: true, "Bearer token `/metrics` asks for. Empty: answered to this machine only."),
        .init("files.limit", .size(1024...50 << 20), "50MB", "Largest file."),
        .init("files.quota", .size(1 << 20...1 << 50), "20GB", "All files of one office."),
        .init(
            "files.types", .words(FileType.allCases.map(\.rawValue)), FileType.allCases.map(\.rawValue).joined(separator: ","),
            "Types taken; told from the content."),
        .init("jobs.workers", .integer(0...64), "2", "Jobs this process runs at once; 0 leaves them to other nodes."),
        .init("jobs.lease", .seconds(1...600), "30", "After a crash a job is taken over when this has passed."),
        .init("anchors.interval", .seconds(1...86400), "60", "How often the audit ledger's heads are written outside the database."),
        .init("anchors.file", .text, "", "Where. Empty: `anchors.jsonl` in the data folder. Better on another machine's disk."),
        .init(
            "anchors.key", .text, "", "File with the key that signs them. Empty: `anchor.key` in the data folder, made at the first start."),
        .init("disk.reserve", .size(0...1 << 40), "64MB", "Ballast kept in the data folder and let go when the disk is full; 0: none."),
        .init("accounts.profile", .choice(["asvs", "dengbao3"]), "dengbao3", "Password and session rules: OWASP ASVS 5.0, or 等保三級."),
        .init(
            "accounts.second-factor", .choice(["administrators", "everyone", "optional"]), "administrators",
            "Who may do nothing before a second factor is enrolled. `lantu demo` asks nobody."),
        .init("accounts.idle-timeout", .seconds(60...86400), "1800", "A session unused for so long ends."),
        .init("accounts.absolute-timeout", .seconds(300...604_800), "43200", "A session ends after this however much it is used."),
        .init("packs", .text, "", "Folder of policy packs. Empty: those shipped."),
        .init("locale", .choice(["zh-Hans", "zh-Hant", "en"]), "zh-Hans", "Language of a visitor whose browser asks for none of ours."),
        .init("time-zone", .integer(-720...840), "480", "Minutes east of UTC by which a day begins; 480 is China."),
    ]

    package static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    package static let byEnvironmentName = Dictionary(uniqueKeysWithValues: all.map { ($0.environmentName, $0) })
}
