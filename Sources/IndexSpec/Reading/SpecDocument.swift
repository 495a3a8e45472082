import Policy

/// The changes of one rule version laid over the base rule, so that both are read the same way.
enum SpecDocument {
    /// Keys of the document that are no part of the rule.
    static let headKeys: Set<String> = [
        "format", "index", "title", "description", "versions", "version", "from", "until", "adopted", "units", "publish", "roll-up",
        "innovation",
    ]

    static func applying(_ changes: PackNode, to base: PackNode) -> PackNode {
        guard case .map(let entries) = changes.content else { return base }
        var result = base
        for entry in entries {
            switch entry.key {
            case "indicators", "nodes": result = mergingCoded(entry, into: result)
            case "remove":
                let codes = Set(items(entry.value).compactMap(\.text))
                for key in ["indicators", "nodes"] {
                    if let list = result[key] { result = setting(key, removing(codes, from: list), in: result) }
                }
            default: result = setting(entry.key, merged(result[entry.key], entry.value), in: result, at: entry)
            }
        }
        return result
    }

    static func items(_ node: PackNode) -> [PackNode] {
        if case .list(let items) = node.content { items } else { [] }
    }

    /// Whether a code, or a list of codes, has `code`.
    static func mentions(_ code: String) -> (PackNode) -> Bool {
        { node in node.text == code || items(node).contains { $0.text == code } }
    }

    /// Mappings merge key by key, anything else replaces.
    private static func merged(_ old: PackNode?, _ new: PackNode) -> PackNode {
        guard let old, case .map(let changes) = new.content, case .map = old.content else { return new }
        var result = old
        for entry in changes { result = setting(entry.key, merged(result[entry.key], entry.value), in: result, at: entry) }
        return result
    }

    private static func setting(_ key: String, _ value: PackNode, in node: PackNode, at entry: PackNode.Entry? = nil) -> PackNode {
        guard case .map(var entries) = node.content else { return node }
        let made = PackNode.Entry(key: key, line: entry?.line ?? value.line, column: entry?.column ?? value.column, value: value)
        if let position = entries.firstIndex(where: { $0.key == key }) {
            entries[position] = made
        } else {
            entries.append(made)
        }
        return PackNode(content: .map(entries), file: node.file, line: node.line, column: node.column)
    }

    /// `code: {…}` entries over a list of mappings with `code`, however deep; unknown codes are appended.
    private static func mergingCoded(_ entry: PackNode.Entry, into document: PackNode) -> PackNode {
        guard case .map(let changes) = entry.value.content else {
            // A whole list replaces the list.
            return setting(entry.key, entry.value, in: document, at: entry)
        }
        let old = document[entry.key] ?? PackNode(content: .list([]), file: entry.value.file, line: entry.line, column: entry.column)
        var items = items(old)
        for change in changes {
            var isFound = false
            items = items.map { replacing(change, in: $0, &isFound) }
            guard !isFound else { continue }
            let code = PackNode(
                content: .text(change.key, plain: false), file: change.value.file, line: change.line, column: change.column)
            items.append(setting("code", code, in: change.value))
        }
        let list = PackNode(content: .list(items), file: old.file, line: old.line, column: old.column)
        return setting(entry.key, list, in: document)
    }

    private static func replacing(_ change: PackNode.Entry, in item: PackNode, _ isFound: inout Bool) -> PackNode {
        if item.text == change.key {
            // A leaf written as a bare code.
            isFound = true
            let code = PackNode(content: .text(change.key, plain: false), file: item.file, line: item.line, column: item.column)
            return setting("code", code, in: change.value)
        }
        var item = item
        if item["code"]?.text == change.key || item["code"] == nil && item["indicator"]?.text == change.key {
            isFound = true
            item = merged(item, change.value)
        }
        guard let children = item["children"] else { return item }
        let list = items(children).map { replacing(change, in: $0, &isFound) }
        return setting(
            "children", PackNode(content: .list(list), file: children.file, line: children.line, column: children.column), in: item)
    }

    private static func removing(_ codes: Set<String>, from list: PackNode) -> PackNode {
        let kept = items(list).compactMap { item -> PackNode? in
            let code = item.text ?? item["code"]?.text ?? item["indicator"]?.text
            if let code, codes.contains(code) { return nil }
            guard let children = item["children"] else { return item }
            return setting("children", removing(codes, from: children), in: item)
        }
        return PackNode(content: .list(kept), file: list.file, line: list.line, column: list.column)
    }
}
