/// Lays a local pack's files over its base: mappings key by key, lists of entries with `id` entry by entry,
/// everything else replaced whole. An entry with `remove: true` takes the base's entry away.
struct PackMerge {
    let findings: PackFindings

    func merge(_ over: PackNode, over base: PackNode) -> PackNode {
        switch (over.content, base.content) {
        case (.map(let new), .map(let old)):
            var result = PackNode(content: .map([]), file: over.file, line: over.line, column: over.column)
            let replaced = Dictionary(new.map { ($0.key, $0) }) { first, _ in first }
            let kept = old.map { entry in
                guard let mine = replaced[entry.key] else { return entry }
                return PackNode.Entry(key: mine.key, line: mine.line, column: mine.column, value: merge(mine.value, over: entry.value))
            }
            let known = Set(old.map(\.key))
            result.content = .map(kept + new.filter { !known.contains($0.key) })
            return result
        case (.list(let new), .list(let old)) where !new.isEmpty && new.allSatisfy { $0.id != nil } && old.allSatisfy { $0.id != nil }:
            return mergeEntries(new, over: old, at: over)
        default:
            return over
        }
    }

    private func mergeEntries(_ new: [PackNode], over old: [PackNode], at place: PackNode) -> PackNode {
        var items = old
        var positions = Dictionary(old.enumerated().map { ($1.id ?? "", $0) }) { first, _ in first }
        var claimed: [String: Int] = [:]
        var removed: Set<Int> = []
        for entry in new {
            guard let id = entry.id else { continue }
            if let first = claimed.updateValue(entry.line, forKey: id) {
                findings.report("LT2021", ["id": id, "first": String(first)], at: entry["id"] ?? entry)
                continue
            }
            if entry["remove"]?.text == "true" {
                if let position = positions[id] {
                    removed.insert(position)
                } else {
                    findings.report("LT2073", ["id": id, "suggestion": id.nearest(in: positions.keys.sorted()) ?? "—"], at: entry)
                }
            } else if let position = positions[id] {
                items[position] = merge(entry, over: items[position])
            } else {
                positions[id] = items.count
                items.append(entry)
            }
        }
        let kept = items.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
        return PackNode(content: .list(kept), file: place.file, line: place.line, column: place.column)
    }

}
