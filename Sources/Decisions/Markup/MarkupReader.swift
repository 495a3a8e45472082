/// What an XML file may cost. Reading takes time linear in the bytes and stops at the first limit.
public struct MarkupLimits: Sendable {
    public var bytes = 8 << 20
    public var depth = 64
    public var elements = 400_000
    public var attributes = 128

    public init() {}
}

/// Reads XML 1.0 without a document type: any DOCTYPE is refused where it stands, so no entity can be declared; nothing is fetched.
///
/// UTF-8 with or without a mark, and UTF-16 with one. Line ends become LF as the standard asks.
struct MarkupReader {
    private let bytes: [UInt8]
    private let limits: MarkupLimits
    private var at = 0
    private var line = 1
    private var lineStart = 0
    private var counted = (at: 0, column: 1)
    private var elementCount = 0
    private var scopes: [[String: String]] = [["xml": "http://www.w3.org/XML/1998/namespace"]]

    /// - Throws: LT2301 DOCTYPE, LT2302 encoding, LT2303 malformed, LT2304 too deep, LT2305 too large.
    static func read(_ bytes: [UInt8], limits: MarkupLimits = MarkupLimits()) throws(Finding) -> MarkupDocument {
        guard bytes.count <= limits.bytes else {
            throw Finding(.error, "LT2305", ["what": "bytes", "limit": String(limits.bytes)], at: Position(line: 1, column: 1))
        }
        var reader = MarkupReader(bytes: try utf8(bytes), limits: limits)
        return try reader.document()
    }

    private init(bytes: [UInt8], limits: MarkupLimits) { (self.bytes, self.limits) = (bytes, limits) }

    // MARK: Encoding

