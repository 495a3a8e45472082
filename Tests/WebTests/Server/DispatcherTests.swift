import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

/// The road every request takes, walked with what browsers, programs and attackers send.
@Suite struct DispatcherTests {
    // MARK: Forged requests

    @Test(arguments: TrialSite.unsafe)
    func anUnsafeRequestWithoutItsTokenIsRefused(path: String) async throws {
        try await TrialSite.run { client in
            for token in [nil, "", "wrong", String(TrialSite.csrf.dropLast()), TrialSite.csrf + "x", TrialSite.csrf.uppercased()] {
                let (type, body) = Self.body(path, token)
                let answer = try await client.execute(
                    uri: path, method: .post, headers: TrialSite.browser([.contentType: type]), body: body)
                #expect(answer.status == .forbidden, "\(path) \(token ?? "-")")
            }
            let (type, body) = Self.body(path, TrialSite.csrf)
            var headers = TrialSite.browser([.contentType: type])
            if path.hasPrefix("/api") { headers[.csrfToken] = TrialSite.csrf }
            let answer = try await client.execute(uri: path, method: .post, headers: headers, body: body)
            #expect(answer.status != .forbidden, "\(path): \(answer.status)")
        }
    }

    @Test(arguments: TrialSite.unsafe)
    func anotherSitesRequestIsRefusedWhateverItCarries(path: String) async throws {
        try await TrialSite.run { client in
            let (type, body) = Self.body(path, TrialSite.csrf)
            for (name, value) in [
                (HTTPField.Name.origin, "https://elsewhere.example"), (.origin, "null"), (.origin, "http://localhost.elsewhere.example"),
                (.secFetchSite, "cross-site"), (.secFetchSite, "same-site"),
            ] {
                let headers = TrialSite.browser([.contentType: type, .csrfToken: TrialSite.csrf, name: value])
                let answer = try await client.execute(uri: path, method: .post, headers: headers, body: body)
                #expect(answer.status == .forbidden, "\(path) \(name): \(value)")
            }
        }
    }

