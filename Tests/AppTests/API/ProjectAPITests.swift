import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Persistence
import Policy
import Projects
import Store
import Synchronization
import TestSupport
import Testing
import Web

@testable import App

/// Projects written by programs: versions, keys and refusals, on both engines.
@Suite struct ProjectAPITests {
    struct Answer {
        let status: Int
        let etag: String?
        let replayed: Bool
        let json: [String: Any]
    }

    /// A program with a clerk's session.
    struct Program: Sendable {
        let site: TestSite
        let visitor: Visitor

        func ask(
            _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, match: String? = nil, key: String? = nil
        ) async throws -> Answer {
            let held = site.client.withLock { $0 }
            let client = try #require(held)
            var headers: HTTPFields = [.cookie: "lantu_session=\(visitor.cookies["lantu_session"] ?? "")"]
            if let token = visitor.csrf, let name = HTTPField.Name("X-CSRF-Token") { headers[name] = token }
            headers[.ifMatch] = match
            if let key, let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
            if body != nil { headers[.contentType] = "application/json" }
            let response = try await client.execute(uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
            let json = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any]
            return Answer(
                status: response.status.code, etag: response.headers[.eTag],
                replayed: HTTPField.Name("Idempotency-Replayed").flatMap { response.headers[$0] } == "true", json: json ?? [:])
        }
    }

    private func withProgram(_ body: @escaping @Sendable (Program) async throws -> Void) async throws {
        try await ProjectJourneyTests().withRegister { site in
            let clerk = try await site.signedIn("clerk", .applicant)
            try await body(Program(site: site, visitor: clerk))
        }
    }

    private static let entry = """
        {"code": "LC-7", "name": "政务云扩容", "organization": "10", "class": "new", "stage": "delivery", "secrecy": "internal",
         "no-clause-reason": "年度運維", "tags": ["云", "扩容"], "planned-progress": 40}
        """

    @Test func aProjectIsRegisteredReadAndChanged() async throws {
        try await withProgram { program in
            let made = try await program.ask(.post, "/api/projects", Self.entry)
            #expect(made.status == 201 && made.etag == "\"1\"" && made.json["version"] as? Int == 1)
            let id = try #require(made.json["id"] as? String)
            let read = try await program.ask(.get, "/api/projects/\(id)")
            #expect(read.status == 200 && read.etag == "\"1\"" && read.json["tags"] as? [String] == ["云", "扩容"])
            #expect(read.json["plannedProgress"] as? Double == 40)
            let changed = try await program.ask(
                .patch, "/api/projects/\(id)", #"{"name": "政务云二期", "planned-progress": null}"#, match: "\"1\"")
            #expect(changed.status == 200 && changed.etag == "\"2\"")
            let after = try await program.ask(.get, "/api/projects/\(id)")
            #expect(after.json["name"] as? String == "政务云二期" && after.json["plannedProgress"] == nil)
            #expect(after.json["code"] as? String == "LC-7" && after.etag == "\"2\"")
        }
    }

    @Test func aChangeOfWhatSomebodyElseChangedIsRefusedWithTheVersionThereIs() async throws {
        try await withProgram { program in
            let made = try await program.ask(.post, "/api/projects", Self.entry)
            let id = try #require(made.json["id"] as? String)
            #expect(try await program.ask(.patch, "/api/projects/\(id)", #"{"name": "甲"}"#, match: "\"1\"").status == 200)
            for stale in ["\"1\"", "1", "\"9\""] {
                let refused = try await program.ask(.patch, "/api/projects/\(id)", #"{"name": "乙"}"#, match: stale)
                #expect(refused.status == 412 && (refused.json["code"] as? String)?.hasPrefix("LT") == true, "\(stale)")
            }
            let blind = try await program.ask(.patch, "/api/projects/\(id)", #"{"name": "乙"}"#)
            #expect(blind.status == 412)
            #expect(try await program.ask(.get, "/api/projects/\(id)").json["name"] as? String == "甲")
        }
    }

    @Test func theSameRequestWithTheSameKeyTakesEffectOnce() async throws {
        try await withProgram { program in
            let first = try await program.ask(.post, "/api/projects", Self.entry, key: "import-2026-11")
            let second = try await program.ask(.post, "/api/projects", Self.entry, key: "import-2026-11")
            #expect(first.status == 201 && second.status == 201 && second.replayed)
            #expect(first.json["id"] as? String == second.json["id"] as? String)
            let other = try await program.ask(
                .post, "/api/projects", Self.entry.replacing("LC-7", with: "LC-8"), key: "import-2026-11")
            #expect(other.status == 422 && other.json["code"] as? String == "LT1009")
            #expect(try await program.ask(.get, "/api/projects").json["count"] as? Int == 1)
        }
    }

    @Test func whatIsWrongIsNamedFieldByField() async throws {
        try await withProgram { program in
            let unknown = try await program.ask(.post, "/api/projects", #"{"code": "X", "colour": "red"}"#)
            #expect(unknown.status == 400 && unknown.json["code"] as? String == "LT1004")
            let wrong = try await program.ask(
                .post, "/api/projects", #"{"code": "X", "name": "", "organization": "10", "class": "new", "stage": "delivery"}"#)
            #expect(wrong.status == 422)
            let columns = (wrong.json["diagnostics"] as? [[String: Any]])?.compactMap { $0["column"] as? String } ?? []
            #expect(Set(columns).isSuperset(of: ["name"]))
            let foreign = try await program.ask(.post, "/api/projects", Self.entry.replacing("\"10\"", with: "\"11\""))
            #expect(foreign.status == 404)
            #expect(try await program.ask(.get, "/api/projects/999").status == 404)
        }
    }
}
