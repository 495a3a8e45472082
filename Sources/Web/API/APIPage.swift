import Accounts
import HTTPTypes
import Localization

/// The API for whoever writes a program against it: how to sign in, and every operation with what it takes and gives.
package struct APIPage: Page {
    package static let template = "api/reference"

    struct Entry: Component {
        let id: String
        let method: String
        let path: String
        let summary: String
        let facts: Facts
        let parameters: DataTable?
    }

    let header: PageHeader
    let access: Facts
    let entries: [Entry]

    init(_ endpoints: [Endpoint], _ words: Phrases) {
        header = PageHeader(
            words("api.title"), subtitle: words("api.introduction"),
            secondary: [Action(words("api.download"), href: Route.apiDocument.path, icon: "download")])
        access = Facts([
            Fact(words("api.access.token"), words("api.security.token")), Fact(words("api.access.session"), words("api.security.session")),
            Fact(words("api.access.problem"), words("api.problem")),
        ])
        entries = endpoints.compactMap { endpoint in
            endpoint.operation.map { Self.entry(endpoint, $0, words) }
        }
    }

    private static func entry(_ endpoint: Endpoint, _ operation: Operation, _ words: Phrases) -> Entry {
        var facts: [Fact] = []
        switch endpoint.access {
        case .open: facts.append(Fact(words("api.permission"), words("api.permission.none")))
        case .signedIn: facts.append(Fact(words("api.permission"), words("api.permission.signed-in")))
        case .action(let action): facts.append(Fact(words("api.permission"), action.rawValue))
        }
        if let body = operation.body { facts.append(Fact(words("api.body"), body.summary)) }
        facts.append(Fact(words("api.answer"), "\(operation.status) \(operation.answer.summary)"))
        facts.append(Fact(words("api.refusals"), endpoint.refusals(operation).map(String.init).joined(separator: ", ")))
        let rows = operation.query.map { parameter in
            TableRow(
                id: parameter.name, name: parameter.name,
                [TableCell(parameter.name), TableCell(parameter.shape.summary), TableCell(words("api.parameter.\(parameter.name)"))])
        }
        return Entry(
            id: operation.name, method: endpoint.method.rawValue, path: endpoint.pattern, summary: words("api.\(operation.name)"),
            facts: Facts(facts),
            parameters: rows.isEmpty
                ? nil
                : DataTable(
                    id: operation.name + "-parameters", caption: words("api.parameters"),
                    columns: ["name", "type", "meaning"].map { TableColumn(words("api.column.\($0)")) }, rows: rows,
                    empty: EmptyState(words("api.parameters"), "")))
    }
}
