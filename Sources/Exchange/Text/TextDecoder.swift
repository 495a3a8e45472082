import Glibc
import Kernel

/// Turns bytes of one encoding into UTF-8, chunk by chunk.
///
/// A byte that fits no character becomes U+FFFD *and* an error `LT4020` with its byte offset and line: no
/// replacement goes unreported. The byte order mark of the encoding is taken off.
struct TextDecoder: ~Copyable {
    private let encoding: TextEncoding
    private var converter: iconv_t?
    private var pending: [UInt8] = []
    private var offset = 0
    private var line = 1
    private var lastWasCR = false
    private var atStart = true
    private(set) var log: DiagnosticLog

    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// - Throws: `LT4017` when the system lacks the converter.
    init(_ encoding: TextEncoding, limits: ImportLimits) throws(AppError) {
        self.encoding = encoding
        log = DiagnosticLog(capacity: limits.diagnostics)
        if let name = encoding.converterName {
            let opened = iconv_open("UTF-8", name)
            guard let opened, opened != UnsafeMutableRawPointer(bitPattern: -1) else {
                throw AppError("LT4017", .unsupported, ["encoding": encoding.rawValue])
            }
            converter = opened
        }
    }

    deinit {
        if let converter { iconv_close(converter) }
    }

    /// Appends the UTF-8 of `chunk` to `output`; a sequence cut by the chunk's end waits for the next one.
    mutating func decode(_ chunk: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        if pending.isEmpty && !atStart {
            convert(chunk, isLast: false, into: &output)
            return
        }
        var joined = pending
        joined.append(contentsOf: chunk)
        pending = []
        if atStart {
            let mark = encoding.mark
            if joined.count < mark.count, mark.starts(with: joined) {
                pending = joined
                return
            }
            atStart = false
            if !mark.isEmpty, joined.starts(with: mark) {
                joined.removeFirst(mark.count)
                offset = mark.count
            }
        }
        joined.withUnsafeBytes { convert($0, isLast: false, into: &output) }
    }

    /// Ends the text: what is still pending is a cut character.
    mutating func finish(into output: inout [UInt8]) {
        let rest = pending
        pending = []
        if !(atStart && rest == encoding.mark) { rest.withUnsafeBytes { convert($0, isLast: true, into: &output) } }
        if let converter {
            var room = [CChar](repeating: 0, count: 64)
            room.withUnsafeMutableBufferPointer { buffer in
                var out = buffer.baseAddress
                var left = buffer.count
                _ = iconv(converter, nil, nil, &out, &left)
                for index in 0..<(buffer.count - left) { output.append(UInt8(bitPattern: buffer[index])) }
            }
        }
    }

    private mutating func convert(_ bytes: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]) {
        if converter == nil {
            validate(bytes, isLast: isLast, into: &output)
        } else {
            transcode(bytes, isLast: isLast, into: &output)
        }
    }

    private mutating func validate(_ bytes: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]) {
        var copied = 0
        var index = 0
        scan: while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            switch UTF8Scan.sequence(at: index, in: bytes) {
            case .length(let length): index += length
            case .truncated where !isLast: break scan
            case .truncated, .malformed:
                output.append(contentsOf: bytes[copied..<index])
                count(bytes[copied..<index])
                report(bytes[index], at: offset + index)
                output.append(contentsOf: Self.replacement)
                index += 1
                copied = index
            }
        }
        output.append(contentsOf: bytes[copied..<index])
        count(bytes[copied..<index])
        pending = Array(bytes[index...])
        offset += index
    }

    private mutating func transcode(_ bytes: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]) {
        guard let converter, let base = bytes.baseAddress else { return }
        let unit = encoding == .utf16LE || encoding == .utf16BE ? 2 : 1
        var input = UnsafeMutablePointer(mutating: base.assumingMemoryBound(to: CChar.self))
        var left = bytes.count
        let room = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 32768)
        defer { room.deallocate() }
        while left > 0 {
            var next: UnsafeMutablePointer<CChar>? = input
            var out = room.baseAddress
            var free = room.count
            let result = iconv(converter, &next, &left, &out, &free)
            let failure = result == Int(bitPattern: UInt.max) ? errno : 0
            if let next { input = next }
            let produced = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[0..<(room.count - free)])
            output.append(contentsOf: produced)
            count(produced[...])
            if failure == 0 || failure == E2BIG { continue }
            if failure == EINVAL && !isLast {
                pending = Array(bytes[(bytes.count - left)...])
                break
            }
            let position = bytes.count - left
            report(bytes[position], at: offset + position)
            output.append(contentsOf: Self.replacement)
            let skipped = min(unit, left)
            input += skipped
            left -= skipped
        }
        offset += bytes.count - pending.count
    }

    private mutating func count(_ utf8: Slice<UnsafeRawBufferPointer>) {
        for byte in utf8 {
            if byte == 0x0D || (byte == 0x0A && !lastWasCR) { line += 1 }
            lastWasCR = byte == 0x0D
        }
    }

    private mutating func report(_ byte: UInt8, at position: Int) {
        let hex = String(byte, radix: 16, uppercase: true)
        log.append(
            Diagnostic(
                .error, "LT4020",
                ["byte": hex.count == 1 ? "0" + hex : hex, "offset": String(position), "encoding": encoding.rawValue], line: line))
    }
}

extension TextEncoding {
    /// The whole text in memory, and what could not be read of it.
    ///
    /// - Throws: `LT4017` when the system lacks the converter.
    package func decode(_ bytes: UnsafeRawBufferPointer, limits: ImportLimits = .standard) throws(AppError) -> (
        text: String, diagnostics: [Diagnostic]
    ) {
        var decoder = try TextDecoder(self, limits: limits)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        decoder.decode(bytes, into: &output)
        decoder.finish(into: &output)
        return (String(decoding: output, as: UTF8.self), decoder.log.diagnostics)
    }
}
