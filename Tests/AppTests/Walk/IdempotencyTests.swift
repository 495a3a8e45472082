import Accounts
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Operations
import Testing
import Web

@testable import App

/// A request sent twice takes effect once, through the dispatcher on both engines.
@Suite struct IdempotencyTests {
    @Test func aRetryIsAnsweredAsTheFirstTimeAndStoredOnce() async throws {
        try await withSite { site in
            let visitor = try await site.signedIn("twice", .systemAdministrator)
            let other = try await site.signedIn("thrice", .securityAdministrator)
            let trial = Site(services: site.site.services, collections: [TrialUnits(unit: site.unit)])
            try await Application(router: trial.router()).test(.router) { client in
                @Sendable func send(_ from: Visitor, _ key: String?, name: String, inHeader: Bool = false) async throws -> TestResponse {
                    let cookies = from.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
                    var headers: HTTPFields = [.cookie: cookies, .contentType: "application/x-www-form-urlencoded"]
                    var fields = [("csrf", from.csrf ?? ""), ("name", name)]
                    if let key, !inHeader { fields.append(("idempotency-key", key)) }
                    if let key, inHeader, let field = HTTPField.Name("Idempotency-Key") { headers[field] = key }
                    return try await client.execute(
                        uri: "/trial", method: .post, headers: headers, body: ByteBuffer(string: FormData(fields).queryString))
                }
                let replayed = try #require(HTTPField.Name("Idempotency-Replayed"))

                let first = try await send(visitor, "key-00000001", name: "a")
                #expect(first.status == .seeOther && first.headers[replayed] == nil)
                for _ in 0..<3 {
                    let again = try await send(visitor, "key-00000001", name: "a")
                    #expect(again.status == .seeOther && again.headers[.location] == first.headers[.location])
                    #expect(again.headers[replayed] == "true")
                }
                #expect(try await send(visitor, "key-00000001", name: "b").status == .unprocessableContent)
                // Another person's key of the same name is another key; without a key each request is its own.
                #expect(try await send(other, "key-00000001", name: "a").headers[.location] != first.headers[.location])
                let third = try await send(visitor, nil, name: "a"), fourth = try await send(visitor, nil, name: "a")
                #expect(third.headers[.location] != fourth.headers[.location])
                // At the same moment too: one effect, one address.
                let together = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                    for _ in 0..<8 { group.addTask { try await send(visitor, "key-00000002", name: "c", inHeader: true) } }
                    return try await group.reduce(into: [TestResponse]()) { $0.append($1) }
                }
                let answered = together.filter { $0.status == .seeOther }
                #expect(!answered.isEmpty && Set(answered.map { $0.headers[.location] }).count == 1)
                #expect(together.allSatisfy { $0.status == .seeOther || $0.status == .conflict }, "\(together.map(\.status.code))")
            }
        }
    }
}

/// One endpoint that makes a unit each time it runs.
private struct TrialUnits: EndpointCollection {
    let unit: OrganizationID

    var endpoints: [Endpoint] {
        [
            .post("/trial", .signedIn) { visit in
                let name = visit.form["name"] ?? ""
                let made = try await visit.services.unitOfWork.write(
                    try visit.writeContext, answer: { (id: OrganizationID) in StoredAnswer(status: 303, location: "/trial/\(id)") }
                ) { transaction in
                    let id = transaction.newID(OrganizationID.self)
                    try transaction.save(
                        Organization(
                            id: id, jurisdiction: .init(2), kind: .section, name: LocalizedText(zhHans: name, zhHant: name, en: name),
                            code: "\(id)"))
                    return id
                }
                return Response(status: .seeOther, headers: [.location: "/trial/\(made)"])
            }
        ]
    }
}
