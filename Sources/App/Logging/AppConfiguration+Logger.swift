import Foundation
import Logging

extension AppConfiguration {
    /// The process's logger: JSON lines, or text on a terminal.
    package var logger: Logger {
        let format: StructuredLogHandler.Format =
            switch logFormat {
            case "json": .json
            case "text": .text
            default: isatty(2) != 0 ? .text : .json
            }
        let level = Logger.Level(rawValue: logLevel) ?? .info
        return Logger(label: "lantu") { StructuredLogHandler(label: $0, level: level, format: format) }
    }
}
