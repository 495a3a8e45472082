import Foundation
import FoundationXML
import Kernel

/// Reads one XML part of an office file, element by element, without building a tree.
///
/// A DOCTYPE or an encoding other than UTF-8 is refused before the parser sees a byte, so that no entity is ever declared; an
/// undeclared entity is an ordinary syntax error. Names are given without prefix.
final class OfficeXML: NSObject, XMLParserDelegate {
    private let onStart: (String, [String: String]) throws -> Void
    private let onEnd: (String) throws -> Void
    private let onText: (String) throws -> Void
    private let limits: ImportLimits
    private let part: String
    private var depth = 0
    private var failure: (any Error)?
    private var stream: ZipEntryStream?

    private init(
        part: String, limits: ImportLimits, start: @escaping (String, [String: String]) throws -> Void,
        end: @escaping (String) throws -> Void, text: @escaping (String) throws -> Void
    ) {
        (self.part, self.limits, onStart, onEnd, onText) = (part, limits, start, end, text)
    }

    /// - Throws: `LT4012` DOCTYPE or foreign encoding, `LT4013` malformed, `LT4014` too deep, `LT4009` a lying entry; what a closure throws.
    static func read(
        _ stream: ZipEntryStream, part: String, limits: ImportLimits, start: (String, [String: String]) throws -> Void,
        end: (String) throws -> Void = { _ in }, text: (String) throws -> Void = { _ in }
    ) throws {
        try XMLProlog.check(stream.peek(4096), part: part)
        if let failure = stream.failure { throw failure }
        try withoutActuallyEscaping(start) { start in
            try withoutActuallyEscaping(end) { end in
                try withoutActuallyEscaping(text) { text in
                    let reader = OfficeXML(part: part, limits: limits, start: start, end: end, text: text)
                    try reader.run(stream)
                }
            }
        }
    }

    private func run(_ stream: ZipEntryStream) throws {
        self.stream = stream
        let parser = XMLParser(stream: stream)
        parser.delegate = self
        parser.shouldResolveExternalEntities = false
        let isWellFormed = parser.parse()
        parser.delegate = nil
        self.stream = nil
        if let failure = stream.failure ?? failure { throw failure }
        guard isWellFormed else {
            throw AppError("LT4013", .unprocessable, ["part": part, "line": String(parser.lineNumber)])
        }
    }

    private func attempt(_ parser: XMLParser, _ body: () throws -> Void) {
        guard failure == nil else { return }
        do { try body() } catch {
            failure = error
            stream?.stop()
            parser.abortParsing()
        }
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName qName: String?,
        attributes attributeDict: [String: String]
    ) {
        attempt(parser) {
            depth += 1
            guard depth <= limits.depth else { throw AppError("LT4014", .unprocessable, ["part": part, "limit": String(limits.depth)]) }
            try onStart(Self.local(elementName), attributeDict)
        }
    }

    func parser(_ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName qName: String?) {
        attempt(parser) {
            depth -= 1
            try onEnd(Self.local(elementName))
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { attempt(parser) { try onText(string) } }

    func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
        attempt(parser) { try onText(String(decoding: CDATABlock, as: UTF8.self)) }
    }

    private static func local(_ name: String) -> String {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name }
        return String(name[name.utf8.index(after: colon)...])
    }
}

/// What may stand before the root element of an XML part.
enum XMLProlog {
    /// - Throws: `LT4012` for a DOCTYPE, an encoding that is not UTF-8, or no root element within the bytes; `LT4013` for no XML.
    static func check(_ bytes: [UInt8], part: String) throws(AppError) {
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        // UTF-16 and UTF-32 show as NUL or as a mark; their DOCTYPE would be invisible here.
        guard !rest.prefix(4).contains(0), rest.first != 0xFE, rest.first != 0xFF else {
            throw AppError("LT4012", .unprocessable, ["part": part])
        }
        while true {
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
            if rest.starts(with: "<?".utf8) {
                guard let end = index(of: "?>", in: rest) else { throw AppError("LT4012", .unprocessable, ["part": part]) }
                let instruction = String(decoding: rest[..<end], as: UTF8.self).lowercased()
                if instruction.hasPrefix("<?xml"), instruction.contains("encoding"),
                    !instruction.contains("utf-8"), !instruction.contains("utf8"), !instruction.contains("us-ascii")
                {
                    throw AppError("LT4012", .unprocessable, ["part": part])
                }
                rest = rest[(end + 2)...]
            } else if rest.starts(with: "<!--".utf8) {
                guard let end = index(of: "-->", in: rest) else { throw AppError("LT4012", .unprocessable, ["part": part]) }
                rest = rest[(end + 3)...]
            } else if rest.starts(with: "<!".utf8) {
                throw AppError("LT4012", .unprocessable, ["part": part])
            } else if rest.first == UInt8(ascii: "<") {
                return
            } else {
                throw AppError(bytes.count < 4096 || rest.first != nil ? "LT4013" : "LT4012", .unprocessable, ["part": part, "line": "1"])
            }
        }
    }

    private static func index(of needle: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let wanted = Array(needle.utf8)
        var index = bytes.startIndex
        while index + wanted.count <= bytes.endIndex {
            if bytes[index..<(index + wanted.count)].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }
}