    /// A program's token is sent by no browser on its own, so it needs no form token; a cookie beside it gives nothing more.
    @Test func aProgramNeedsNoFormToken() async throws {
        try await TrialSite.run { client in
            let headers: HTTPFields = [.authorization: "Bearer \(TrialSite.token)", .contentType: "application/json"]
            let made = try await client.execute(
                uri: "/api/things", method: .post, headers: headers, body: ByteBuffer(string: #"{"a":"b"}"#))
            #expect(made.status == .created && String(buffer: made.body) == #"{"a":"b"}"#)
            for wrong in ["Bearer nothing", "Basic dXNlcjpwYXNz", "Bearer", ""] {
                let answer = try await client.execute(
                    uri: "/api/things", method: .get, headers: TrialSite.browser([.authorization: wrong]), body: nil)
                #expect(answer.status == .unauthorized && answer.headers[.wwwAuthenticate] == "Bearer", "\(wrong)")
            }
        }
    }

    // MARK: What every answer carries

    @Test func everyAnswerCarriesTheSecurityHeadersAndItsNumber() async throws {
        try await TrialSite.run { client in
            let page = try await client.execute(uri: "/help", method: .get)
            let asset = try #require(String(buffer: page.body).firstMatch(of: /\/assets\/[^"]+\/lantu\.css/)?.0)
            var numbers: Set<String> = []
            for (method, uri) in [
                (HTTPRequest.Method.get, "/help"), (.get, "/open"), (.head, "/help"), (.get, "/private"), (.get, "/boom"),
                (.get, "/api/boom"),
                (.get, "/no/such/page"), (.delete, "/open"), (.get, String(asset)), (.get, "/assets/none/none.css"), (.post, "/form"),
                (.get, "/api/none"), (.get, "/open?a=%zz"),
            ] {
                let answer = try await client.execute(uri: uri, method: method)
                let what = "\(method) \(uri) \(answer.status)"
                let policy = answer.headers[.contentSecurityPolicy] ?? ""
                #expect(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"), "\(what)")
                #expect(!policy.contains("unsafe-eval") && !policy.contains("script-src 'self' "), "\(what)")
                #expect(answer.headers[.xContentTypeOptions] == "nosniff" && answer.headers[.xFrameOptions] == "DENY", "\(what)")
                #expect(answer.headers[.referrerPolicy] == "same-origin" && answer.headers[.openerPolicy] == "same-origin", "\(what)")
                #expect(answer.headers[.strictTransportSecurity] == nil, "no promise of TLS where there is none: \(what)")
                if uri == asset {
                    #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
                } else if !uri.hasPrefix("/assets") {
                    #expect(answer.headers[.cacheControl] == "no-store", "\(what)")
                    numbers.insert(try #require(answer.headers[.requestID], "\(what)"))
                }
            }
            #expect(numbers.count == 11)
        }
    }

    @Test func behindTlsCookiesAndTransportAreStrict() async throws {
        try await Application(router: try TrialSite.site(secure: true).router()).test(.router) { client in
            let answer = try await client.execute(uri: "/help", method: .get)
            #expect(answer.headers[.strictTransportSecurity]?.contains("max-age=31536000") == true)
            #expect(answer.headers[values: .setCookie].allSatisfy { $0.contains("; Secure") && $0.contains("HttpOnly") })
            #expect(SessionCookie.setting("x", secure: true).hasPrefix("__Host-"))
        }
    }

    /// A page of an error says a number and a sentence; never what broke.
    @Test func anUnknownErrorTellsNothingButItsNumber() async throws {
        try await TrialSite.run { client in
            for uri in ["/boom", "/api/boom"] {
                let answer = try await client.execute(uri: uri, method: .get, headers: [.acceptLanguage: "en"])
                let text = String(buffer: answer.body)
                #expect(answer.status == .internalServerError)
                for leak in ["Boom", "stack-frame", "secret", ".swift", "Fatal", "Trial"] {
                    #expect(!text.contains(leak), "\(uri): \(leak)")
                }
                #expect(text.contains(try #require(answer.headers[.requestID])), "\(uri) shows its number")
            }
        }
    }

    @Test func aProgramsErrorIsAProblemDocument() async throws {
        try await TrialSite.run { client in
            for (method, uri, status, code) in [
                (HTTPRequest.Method.get, "/api/boom", 500, "LT5001"), (.get, "/api/none", 404, "LT1003"),
                (.get, "/api/things", 401, "LT1101"),
                (.delete, "/api/things", 405, "LT1010"),
            ] {
                let answer = try await client.execute(uri: uri, method: method, headers: [.acceptLanguage: "zh-TW"])
                #expect(answer.headers[.contentType] == "application/problem+json" && answer.status.code == status, "\(uri)")
                let problem = try #require(
                    try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any], "\(uri)")
                #expect(
                    problem["status"] as? Int == status && problem["code"] as? String == code && problem["type"] as? String == "about:blank"
                )
                #expect(problem["requestID"] as? String == answer.headers[.requestID])
                for key in ["title", "hint"] { #expect((problem[key] as? String)?.isEmpty == false, "\(uri) \(key)") }
            }
        }
    }

    // MARK: What is sent

    @Test func brokenEscapesAndTextThatIsNoneAreRefused() async throws {
        try await TrialSite.run { client in
            for broken in ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%c3%28", "%80=b", "a=%00", "a=%ed%a0%80", "a=%f8%88%80%80%80", "a=%c0%80"] {
                let query = try await client.execute(uri: "/open?\(broken)", method: .get)
                #expect(query.status == .badRequest, "query \(broken)")
                let form = try await client.execute(
                    uri: "/form", method: .post, headers: TrialSite.browser(TrialSite.formType),
                    body: ByteBuffer(string: "csrf=\(TrialSite.csrf)&\(broken)"))
                #expect(form.status == .badRequest, "form \(broken)")
            }
            let raw = try await client.execute(
                uri: "/form", method: .post, headers: TrialSite.browser(TrialSite.formType),
                body: ByteBuffer(bytes: Array("csrf=\(TrialSite.csrf)&a=".utf8) + [0xFF, 0xFE]))
            #expect(raw.status == .badRequest)
            // What is odd but whole arrives as it was sent.
            let whole = try await client.execute(uri: "/open?a=%E8%97%8D%E5%9C%96&b=%E2%80%AE&a=+%2B", method: .get)
            #expect(String(buffer: whole.body) == "a=藍圖|b=\u{202E}|a= +")
        }
    }

    /// 2,000 random queries and forms: an answer that is no server error, always.
    @Test func noTextBringsTheServerDown() async throws {
        try await TrialSite.run { client in
            var random = Seeded(state: 20_261_123)
            let alphabet = Array("=&%+;?#/\\<>'\"%00%FF%e8%97a0 \u{202E}藍\u{7F}\t".utf8)
            for _ in 0..<2000 {
                let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
                let answer = try await client.execute(
                    uri: "/form", method: .post, headers: TrialSite.browser(TrialSite.formType),
                    body: ByteBuffer(bytes: Array("csrf=\(TrialSite.csrf)&".utf8) + bytes))
                #expect([200, 400].contains(answer.status.code), "\(bytes): \(answer.status)")
            }
        }
    }

