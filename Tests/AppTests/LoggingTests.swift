import App
import Foundation
import Kernel
import Logging
import Synchronization
import Testing

/// S12: a canary password, token or identity number never reaches a log, whatever road it takes.
@Suite struct LoggingTests {
    private static let identity = "11010519491231002X"

    private final class Sink: Sendable {
        private let text = Mutex("")
        func write(_ line: String) { text.withLock { $0 += line } }
        var written: String { text.withLock { $0 } }
    }

    private func logger(_ sink: Sink, _ format: StructuredLogHandler.Format) -> Logger {
        Logger(label: "test") { StructuredLogHandler(label: $0, level: .trace, format: format, write: { sink.write($0) }) }
    }

    @Test("No road leads a secret into the log", arguments: [StructuredLogHandler.Format.json, .text])
    func canaries(format: StructuredLogHandler.Format) {
        let sink = Sink()
        var logger = logger(sink, format)
        logger[metadataKey: "Authorization"] = "Bearer CANARY-s3cret"
        let messages = [
            "sign-in with password=CANARY-s3cret refused", "body {\"password\": \"CANARY-s3cret\", \"a\": 1}", "token: CANARY-s3cret",
            "GET /x?token=CANARY-s3cret&a=1", "connecting to postgres://lantu:CANARY-s3cret@db/lantu",
            "Authorization: Bearer CANARY-s3cret",
            "cookie=CANARY-s3cret; path=/", "person \(Self.identity) imported", "口令：无 password = 'CANARY-s3cret'", "api_key=CANARY-s3cret",
            "Basic CANARY-s3cret", "new_password=CANARY-s3cret", "身份证号\(Self.identity)。", "\(Self.identity.lowercased())",
        ]
        for message in messages {
            logger.error("\(message)")
            logger.info("field", metadata: ["detail": "\(message)"])
            logger.info("nested", metadata: ["inner": .dictionary(["password": "CANARY-s3cret", "list": .array(["\(message)"])])])
        }
        for name in ["password", "new-password", "api_token", "Cookie", "Set-Cookie", "totp_secret", "x-csrf", "身份證號"] {
            logger.info("field", metadata: [name: "CANARY-s3cret"])
        }
        #expect(!sink.written.contains("CANARY-s3cret"))
        #expect(!sink.written.uppercased().contains(Self.identity))
        #expect(sink.written.contains("imported") && sink.written.contains("/lantu"))
    }

    @Test("What only looks like a secret stays readable: redaction is not blanking")
    func negativeControl() {
        #expect(Redactor().redact("order 110105194912310021 of 20240101120000123456") == "order 110105194912310021 of 20240101120000123456")
        #expect(Redactor().redact("plain text, a=b, 密码管理办法") == "plain text, a=b, 密码管理办法")
    }

    @Test func everyLineIsOneJSONObjectWhateverIsLogged() throws {
        let sink = Sink()
        var logger = logger(sink, .json)
        logger[metadataKey: "hb.request.id"] = "r-1"
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let scalars = (0..<20).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &random)) }
            let text = String(String.UnicodeScalarView(scalars))
            logger.warning("\(text)\n{\"level\":\"forged\"}", metadata: ["time": "forged", "値\"": "\(text)"])
        }
        let lines = sink.written.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count == 300)
        for line in lines {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(object["level"] as? String == "warning" && object["request_id"] as? String == "r-1")
            #expect(object["time"] as? String != "forged")
        }
    }

    @Test func aForgedLineEndStartsNoLine() {
        let sink = Sink()
        logger(sink, .text).info("first\n2026-01-01 critical forged\u{85}x\u{1B}[2J", metadata: ["a": "b\r\nc"])
        #expect(sink.written.split(separator: "\n").count == 1 && !sink.written.contains("\u{1B}"))
    }

    @Test func redactionNeverTraps() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "password", "=", ":", "\"", "bearer ", "://", "@", ":", "x", " ", "token", "1", "23456789", "é", "口令", "X", "\n", "'",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<14, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            _ = Redactor().redact(text)
        }
    }
}
