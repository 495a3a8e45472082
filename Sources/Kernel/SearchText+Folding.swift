import Foundation

extension SearchText {
    /// Lower case, half width, without accents, Traditional characters as Simplified, one scalar for one wherever it can be.
    public static func folded(_ text: String) -> String {
        let plain =
            text.unicodeScalars.allSatisfy { $0.value < 0x80 || ideographs.contains($0.value) }
            ? text.lowercased()
            : text.precomposedStringWithCompatibilityMapping.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        var result = String.UnicodeScalarView()
        for scalar in plain.unicodeScalars {
            guard ideographs.contains(scalar.value), let mapped = UnicodeScalar(simplified[Int(scalar.value - 0x4E00)]) else {
                result.append(scalar)
                continue
            }
            result.append(mapped)
        }
        return String(result)
    }

    /// A key that orders names as a reader of Chinese expects: by pinyin, character for character, then by the text itself.
    public static func sortKey(_ text: String) -> String {
        var result = ""
        for scalar in folded(String(text.prefix(80))).unicodeScalars {
            if ideographs.contains(scalar.value) {
                result += pinyin[Int(scalar.value - 0x4E00)] + " "
            } else if scalar.properties.isAlphabetic || scalar.properties.generalCategory == .decimalNumber {
                result.unicodeScalars.append(scalar)
            } else if result.last != " " {
                result += " "
            }
        }
        return result + "|" + text.prefix(80)
    }

    private static let ideographs: ClosedRange<UInt32> = 0x4E00...0x9FFF

    // Both tables are asked of the platform's transliterator once: character for character, so that no phrase rule of one
    // release folds a stored text differently from a query.
    private static let simplified: [UInt32] = table(StringTransform("Hant-Hans")).enumerated().map { index, text in
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? (scalars.first?.value ?? 0) : ideographs.lowerBound + UInt32(index)
    }

    private static let pinyin: [String] = table(.toLatin).map {
        $0.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }

    private static func table(_ transform: StringTransform) -> [String] {
        let all = ideographs.compactMap { UnicodeScalar($0).map { String(Character($0)) } }
        let lines = (all.joined(separator: "\n").applyingTransform(transform, reverse: false) ?? "")
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.count == all.count ? lines : all
    }
}