    private static func utf8(_ bytes: [UInt8]) throws(Finding) -> [UInt8] {
        let start = Position(line: 1, column: 1)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        if isLittle || bytes.starts(with: [0xFE, 0xFF]) {
            guard bytes.count.isMultiple(of: 2), !bytes.dropFirst(2).starts(with: [0, 0]) else {
                throw Finding(.error, "LT2302", ["encoding": "UTF-16?"], at: start)
            }
            var units: [UInt16] = []
            units.reserveCapacity(bytes.count / 2)
            var index = 2
            while index + 1 < bytes.count {
                let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
                units.append(isLittle ? a | b << 8 : a << 8 | b)
                index += 2
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        }
        guard !bytes.prefix(4).contains(0) else { throw Finding(.error, "LT2302", ["encoding": "UTF-16/UTF-32"], at: start) }
        return bytes
    }

    // MARK: Document

    private mutating func document() throws(Finding) -> MarkupDocument {
        let prolog = try misc(isProlog: true)
        guard peek() == UInt8(ascii: "<") else { throw malformed("no root element") }
        guard let root = try tree() else { throw malformed("no root element") }
        let epilog = try misc(isProlog: false)
        guard at >= bytes.count else { throw malformed("text after the root element") }
        return MarkupDocument(root: root, prolog: prolog, epilog: epilog)
    }

    /// Comments and instructions outside the root.
    private mutating func misc(isProlog: Bool) throws(Finding) -> [MarkupNode] {
        var nodes: [MarkupNode] = []
        while true {
            skipSpace()
            if starts("<?") {
                let isFirst = isProlog && at == 0
                let text = try instruction()
                if text.hasPrefix("xml"), text.dropFirst(3).first.map({ $0.isWhitespace }) ?? true {
                    guard isFirst else { throw malformed("XML declaration not at the start") }
                    try checkEncoding(text)
                } else {
                    nodes.append(.instruction(text))
                }
            } else if starts("<!--") {
                nodes.append(.comment(try comment()))
            } else if starts("<!") {
                throw Finding(.error, "LT2301", at: position)
            } else {
                return nodes
            }
        }
    }

    private func checkEncoding(_ declaration: String) throws(Finding) {
        let lower = declaration.lowercased()
        guard let range = lower.firstRange(of: "encoding") else { return }
        let value = lower[range.upperBound...].drop { $0 != "\"" && $0 != "'" }.dropFirst().prefix { $0 != "\"" && $0 != "'" }
        guard ["utf-8", "utf8", "us-ascii", "utf-16", "utf-16le", "utf-16be"].contains(String(value)) else {
            throw Finding(.error, "LT2302", ["encoding": String(value.prefix(40))], at: Position(line: 1, column: 1))
        }
    }

    // MARK: Elements, without recursion

    private struct Open {
        var element: MarkupElement
        var text: [UInt8] = []
        var textIsPending: Bool { !text.isEmpty }
    }

    private mutating func tree() throws(Finding) -> MarkupElement? {
        var stack: [Open] = []
        while true {
            guard let byte = peek() else { throw malformed(stack.isEmpty ? "no root element" : "an element is not closed") }
            if byte != UInt8(ascii: "<") {
                guard !stack.isEmpty else { throw malformed("text outside the root element") }
                try characters(into: &stack[stack.count - 1].text)
                continue
            }
            if starts("<!--") {
                let comment = try comment()
                append(.comment(comment), to: &stack)
            } else if starts("<![CDATA[") {
                let data = try cdata()
                append(.data(data), to: &stack)
            } else if starts("<!") {
                throw Finding(.error, "LT2301", at: position)
            } else if starts("<?") {
                let text = try instruction()
                append(.instruction(text), to: &stack)
            } else if starts("</") {
                advance(2)
                let name = try self.name()
                skipSpace()
                try expect(">")
                guard var closed = stack.popLast(), closed.element.qualifiedName == name else {
                    throw malformed("</\(name)> closes nothing")
                }
                flush(&closed)
                scopes.removeLast()
                guard !stack.isEmpty else { return closed.element }
                append(.element(closed.element), to: &stack)
            } else {
                let (element, isEmpty) = try startTag(depth: stack.count + 1)
                if isEmpty {
                    scopes.removeLast()
                    guard !stack.isEmpty else { return element }
                    append(.element(element), to: &stack)
                } else {
                    stack.append(Open(element: element))
                }
            }
        }
    }

    private func append(_ node: MarkupNode, to stack: inout [Open]) {
        guard !stack.isEmpty else { return }
        flush(&stack[stack.count - 1])
        stack[stack.count - 1].element.children.append(node)
    }

    private func flush(_ open: inout Open) {
        guard open.textIsPending else { return }
        open.element.children.append(.text(String(decoding: open.text, as: UTF8.self)))
        open.text.removeAll(keepingCapacity: true)
    }

    private mutating func startTag(depth: Int) throws(Finding) -> (MarkupElement, isEmpty: Bool) {
        let start = position
        counted = (at, start.column)
        guard depth <= limits.depth else { throw Finding(.error, "LT2304", ["limit": String(limits.depth)], at: start) }
        elementCount += 1
        guard elementCount <= limits.elements else {
            throw Finding(.error, "LT2305", ["what": "elements", "limit": String(limits.elements)], at: start)
        }
        advance(1)
        let name = try self.name()
        var attributes: [MarkupAttribute] = []
        var names: Set<String> = []
        var scope = scopes[scopes.count - 1]
        var isEmpty = false
        while true {
            let hadSpace = skipSpace()
            guard let byte = peek() else { throw malformed("a tag is not closed") }
            if byte == UInt8(ascii: ">") {
                advance(1)
                break
            }
            if starts("/>") {
                advance(2)
                isEmpty = true
                break
            }
            guard hadSpace else { throw malformed("a blank is missing between attributes") }
            let attribute = try self.name()
            skipSpace()
            try expect("=")
            skipSpace()
            let value = try attributeValue()
            guard names.insert(attribute).inserted else { throw malformed("attribute \(attribute) twice") }
            guard attributes.count < limits.attributes else {
                throw Finding(.error, "LT2305", ["what": "attributes", "limit": String(limits.attributes)], at: start)
            }
            attributes.append(MarkupAttribute(attribute, value))
            if attribute == "xmlns" {
                scope[""] = value
            } else if attribute.hasPrefix("xmlns:") {
                scope[String(attribute.dropFirst(6))] = value
            }
        }
        scopes.append(scope)
        var element = MarkupElement(name, attributes: attributes, position: start)
        let prefix = String(element.prefix.dropLast())
        guard let namespace = scope[prefix] ?? (prefix.isEmpty ? "" : nil) else {
            throw Finding(.error, "LT2303", ["problem": "prefix \(prefix): is not declared"], at: start)
        }
        element.namespace = namespace
        return (element, isEmpty)
    }

    // MARK: Tokens

    private mutating func name() throws(Finding) -> String {
        let start = at
        while let byte = peek(), byte >= 0x80 || Self.isNameByte(byte) { at += 1 }
        guard at > start, at - start <= 512, let first = bytes[start..<at].first, first >= 0x80 || Self.isNameStart(first) else {
            throw malformed("a name is expected")
        }
        guard let name = String(validating: bytes[start..<at], as: UTF8.self) else { throw malformed("this is not UTF-8") }
        return name
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: ":"): true
        default: false
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isNameStart(byte) || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    private mutating func attributeValue() throws(Finding) -> String {
        guard let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw malformed("a quote is expected") }
        advance(1)
        var value: [UInt8] = []
        while true {
            guard let byte = peek() else { throw malformed("an attribute is not closed") }
            if byte == quote { break }
            switch byte {
            case UInt8(ascii: "<"): throw malformed("< in an attribute")
            case UInt8(ascii: "&"): try reference(into: &value)
            case 0x0D:
                if peek(1) == 0x0A { at += 1 }
                newline()
                value.append(0x20)
            case 0x0A:
                newline()
                value.append(0x20)
            case 0x09:
                at += 1
                value.append(0x20)
            default:
                try allowed(byte)
                value.append(byte)
                at += 1
            }
        }
        advance(1)
        guard let text = String(validating: value, as: UTF8.self) else { throw malformed("this is not UTF-8") }
        return text
    }

