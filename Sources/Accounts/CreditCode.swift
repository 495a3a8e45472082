/// 統一社會信用代碼 of GB 32100-2015: 18 characters, the last a check character over the first 17.
package struct CreditCode: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Letters I, O, S, V and Z are never used.
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// Reads the code, blanks and case forgiven; nil when a character, the length or the check character is wrong.
    package init?(_ input: some StringProtocol) {
        let characters = input.utf8.filter { $0 != UInt8(ascii: " ") }.map { (97...122).contains($0) ? $0 - 32 : $0 }
        guard characters.count == 18, let check = Self.checkCharacter(of: characters.dropLast()), check == characters[17] else {
            return nil
        }
        text = String(decoding: characters, as: UTF8.self)
    }

    /// The check character of the first 17; nil when one of them is not allowed.
    ///
    /// Weights are the powers of 3 modulo 31: 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28.
    static func checkCharacter(of characters: some Collection<UInt8>) -> UInt8? {
        guard characters.count == 17 else { return nil }
        var sum = 0
        var weight = 1
        for character in characters {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }

    package var description: String { text }
}
