import Accounts
import App
import ArgumentParser
import Kernel
import Office

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "People and their accounts. Refused while a server of this data folder runs (exit 4).",
        subcommands: [List.self, Add.self, Reset.self, Lock.self, Unlock.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Everyone with account, state and roles.")
        @OptionGroup var options: ConfigurationOptions
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() async throws {
            try await withServing(options) { serving in
                let names = try await serving.organizations()
                let lines = try await serving.users().flatMap { row in
                    row.accounts.map { account in
                        Line(
                            name: account.name.text, person: row.person.name, unit: names[row.person.organization]?.code ?? "",
                            state: account.state.rawValue,
                            roles: row.assignments.filter { $0.account == account.id && $0.holds(on: serving.today) }.map(\.role.rawValue))
                    }
                }
                switch format {
                case .json: Console.print(try ControlServer.json(lines))
                case .text:
                    Console.table(
                        ["account", "person", "unit", "state", "roles"],
                        lines.map { [$0.name, $0.person, $0.unit, $0.state, $0.roles.joined(separator: ",")] })
                }
            }
        }
    }

    struct Line: Encodable {
        let name: String, person: String, unit: String, state: String
        let roles: [String]
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A person with an account and one role; prints the first password, which must be changed at sign-in.")
        @Argument(help: "Name to sign in with.") var account: String
        @Option(help: "The person's name.") var person: String
        @Option(help: "Role, such as portfolio-office or system-administrator.") var role: String
        @Option(help: "Code of the organization; made when the installation has none.") var organization: String
        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            guard let name = SignInName(account) else { throw ValidationError("not a sign-in name: \(account)") }
            guard let role = Role(rawValue: role), role != .publicVisitor else {
                throw ValidationError("roles are \(Role.assignable.map(\.rawValue).joined(separator: ", "))")
            }
            try await withServing(options) { serving in
                let password = try await serving.addUser(name: person, signInName: name, role: role, organization: organization)
                Console.print(String(decoding: password.bytes, as: UTF8.self))
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "A new first password for an account; its sessions end.")
        @Argument(help: "Name to sign in with.") var account: String
        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            try await withServing(options) { serving in
                let password = try await serving.accounts.directory.resetPassword(
                    try await found(account, serving), context: Serving.localContext())
                Console.print(String(decoding: password.bytes, as: UTF8.self))
            }
        }
    }

    struct Lock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shut an account until it is unlocked.")
        @Argument(help: "Name to sign in with.") var account: String
        @OptionGroup var options: ConfigurationOptions
        func run() async throws { try await UserCommand.set(.locked, account, options) }
    }

    struct Unlock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Open a shut account again.")
        @Argument(help: "Name to sign in with.") var account: String
        @OptionGroup var options: ConfigurationOptions
        func run() async throws { try await UserCommand.set(.active, account, options) }
    }

    private static func set(_ state: Account.State, _ name: String, _ options: ConfigurationOptions) async throws {
        try await withServing(options) { serving in
            try await serving.accounts.directory.set(state, of: try await found(name, serving), context: Serving.localContext())
        }
    }

    private static func found(_ name: String, _ serving: Serving) async throws -> Account {
        guard let name = SignInName(name), let account = try await serving.account(named: name) else { throw AppError("LT1107", .notFound) }
        return account
    }
}

/// Opens everything for one command and closes it; refused beside a running server.
func withServing(_ options: ConfigurationOptions, _ body: (Serving) async throws -> Void) async throws {
    try await reporting {
        let configuration = try options.read()
        guard !ControlClient(path: configuration.controlSocket).serverRuns else { throw AppError("LT5116", .unavailable) }
        let serving = try await Serving(configuration)
        try await serving.closing { try await body(serving) }
    }
}
