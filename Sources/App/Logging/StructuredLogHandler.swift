import Foundation
import Kernel
import Logging

/// Writes log entries as JSON, one a line, or as plain lines for a terminal; secrets are taken out of both.
package struct StructuredLogHandler: LogHandler {
    package enum Format: String, Sendable { case json, text }

    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level
    private let label: String
    private let format: Format
    private let clock: any Kernel.Clock
    private let redactor = Redactor()
    private let write: @Sendable (String) -> Void

    package init(
        label: String, level: Logger.Level, format: Format, clock: any Kernel.Clock = SystemClock(),
        write: @Sendable @escaping (String) -> Void = StandardError.write
    ) {
        (self.label, logLevel, self.format, self.clock, self.write) = (label, level, format, clock, write)
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = metadata
        if let provided = metadataProvider?.get() { fields.merge(provided) { _, new in new } }
        if let own = event.metadata { fields.merge(own) { _, new in new } }
        let pairs = fields.map { name, value in
            (Self.names[name] ?? name, redactor.redact(value.description, named: name))
        }.sorted { $0.0 < $1.0 }
        let message = redactor.redact(event.message.description)
        let time = clock.now().iso8601
        switch format {
        case .text:
            let details = pairs.map { " \($0.0)=\(Self.oneLine($0.1))" }.joined()
            write("\(time) \(event.level.rawValue) \(Self.oneLine(message))\(details)\n")
        case .json:
            var line =
                "{\"time\":\"\(time)\",\"level\":\"\(event.level.rawValue)\",\"logger\":\(Self.quoted(label)),\"message\":\(Self.quoted(message))"
            for (name, value) in pairs where !Self.reserved.contains(name) { line += ",\(Self.quoted(name)):\(Self.quoted(value))" }
            write(line + "}\n")
        }
    }

    /// The names other packages use, in ours.
    private static let names = ["hb.request.id": "request_id", "hb.request.method": "method", "hb.request.path": "path"]
    private static let reserved: Set<String> = ["time", "level", "logger", "message"]

    /// A forged line end in a logged value must not start a line.
    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F || (0x80...0x9F).contains($0.value) ? " " : $0 }))
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value):
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// The process's error stream, one call a line so that lines of several threads do not mix.
package enum StandardError {
    package static let write: @Sendable (String) -> Void = { line in
        let bytes = Array(line.utf8)
        var offset = 0
        while offset < bytes.count {
            let written = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress?.advanced(by: offset), bytes.count - offset) }
            // A closed or full stream loses the entry, never the request.
            guard written > 0 || errno == EINTR else { return }
            offset += max(written, 0)
        }
    }
}
