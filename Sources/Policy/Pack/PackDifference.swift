import Decisions

/// What changed between two versions of a pack, entry by entry, whatever file order or formatting did.
package struct PackDifference: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable { case added, removed, changed }

    package struct Change: Hashable, Sendable {
        package let kind: Kind
        /// File, then keys and entry ids: `lights.yaml/rules/behind-plan/bands`.
        package let path: String
        /// The value before and after as one line of text; nil on the side where there was none.
        package let before: String?
        package let after: String?
    }

    /// In order of path.
    package let changes: [Change]

    package var isEmpty: Bool { changes.isEmpty }

    package init(from old: PolicyPack, to new: PolicyPack) {
        var changes: [Change] = []
        for file in Set(old.documents.keys).union(new.documents.keys) {
            Self.compare(old.documents[file], new.documents[file], path: file, into: &changes)
        }
        for id in Set(old.rules.map(\.id)).union(new.rules.map(\.id)) { changes += Self.changes(from: old.rules(id), to: new.rules(id)) }
        self.changes = changes.sorted { $0.path < $1.path }
    }

    /// A rule model's changes down to the cell.
    private static func changes(from old: RuleModel?, to new: RuleModel?) -> [Change] {
        guard let old, let new else {
            let file = old?.file ?? new?.file ?? ""
            return [Change(kind: old == nil ? .added : .removed, path: file, before: old?.name, after: new?.name)]
        }
        return ModelDiff(old.document.definitions, new.document.definitions).changes.map { change in
            let kind: Kind =
                switch change.kind {
                case .added: .added
                case .removed: .removed
                case .changed: .changed
                }
            return Change(
                kind: kind, path: [new.file, change.element, change.place].filter { !$0.isEmpty }.joined(separator: "/"),
                before: change.old.isEmpty ? nil : change.old, after: change.new.isEmpty ? nil : change.new)
        }
    }

    private static func compare(_ old: PackNode?, _ new: PackNode?, path: String, into changes: inout [Change]) {
        guard let old else {
            if let new { changes.append(Change(kind: .added, path: path, before: nil, after: new.summary)) }
            return
        }
        guard let new else {
            changes.append(Change(kind: .removed, path: path, before: old.summary, after: nil))
            return
        }
        if old.says(theSameAs: new) { return }
        if let olds = old.namedParts, let news = new.namedParts {
            for name in Set(olds.keys).union(news.keys) {
                compare(olds[name], news[name], path: path + "/" + name, into: &changes)
            }
            // Same entries, another order: the order is what changed.
            if case .list = old.content, Set(olds.keys) == Set(news.keys),
                olds.allSatisfy({ key, value in
                    news[key].map { value.says(theSameAs: $0) } ?? false
                })
            {
                changes.append(Change(kind: .changed, path: path, before: old.summary, after: new.summary))
            }
            return
        }
        changes.append(Change(kind: .changed, path: path, before: old.summary, after: new.summary))
    }
}

extension PackNode {
    /// Parts by key, or by `id` for a list of entries that all have one; nil for scalars and plain lists.
    var namedParts: [String: PackNode]? {
        switch content {
        case .text: return nil
        case .map(let entries): return Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
        case .list(let items):
            let ids = items.compactMap(\.id)
            guard !items.isEmpty, ids.count == items.count, Set(ids).count == ids.count else { return nil }
            return Dictionary(zip(ids, items)) { first, _ in first }
        }
    }

    /// One line, at most 200 characters.
    var summary: String { String(flat(budget: 200).prefix(200)) }

    private func flat(budget: Int) -> String {
        switch content {
        case .text(let text, _): return text.replacing("\n", with: " ")
        case .list(let items):
            var result = "["
            for item in items {
                if result.count > budget { break }
                result += (result.count > 1 ? ", " : "") + item.flat(budget: budget - result.count)
            }
            return result + "]"
        case .map(let entries):
            var result = "{"
            for entry in entries {
                if result.count > budget { break }
                result += (result.count > 1 ? ", " : "") + entry.key + ": " + entry.value.flat(budget: budget - result.count)
            }
            return result + "}"
        }
    }
}
