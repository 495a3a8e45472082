import Foundation
import Kernel

/// Reads a delimited text file: encoding and delimiter found or given, rows streamed, faults located.
package struct CSVReader: Sendable {
    /// What the user chose instead of what detection says.
    package struct Options: Hashable, Sendable {
        package var encoding: TextEncoding?
        package var delimiter: CSVDialect.Delimiter?
        package init(encoding: TextEncoding? = nil, delimiter: CSVDialect.Delimiter? = nil) {
            (self.encoding, self.delimiter) = (encoding, delimiter)
        }
    }

    /// The encoding in use, with the reason; shown beside the preview.
    package let encoding: EncodingGuess
    package let dialect: CSVDialect
    private let data: Data
    private let limits: ImportLimits
    private let width: Int?

    private static let chunk = 64 * 1024

    /// Looks at the bytes, reads no row yet. Map large files (`Data(contentsOf:options: .alwaysMapped)`) to keep memory flat.
    ///
    /// - Throws: `LT4005` beyond the byte limit, `LT4016` for an empty file, `LT4017` for an unavailable encoding.
    package init(_ data: Data, options: Options = Options(), limits: ImportLimits = .standard) throws(AppError) {
        guard data.count <= limits.bytes else { throw .fileTooLarge(limits) }
        guard !data.isEmpty else { throw AppError("LT4016", .unprocessable) }
        self.data = data
        self.limits = limits
        let guess =
            options.encoding.map { EncodingGuess(encoding: $0, confidence: 1, reason: .chosen) }
            ?? data.withUnsafeBytes(TextEncoding.detect)
        encoding = guess
        var sample: [UInt8] = []
        var decoder = try TextDecoder(guess.encoding, limits: limits)
        data.withUnsafeBytes { decoder.decode(UnsafeRawBufferPointer(rebasing: $0.prefix(Self.chunk)), into: &sample) }
        let sniffed = CSVDialect.sniff(sample, isWhole: data.count <= Self.chunk)
        let dialect = options.delimiter.map { CSVDialect($0, hasDirective: sniffed.hasDirective) } ?? sniffed
        self.dialect = dialect
        // The directive's own line would count as a row.
        width = dialect.hasDirective ? nil : CSVDialect.commonWidth(dialect.delimiter, sample, isWhole: data.count <= Self.chunk)
    }

    /// Calls `body` for each row in order and answers what was wrong with the text.
    ///
    /// Wholly blank rows are passed over; ragged rows come as they are and are reported. One pass, memory O(longest row).
    /// - Throws: `LT4006`–`LT4008` beyond a limit, `CancellationError`, and what `body` throws.
    @discardableResult
    package func read(_ body: (TableRow) throws -> Void) throws -> [Diagnostic] {
        var decoder = try TextDecoder(encoding.encoding, limits: limits)
        var parser = CSVParser(
            delimiter: dialect.delimiter.byte, limits: limits, firstLine: dialect.hasDirective ? 2 : 1, expectedWidth: width)
        var skipping = dialect.hasDirective ? "sep=,".utf8.count : 0
        var skippingLineEnd = dialect.hasDirective
        var buffer: [UInt8] = []
        func drain() throws {
            try buffer.withUnsafeBytes { bytes in
                var rest = bytes[...]
                let skipped = min(skipping, rest.count)
                rest = rest.dropFirst(skipped)
                skipping -= skipped
                if skipping == 0, skippingLineEnd, let first = rest.first {
                    skippingLineEnd = false
                    rest = rest.dropFirst(first == 0x0D && rest.dropFirst().first == 0x0A ? 2 : 1)
                }
                try parser.feed(UnsafeRawBufferPointer(rebasing: rest), body)
            }
            buffer.removeAll(keepingCapacity: true)
        }
        try data.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                try _Concurrency.Task.checkCancellation()
                let end = min(start + Self.chunk, bytes.count)
                decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), into: &buffer)
                try drain()
                start = end
            }
        }
        decoder.finish(into: &buffer)
        try drain()
        try parser.finish(body)
        var log = decoder.log
        log.append(contentsOf: parser.log)
        return log.diagnostics
    }
}

extension AppError {
    static func fileTooLarge(_ limits: ImportLimits) -> AppError {
        AppError("LT4005", .tooLarge, ["limit": String(limits.bytes / 1_048_576)])
    }
}
