import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Localization
import NIOCore
import Testing

@testable import App
@testable import Web

/// The API's own description against what is served.
@Suite struct OpenAPITests {
    @Test func everyEndpointOfTheAPIIsDescribedAndSpeaksThreeLanguages() async throws {
        try await WalkWorld.with { world in
            let api = world.site.endpoints.filter(\.isAPI)
            #expect(api.count >= 10)
            let undescribed = api.filter { $0.operation == nil }.map(\.pattern)
            #expect(undescribed.isEmpty, "without an operation: \(undescribed)")
            #expect(world.site.endpoints.filter { !$0.isAPI && $0.operation != nil }.isEmpty)
            let names = api.compactMap(\.operation?.name)
            #expect(Set(names).count == names.count)
            let catalogue = world.site.services.renderer.catalogue
            for operation in api.compactMap(\.operation) {
                for key in [operation.name] + operation.query.map({ "parameter.\($0.name)" }) {
                    for locale in LocaleTag.allCases { #expect(catalogue.contains("api.\(key)", locale), "api.\(key)") }
                }
            }
        }
    }

    @Test func theDocumentNamesEveryPathAndMethodAndRefersToWhatItHolds() async throws {
        try await WalkWorld.with { world in
            try await Application(router: world.site.router()).test(.router) { client in
                let answer = try await client.execute(uri: "/api/openapi.json", method: .get)
                #expect(answer.status == .ok)
                let text = String(buffer: answer.body)
                let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
                let paths = try #require(document["paths"] as? [String: [String: Any]])
                let described = Set(paths.flatMap { path, methods in methods.keys.map { "\($0) \(path)" } })
                let served = Set(world.site.endpoints.filter(\.isAPI).map { "\($0.method.rawValue.lowercased()) \($0.pattern)" })
                #expect(described == served)
                let components = try #require(document["components"] as? [String: [String: Any]])
                for match in text.matches(of: /"\$ref":"#\/components\/(\w+)\/(\w+)"/) {
                    #expect(components[String(match.1)]?[String(match.2)] != nil, "\(match.0)")
                }
                let create = try #require(paths["/api/projects"]?["post"] as? [String: Any])
                #expect(create["x-permission"] as? String == Accounts.Action.projectCreate.rawValue)
                #expect((create["responses"] as? [String: Any])?["201"] != nil && create["requestBody"] != nil)
            }
        }
    }

    /// What is answered holds no field the document does not know, and lacks none it promises.
    @Test func everyAnswerIsOfTheShapeTheDocumentPromises() async throws {
        try await WalkWorld.with { world in
            try await Application(router: world.site.router()).test(.router) { client in
                var seen = 0
                for role in Role.assignable {
                    let pass = try await world.pass(role)
                    for endpoint in world.site.endpoints where endpoint.isAPI && endpoint.method == .get {
                        guard let operation = endpoint.operation, let path = WalkMap.path(endpoint),
                            let address = world.address(endpoint.pattern, path, at: .ownUnit)
                        else { continue }
                        let headers: HTTPFields = [.cookie: "lantu_session=\(pass.cookie)"]
                        let answer = try await client.execute(uri: address, method: .get, headers: headers)
                        let isRefused = answer.status.code >= 400
                        guard answer.status.code == operation.status || isRefused else {
                            Issue.record("\(address): \(answer.status)")
                            continue
                        }
                        let json = try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView), options: .fragmentsAllowed)
                        let shape = isRefused ? Problem.shape : operation.answer
                        if endpoint.pattern != "/api/openapi.json" || isRefused {
                            let faults = shape.faults(json, at: endpoint.pattern)
                            #expect(faults.isEmpty, "\(faults.prefix(5))")
                            seen += 1
                        }
                    }
                }
                #expect(seen > 100)
            }
        }
    }

    @Test func aShapeSeesWhatIsMissingAndWhatIsTooMuch() {
        let shape = Shape.object([.field("id", .id), .optional("day", .date), .field("tags", .list(.text))])
        #expect(shape.faults(["id": "7", "tags": ["a"]], at: "$").isEmpty)
        #expect(shape.faults(["id": 7, "tags": [1], "more": true], at: "$").count == 3)
        #expect(shape.faults(["id": "7", "day": "soon"], at: "$").count == 2)
    }

    @Test(arguments: LocaleTag.allCases) func thePageShowsEveryOperation(_ locale: LocaleTag) async throws {
        try await WalkWorld.with { world in
            try await Application(router: world.site.router()).test(.router) { client in
                let answer = try await client.execute(
                    uri: "/help/api", method: .get, headers: [.acceptLanguage: locale.languageTag])
                let page = String(buffer: answer.body)
                #expect(answer.status == .ok && !page.contains("⟦") && !page.contains("{{"))
                for endpoint in world.site.endpoints.filter(\.isAPI) {
                    #expect(page.contains("\(endpoint.method.rawValue) \(endpoint.pattern)"))
                }
            }
        }
    }
}

extension Shape {
    /// Where a JSON value is not of this shape.
    func faults(_ value: Any, at place: String) -> [String] {
        func check(_ holds: Bool) -> [String] { holds ? [] : ["\(place): \(value) is no \(summary)"] }
        switch self {
        case .text: return check(value is String)
        case .id: return check((value as? String)?.allSatisfy(\.isNumber) == true)
        case .amount: return check((value as? String).map { $0.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil } == true)
        case .date: return check((value as? String).map { CivilDate(iso: $0) != nil } == true)
        case .instant: return check((value as? String)?.hasSuffix("Z") == true)
        case .integer, .number: return check(value is NSNumber)
        case .flag: return check(value is Bool)
        case .choice(let values): return check((value as? String).map(values.contains) == true)
        case .list(let element):
            guard let list = value as? [Any] else { return check(false) }
            return list.enumerated().flatMap { element.faults($1, at: "\(place)[\($0)]") }
        case .map(let element):
            guard let map = value as? [String: Any] else { return check(false) }
            return map.flatMap { element.faults($1, at: "\(place).\($0)") }
        case .named(let name): return OpenAPIDocument.schemas[name]?.faults(value, at: place) ?? ["\(place): no schema \(name)"]
        case .anyOf(let shapes): return check(shapes.contains { $0.faults(value, at: place).isEmpty })
        case .object(let fields):
            guard let object = value as? [String: Any] else { return check(false) }
            let missing = fields.filter { $0.isRequired && object[$0.name] == nil }.map { "\(place): no \($0.name)" }
            return missing
                + object.flatMap { name, value in
                    fields.first { $0.name == name }?.shape.faults(value, at: "\(place).\(name)") ?? ["\(place): \(name) is unknown"]
                }
        }
    }
}
