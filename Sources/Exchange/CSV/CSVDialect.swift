/// How a delimited text separates its cells.
package struct CSVDialect: Hashable, Sendable {
    /// The delimiters that are sniffed for, in order of preference.
    package enum Delimiter: String, Sendable, CaseIterable {
        case comma = ","
        case semicolon = ";"
        case tab = "\t"
        case pipe = "|"

        var byte: UInt8 {
            switch self {
            case .comma: 0x2C
            case .semicolon: 0x3B
            case .tab: 0x09
            case .pipe: 0x7C
            }
        }
    }
    package let delimiter: Delimiter
    /// Whether the text opens with Excel's `sep=` line, which is no row.
    package let hasDirective: Bool

    package init(_ delimiter: Delimiter, hasDirective: Bool = false) {
        (self.delimiter, self.hasDirective) = (delimiter, hasDirective)
    }

    /// The delimiter under which the beginning of a text falls into rows of equal length.
    ///
    /// Each candidate parses the sample; the score is cells per row × share of rows of the commonest length.
    /// Comma when none of them splits anything.
    static func sniff(_ sample: [UInt8], isWhole: Bool) -> CSVDialect {
        for delimiter in Delimiter.allCases {
            let directive = Array("sep=\(delimiter.rawValue)".utf8)
            if sample.starts(with: directive),
                sample.count == directive.count || sample[directive.count] == 0x0A || sample[directive.count] == 0x0D
            {
                return CSVDialect(delimiter, hasDirective: true)
            }
        }
        var best: (score: Double, delimiter: Delimiter) = (0, .comma)
        for delimiter in Delimiter.allCases {
            let score = score(delimiter, sample, isWhole: isWhole)
            if score > best.score { best = (score, delimiter) }
        }
        return CSVDialect(best.delimiter)
    }

    private static func score(_ delimiter: Delimiter, _ sample: [UInt8], isWhole: Bool) -> Double {
        let widths = widths(delimiter, sample, isWhole: isWhole)
        guard let (width, count) = commonest(widths), width > 1 else { return 0 }
        return Double(min(width, 30)) / 30 * 0.5 + Double(count) / Double(widths.count)
    }

    /// The width most rows of the sample have; of several, the one met first. A title above the header does not set it.
    static func commonWidth(_ delimiter: Delimiter, _ sample: [UInt8], isWhole: Bool) -> Int? {
        commonest(widths(delimiter, sample, isWhole: isWhole))?.width
    }

    private static func commonest(_ widths: [Int]) -> (width: Int, count: Int)? {
        var counts: [Int: Int] = [:]
        for width in widths { counts[width, default: 0] += 1 }
        guard let most = counts.values.max(), let width = widths.first(where: { counts[$0] == most }) else { return nil }
        return (width, most)
    }

    /// The widths of the first 200 rows.
    private static func widths(_ delimiter: Delimiter, _ sample: [UInt8], isWhole: Bool) -> [Int] {
        var limits = ImportLimits()
        (limits.rows, limits.columns, limits.cellBytes) = (.max, .max, .max)
        var parser = CSVParser(delimiter: delimiter.byte, limits: limits)
        var widths: [Int] = []
        sample.withUnsafeBytes { bytes in
            // Without ceilings the parser has nothing to throw.
            try? parser.feed(bytes) { widths.append($0.cells.count) }
            if isWhole || widths.isEmpty { try? parser.finish { widths.append($0.cells.count) } }
        }
        return Array(widths.prefix(200))
    }
}
