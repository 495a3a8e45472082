import Foundation
import HTTPTypes
import Localization

/// A message carried over one redirect, as a catalogue key: forging the cookie can only show our own sentences.
package struct FlashMessage: Sendable, Codable, Hashable {
    package let tone: String
    package let key: String
    package let arguments: [String: String]

    package init(_ tone: Flash.Tone, _ key: String, _ arguments: [String: String] = [:]) {
        (self.tone, self.key, self.arguments) = (tone.rawValue, key, arguments)
    }

    static let cookieName = "lantu_flash"

    func cookie(secure: Bool) -> String {
        let data = (try? JSONEncoder().encode(self)) ?? Data()
        return
            "\(Self.cookieName)=\(data.base64EncodedString().replacing("=", with: "")); Path=/; HttpOnly; SameSite=Lax; Max-Age=60\(secure ? "; Secure" : "")"
    }

    static let clearing = "\(cookieName)=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"

    static func read(_ value: String, words: Phrases) -> Flash? {
        let padded = value + String(repeating: "=", count: (4 - value.count % 4) % 4)
        guard value.utf8.count < 2048, let data = Data(base64Encoded: padded),
            let message = try? JSONDecoder().decode(Self.self, from: data),
            let tone = Flash.Tone(rawValue: message.tone), message.key.contains(".flash.")
        else { return nil }
        return Flash(tone, words(message.key, message.arguments))
    }
}