    /// Text up to the next tag.
    private mutating func characters(into text: inout [UInt8]) throws(Finding) {
        let start = text.count
        while let byte = peek(), byte != UInt8(ascii: "<") {
            switch byte {
            case UInt8(ascii: "&"): try reference(into: &text)
            case 0x0D:
                if peek(1) == 0x0A { at += 1 }
                newline()
                text.append(0x0A)
            case 0x0A:
                newline()
                text.append(0x0A)
            case UInt8(ascii: "]") where starts("]]>"): throw malformed("]]> in text")
            default:
                try allowed(byte)
                text.append(byte)
                at += 1
            }
        }
        guard String(validating: text[start...], as: UTF8.self) != nil else { throw malformed("this is not UTF-8") }
    }

    private func allowed(_ byte: UInt8) throws(Finding) {
        if byte < 0x20, byte != 0x09 { throw malformed("control character \(byte)") }
    }

    /// The five named characters and numbers; any other entity cannot have been declared.
    private mutating func reference(into text: inout [UInt8]) throws(Finding) {
        for (name, character) in [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&apos;", "'")] where starts(name) {
            advance(name.utf8.count)
            text.append(contentsOf: character.utf8)
            return
        }
        guard starts("&#") else { throw malformed("an entity that is not declared") }
        let isHex = peek(2) == UInt8(ascii: "x")
        var index = at + (isHex ? 3 : 2)
        var code: UInt32 = 0
        let first = index
        while index < bytes.count, index - first < 8, let digit = Self.digit(bytes[index], isHex) {
            code = code &* (isHex ? 16 : 10) &+ digit
            index += 1
        }
        guard index > first, index < bytes.count, bytes[index] == UInt8(ascii: ";"), let scalar = Unicode.Scalar(code),
            code >= 0x20 || code == 9 || code == 10 || code == 13, code != 0xFFFE, code != 0xFFFF
        else { throw malformed("a character reference that is none") }
        at = index + 1
        text.append(contentsOf: String(Character(scalar)).utf8)
    }

    private static func digit(_ byte: UInt8, _ isHex: Bool) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHex: UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F") where isHex: UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private mutating func comment() throws(Finding) -> String {
        let text = try section("<!--", "-->")
        guard !text.utf8.elementsEqual("-".utf8), text.firstRange(of: "--") == nil else { throw malformed("-- in a comment") }
        return text
    }
    private mutating func cdata() throws(Finding) -> String { try section("<![CDATA[", "]]>") }
    private mutating func instruction() throws(Finding) -> String { try section("<?", "?>") }

    private mutating func section(_ open: String, _ close: String) throws(Finding) -> String {
        let start = position
        at += open.utf8.count
        var text: [UInt8] = []
        while !starts(close) {
            guard let byte = peek() else { throw Finding(.error, "LT2303", ["problem": "\(open) is not closed"], at: start) }
            if byte == 0x0D {
                if peek(1) == 0x0A { at += 1 }
                newline()
                text.append(0x0A)
            } else if byte == 0x0A {
                newline()
                text.append(0x0A)
            } else {
                try allowed(byte)
                text.append(byte)
                at += 1
            }
        }
        advance(close.utf8.count)
        guard let result = String(validating: text, as: UTF8.self) else { throw malformed("this is not UTF-8") }
        return result
    }

    // MARK: Bytes

    private func peek(_ offset: Int = 0) -> UInt8? {
        let index = at + offset
        return index < bytes.count ? bytes[index] : nil
    }

    private func starts(_ text: String) -> Bool {
        var index = at
        for byte in text.utf8 {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private mutating func expect(_ text: String) throws(Finding) {
        guard starts(text) else { throw malformed("\(text) is expected") }
        advance(text.utf8.count)
    }

    private mutating func advance(_ count: Int) { at += count }

    @discardableResult private mutating func skipSpace() -> Bool {
        let start = at
        while let byte = peek() {
            switch byte {
            case 0x20, 0x09: at += 1
            case 0x0A: newline()
            case 0x0D:
                if peek(1) == 0x0A { at += 1 }
                newline()
            default: return at > start
            }
        }
        return at > start
    }

    /// Steps over the line end under the cursor.
    private mutating func newline() {
        at += 1
        line += 1
        lineStart = at
    }

    /// Counts on from the last tag, so that a file of one line costs no more than one of many.
    private var position: Position {
        let (from, start) = counted.at >= lineStart ? (counted.at, counted.column) : (lineStart, 1)
        var column = start
        for byte in bytes[min(from, bytes.count)..<max(min(from, bytes.count), min(at, bytes.count))] where byte & 0xC0 != 0x80 {
            column += 1
        }
        return Position(line: line, column: column)
    }

    private func malformed(_ problem: String) -> Finding { Finding(.error, "LT2303", ["problem": problem], at: position) }
}
