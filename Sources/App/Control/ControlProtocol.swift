import Foundation
import Kernel

/// A command handed to the process that serves: one JSON line.
package struct ControlRequest: Sendable, Codable {
    package let command: String
    package let arguments: [String: String]
    package init(_ command: String, _ arguments: [String: String] = [:]) { (self.command, self.arguments) = (command, arguments) }
}

/// What comes back: any number of progress lines, then a result or an error.
package struct ControlReply: Sendable, Codable {
    package struct Failure: Sendable, Codable {
        package let code: String
        package let category: Int
        package let arguments: [String: String]
    }
    package var progress: Int64?
    /// JSON of the command's own kind.
    package var result: String?
    package var failure: Failure?

    static func of(_ error: any Error) -> ControlReply {
        let error = error as? AppError ?? AppError("LT5001", .internal)
        return ControlReply(failure: Failure(code: error.code, category: error.category.rawValue, arguments: error.arguments))
    }

    var error: AppError? {
        failure.map { AppError($0.code, AppError.Category(rawValue: $0.category) ?? .internal, $0.arguments) }
    }

    init(progress: Int64? = nil, result: String? = nil, failure: Failure? = nil) {
        (self.progress, self.result, self.failure) = (progress, result, failure)
    }
}

/// What the server does for a command. `actor` is the operating-system user at the other end.
package typealias ControlHandler =
    @Sendable (_ request: ControlRequest, _ actor: Actor, _ progress: @Sendable @escaping (Int64) -> Void) async throws -> String

enum ControlWire {
    /// Longest line either side reads.
    static let longestLine = 16 << 20

    static func line(_ value: some Encodable) throws -> [UInt8] { Array(try JSONEncoder().encode(value)) + [0x0A] }
}