    @Test func theWrongTypeIsRefusedAndSoIsTooMuch() async throws {
        try await TrialSite.run { client in
            for (uri, type) in [
                ("/form", "application/json"), ("/form", "text/plain"), ("/api/things", "application/x-www-form-urlencoded"),
                ("/files", "application/x-www-form-urlencoded"), ("/files", "multipart/form-data"),
                ("/files", "multipart/form-data; boundary="),
                ("/files", "multipart/form-data; boundary=\(String(repeating: "b", count: 71))"),
            ] {
                let answer = try await client.execute(
                    uri: uri, method: .post, headers: TrialSite.browser([.contentType: type, .csrfToken: TrialSite.csrf]),
                    body: ByteBuffer(string: "a=b"))
                #expect(answer.status == .unsupportedMediaType, "\(uri) \(type): \(answer.status)")
            }
            let none = try await client.execute(uri: "/form", method: .post, headers: TrialSite.browser(), body: nil)
            #expect(none.status == .unsupportedMediaType)
            for (uri, type, size, expected) in [
                ("/form", "application/x-www-form-urlencoded", 2 << 20, 200),
                ("/form", "application/x-www-form-urlencoded", (2 << 20) + 1, 413),
                ("/api/things", "application/json", 2001, 413), ("/files", "multipart/form-data; boundary=x", 20_001, 413),
            ] {
                let start = "csrf=\(TrialSite.csrf)&a="
                let body = start + String(repeating: "a", count: size - start.utf8.count)
                let answer = try await client.execute(
                    uri: uri, method: .post, headers: TrialSite.browser([.contentType: type, .csrfToken: TrialSite.csrf]),
                    body: ByteBuffer(string: body))
                #expect(answer.status.code == expected, "\(uri) \(size): \(answer.status)")
                if expected == 413 { #expect(answer.headers[.connection] == "close") }
            }
            // A length that is announced is believed before a byte is read.
            let announced = try await client.execute(
                uri: "/form", method: .post,
                headers: TrialSite.browser([.contentType: "application/x-www-form-urlencoded", .contentLength: "10737418240"]), body: nil)
            #expect(announced.status == .contentTooLarge)
        }
    }

    @Test func jsonSaysWhereItIsWrong() async throws {
        try await TrialSite.run { client in
            for (body, place) in [
                (#"{"a":1}"#, "$.a"), ("[1]", "$"), ("", "$"), (#"{"a":"#, "$"), (String(repeating: "[", count: 1900), "$"),
            ] {
                let answer = try await client.execute(
                    uri: "/api/things", method: .post,
                    headers: [.authorization: "Bearer \(TrialSite.token)", .contentType: "application/json", .acceptLanguage: "en"],
                    body: ByteBuffer(string: body))
                #expect(answer.status == .badRequest && String(buffer: answer.body).contains(place), "\(body.prefix(20))")
            }
        }
    }

    @Test func aRequestThatTakesTooLongIsEnded() async throws {
        try await TrialSite.run { client in
            let began = ContinuousClock.now
            let answer = try await client.execute(uri: "/slow", method: .get)
            #expect(answer.status == .requestTimeout && ContinuousClock.now - began < .seconds(60))
            #expect(answer.headers[.connection] == "close")
        }
    }

    @Test func headAnswersAsGetWithoutABody() async throws {
        try await TrialSite.run { client in
            for uri in ["/open", "/help", "/private", "/no/such"] {
                let get = try await client.execute(uri: uri, method: .get), head = try await client.execute(uri: uri, method: .head)
                // A page that needs a session cannot send a HEAD to a form, so it says 401.
                #expect(head.status == get.status || uri == "/private" && head.status == .unauthorized, "\(uri): \(head.status)")
                #expect(head.body.readableBytes == 0, "\(uri)")
            }
        }
    }

    @Test func noRedirectLeavesTheSite() async throws {
        try await TrialSite.run { client in
            for target in [
                "https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example", "javascript:alert(1)",
                "/\t/elsewhere.example", " /x", "data:text/html,x", "https:elsewhere.example", "/x\r\nSet-Cookie: a=b", "",
            ] {
                let form = FormData([("csrf", TrialSite.csrf), ("language", "en"), ("return", target)])
                let answer = try await client.execute(
                    uri: "/preferences/language", method: .post, headers: TrialSite.browser(TrialSite.formType),
                    body: ByteBuffer(string: form.queryString))
                #expect(answer.status == .seeOther && answer.headers[.location] == "/", "\(target): \(answer.headers[.location] ?? "-")")
            }
            let form = FormData([("csrf", TrialSite.csrf), ("language", "en"), ("return", "/projects?q=%E6%95%B0")])
            let answer = try await client.execute(
                uri: "/preferences/language", method: .post, headers: TrialSite.browser(TrialSite.formType),
                body: ByteBuffer(string: form.queryString))
            #expect(answer.headers[.location] == "/projects?q=%E6%95%B0")
            // The way back after signing in is the path asked for, whatever it looks like.
            let away = try await client.execute(uri: "/private?next=//elsewhere.example", method: .get)
            #expect(away.headers[.location] == "/sign-in?return=%2Fprivate%3Fnext%3D%2F%2Felsewhere.example")
        }
    }

    private static func body(_ path: String, _ token: String?) -> (type: String, body: ByteBuffer) {
        switch path {
        case "/files":
            let field = token.map { "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\($0)\r\n" } ?? ""
            return ("multipart/form-data; boundary=b", ByteBuffer(string: field + "--b--\r\n"))
        case "/api/things": return ("application/json", ByteBuffer(string: "{}"))
        default:
            return (
                "application/x-www-form-urlencoded",
                ByteBuffer(string: FormData((token.map { [("csrf", $0)] } ?? []) + [("language", "en"), ("theme", "dark")]).queryString)
            )
        }
    }
}

/// SplitMix64: the same cases every time.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
