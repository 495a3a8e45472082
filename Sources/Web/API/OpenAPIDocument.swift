import Accounts
import HTTPTypes
import Localization

/// The API as an OpenAPI 3.1 document, made of the endpoints themselves: what is served is what is described.
struct OpenAPIDocument {
    let endpoints: [Endpoint]
    let words: Phrases
    let sessionCookie: String

    /// Shapes that several operations share.
    static let schemas: [String: Shape] = [
        "Problem": Problem.shape, "Project": ProjectDTO.shape, "ProjectFields": ProjectBody.shape, "Version": ProjectDTO.versionShape,
        "Names": .object(Shape.fields(["zh-Hans", "zh-Hant", "en"], .text)),
    ]

    var value: JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for endpoint in endpoints {
            guard let operation = endpoint.operation else { continue }
            paths[endpoint.pattern, default: [:]][endpoint.method.rawValue.lowercased()] = describe(endpoint, operation)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .text(words("api.title")), "description": .text(words("api.introduction")), "version": "1",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "security": [["token": []], ["session": []]],
            "tags": .list(Set(endpoints.map(Self.tag)).sorted().map { ["name": .text($0)] }),
            "paths": .object(paths.mapValues { .object($0) }),
            "components": [
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer", "description": .text(words("api.security.token"))],
                    "session": [
                        "type": "apiKey", "in": "cookie", "name": .text(sessionCookie), "description": .text(words("api.security.session")),
                    ],
                ],
                "schemas": .object(Self.schemas.mapValues(\.schema)),
                "responses": ["Problem": problem],
            ],
        ]
    }

    private var problem: JSONValue {
        [
            "description": .text(words("api.problem")),
            "content": ["application/problem+json": ["schema": Shape.named("Problem").schema]],
        ]
    }

    private func describe(_ endpoint: Endpoint, _ operation: Operation) -> JSONValue {
        var described: [String: JSONValue] = [
            "operationId": .text(operation.name), "summary": .text(words("api.\(operation.name)")),
            "tags": [.text(Self.tag(endpoint))],
            "parameters": .list(
                endpoint.pathParameters.map(inPath) + operation.query.map(inQuery) + headers(endpoint, operation)),
            "responses": .object(responses(endpoint, operation)),
        ]
        switch endpoint.access {
        case .open: described["security"] = [[:]]
        case .signedIn: break
        case .action(let action): described["x-permission"] = .text(action.rawValue)
        }
        if let body = operation.body {
            described["requestBody"] = ["required": true, "content": ["application/json": ["schema": body.schema]]]
        }
        return .object(described)
    }

    /// `projects` of `/api/projects/{id}`.
    private static func tag(_ endpoint: Endpoint) -> String {
        String(endpoint.pattern.dropFirst(5).prefix { $0 != "/" && $0 != "." })
    }

    private func inPath(_ name: String) -> JSONValue {
        ["name": .text(name), "in": "path", "required": true, "schema": Shape.id.schema, "description": .text(words("api.parameter.id"))]
    }

    private func inQuery(_ parameter: Operation.Parameter) -> JSONValue {
        [
            "name": .text(parameter.name), "in": "query", "schema": parameter.shape.schema,
            "description": .text(words("api.parameter.\(parameter.name)")),
        ]
    }

    private func headers(_ endpoint: Endpoint, _ operation: Operation) -> [JSONValue] {
        func header(_ name: String, _ key: String, required: Bool) -> JSONValue {
            [
                "name": .text(name), "in": "header", "required": .flag(required), "schema": Shape.text.schema,
                "description": .text(words("api.header.\(key)")),
            ]
        }
        guard endpoint.method != .get else { return [] }
        return (operation.isVersioned && endpoint.method == .patch ? [header("If-Match", "if-match", required: true)] : [])
            + [header("Idempotency-Key", "idempotency-key", required: false)]
    }

    private func responses(_ endpoint: Endpoint, _ operation: Operation) -> [String: JSONValue] {
        var good: [String: JSONValue] = [
            "description": .text(words("api.\(operation.name)")),
            "content": ["application/json": ["schema": operation.answer.schema]],
        ]
        if operation.isVersioned {
            good["headers"] = ["ETag": ["schema": Shape.text.schema, "description": .text(words("api.header.etag"))]]
        }
        var responses: [String: JSONValue] = [String(operation.status): .object(good)]
        for status in endpoint.refusals(operation) { responses[String(status)] = ["$ref": "#/components/responses/Problem"] }
        return responses
    }
}

extension Endpoint {
    /// `id` of `/api/projects/{id}`.
    var pathParameters: [String] {
        pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// Statuses it may refuse with.
    func refusals(_ operation: Operation) -> [Int] {
        var statuses: [Int] = [500, 503]
        if access != .open { statuses.append(401) }
        if case .action = access { statuses.append(403) }
        if !pathParameters.isEmpty { statuses.append(404) }
        if method != .get { statuses += [400, 409, 413, 415, 422] }
        if operation.isVersioned, method == .patch { statuses.append(412) }
        return statuses.sorted()
    }
}

extension Shape {
    var schema: JSONValue {
        switch self {
        case .text: ["type": "string"]
        case .integer: ["type": "integer"]
        case .number: ["type": "number"]
        case .flag: ["type": "boolean"]
        case .date: ["type": "string", "format": "date"]
        case .instant: ["type": "string", "format": "date-time"]
        case .id: ["type": "string", "pattern": "^[0-9]+$"]
        case .amount: ["type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"]
        case .choice(let values): ["type": "string", "enum": .list(values.map { .text($0) })]
        case .list(let element): ["type": "array", "items": element.schema]
        case .map(let value): ["type": "object", "additionalProperties": value.schema]
        case .named(let name): ["$ref": .text("#/components/schemas/\(name)")]
        case .anyOf(let shapes): ["anyOf": .list(shapes.map(\.schema))]
        case .object(let fields):
            [
                "type": "object",
                "properties": .object(Dictionary(fields.map { ($0.name, $0.shape.schema) }, uniquingKeysWith: { first, _ in first })),
                "required": .list(fields.filter(\.isRequired).map { .text($0.name) }),
            ]
        }
    }

    /// In a line, for the page.
    var summary: String {
        switch self {
        case .text, .id, .amount: "string"
        case .integer: "integer"
        case .number: "number"
        case .flag: "boolean"
        case .date: "date"
        case .instant: "date-time"
        case .choice(let values): values.joined(separator: " | ")
        case .list(let element): "[\(element.summary)]"
        case .map(let value): "{…: \(value.summary)}"
        case .named(let name): name
        case .anyOf(let shapes): shapes.map(\.summary).joined(separator: " | ")
        case .object(let fields): "{\(fields.map(\.name).joined(separator: ", "))}"
        }
    }
}
