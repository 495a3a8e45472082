import Foundation

extension Encodable {
    /// JSON with sorted keys and plain slashes: the same value is always the same text, so it may be stored, hashed and compared.
    public func canonicalJSON() throws -> String { String(decoding: try canonicalJSONData(), as: UTF8.self) }

    /// The same as bytes.
    public func canonicalJSONData() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
