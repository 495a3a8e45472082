import Yams

/// Turns the bytes of one file into located nodes, refusing what is too large, too deep or not text.
package enum PackText {
    /// Nil when the file cannot be read at all; each reason has been reported.
    package static func parse(_ bytes: [UInt8], file: String, _ findings: PackFindings) -> PackNode? {
        guard bytes.count <= PackLimits.fileBytes else {
            findings.report("LT2005", ["size": String(bytes.count), "limit": String(PackLimits.fileBytes)], file: file)
            return nil
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard let text = String(validating: body, as: UTF8.self) else {
            findings.report("LT2003", file: file, line: lineOfFirstInvalidByte(body))
            return nil
        }
        if let line = lineBeyondAliasLimit(body) {
            findings.report("LT2007", ["limit": String(PackLimits.aliases)], file: file, line: line)
            return nil
        }
        let root: Node?
        do {
            root = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            report(error, of: body, file: file, findings)
            return nil
        } catch {
            findings.report("LT2004", ["problem": String(describing: error)], file: file)
            return nil
        }
        guard let root else {
            findings.report("LT2009", file: file, line: 1)
            return nil
        }
        var reader = NodeReader(file: file, findings: findings)
        guard let node = reader.convert(root, depth: 0) else { return nil }
        guard case .map = node.content else {
            findings.report("LT2009", at: node)
            return nil
        }
        return node
    }

    private static func lineOfFirstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return line
    }

    private static func lineBeyondAliasLimit(_ bytes: ArraySlice<UInt8>) -> Int? {
        var line = 1
        var count = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0A { line += 1 }
            if previous == UInt8(ascii: "*"), byte > 0x20, byte != UInt8(ascii: "*") {
                count += 1
                if count > PackLimits.aliases { return line }
            }
            previous = byte
        }
        return nil
    }

    private static func report(_ error: YamlError, of bytes: ArraySlice<UInt8>, file: String, _ findings: PackFindings) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            findings.report("LT2004", ["problem": problem], file: file, line: mark.line, column: mark.column)
        case .duplicatedKeysInMapping(let keys, let context):
            findings.report(
                "LT2008", ["key": keys.first ?? ""], file: file, line: context.mark.line, column: context.mark.column)
        case .reader(let problem, let offset, _, _):
            let line = bytes.prefix(max(0, offset ?? 0)).count { $0 == 0x0A } + 1
            findings.report("LT2004", ["problem": problem], file: file, line: line)
        default:
            findings.report("LT2004", ["problem": "unreadable"], file: file, line: 1)
        }
    }
}

/// Copies the parser's tree into ours under a budget of nodes and levels.
private struct NodeReader {
    let file: String
    let findings: PackFindings
    var budget = PackLimits.nodes

    mutating func convert(_ node: Node, depth: Int) -> PackNode? {
        let line = node.mark?.line ?? 1
        let column = node.mark?.column ?? 1
        budget -= 1
        guard budget >= 0 else {
            findings.report("LT2016", ["limit": String(PackLimits.nodes)], file: file)
            return nil
        }
        guard depth <= PackLimits.depth else {
            findings.report("LT2006", ["limit": String(PackLimits.depth)], file: file, line: line, column: column)
            return nil
        }
        let content: PackNode.Content
        switch node {
        case .scalar(let scalar):
            content = .text(scalar.string, plain: scalar.style == .plain || scalar.style == .any)
        case .sequence(let sequence):
            var items: [PackNode] = []
            for item in sequence {
                guard let converted = convert(item, depth: depth + 1) else { return nil }
                items.append(converted)
            }
            content = .list(items)
        case .mapping(let mapping):
            var entries: [PackNode.Entry] = []
            for (key, value) in mapping {
                let keyLine = key.mark?.line ?? line
                let keyColumn = key.mark?.column ?? column
                guard case .scalar(let name) = key else {
                    findings.report("LT2019", file: file, line: keyLine, column: keyColumn)
                    return nil
                }
                guard let converted = convert(value, depth: depth + 1) else { return nil }
                entries.append(.init(key: name.string, line: keyLine, column: keyColumn, value: converted))
            }
            content = .map(entries)
        case .alias:
            findings.report("LT2004", ["problem": "alias"], file: file, line: line, column: column)
            return nil
        }
        return PackNode(content: content, file: file, line: line, column: column)
    }
}
