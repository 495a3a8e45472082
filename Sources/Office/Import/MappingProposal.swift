import Exchange
import Kernel

/// A mapping made from a header and some rows, for a person to look over.
package struct MappingProposal: Sendable {
    package enum Reason: String, Sendable, Codable {
        /// The header is a known name of the field; it contains known words; only the cells speak for it; a person chose it; nothing does.
        case header, words, cells, chosen, none
    }

    package struct Column: Sendable {
        package let header: String
        /// Nil: not imported.
        package let field: MappedField?
        /// 0…1.
        package let confidence: Double
        package let reason: Reason
        /// The first cells that say something, as written.
        package let samples: [String]
    }

    package let columns: [Column]
    package let mapping: ImportMapping

    /// - Parameters:
    ///   - header: one name per column, as `TableHeader` gives them.
    ///   - sample: rows after the header; a hundred are enough.
    package static func propose(header: [String], sample: [TableRow], id: String = "proposal", currency: Currency? = nil) -> MappingProposal
    {
        let cells = header.indices.map { column in sample.prefix(200).map { $0[column] }.filter { !$0.isBlank } }
        var claims: [(column: Int, field: MappedField, confidence: Double, reason: Reason)] = []
        for (column, name) in header.enumerated() {
            let named = byName(name)
            for (field, score, reason) in named {
                let fit = fitness(of: cells[column], as: field.kind)
                // Cells that plainly are something else overrule the header.
                let confidence = fit < 0.3 ? score * 0.3 : score * (0.7 + 0.3 * fit)
                if confidence >= 0.4 { claims.append((column, field, confidence, reason)) }
            }
            if named.isEmpty, !cells[column].isEmpty, lightShare(cells[column]) > 0.9 {
                claims.append((column, .declaredLight, 0.45, .cells))
            }
        }
        claims.sort { ($1.confidence, $0.column) < ($0.confidence, $1.column) }
        var chosen: [Int: (field: MappedField, confidence: Double, reason: Reason)] = [:]
        var taken: Set<MappedField> = []
        for claim in claims where chosen[claim.column] == nil && !taken.contains(claim.field) {
            chosen[claim.column] = (claim.field, claim.confidence, claim.reason)
            taken.insert(claim.field)
        }
        let columns = header.enumerated().map { index, name in
            Column(
                header: name, field: chosen[index]?.field, confidence: chosen[index]?.confidence ?? 0,
                reason: chosen[index]?.reason ?? .none,
                samples: cells[index].prefix(3).map { String($0.original.prefix(80)) })
        }
        return MappingProposal(columns: columns, mapping: mapping(id, columns, cells, currency))
    }

    /// The same columns under fields that a person chose; nil leaves a column out.
    package static func choose(
        _ fields: [MappedField?], header: [String], sample: [TableRow], id: String, currency: Currency? = nil
    ) -> MappingProposal {
        let cells = header.indices.map { column in sample.prefix(200).map { $0[column] }.filter { !$0.isBlank } }
        let columns = header.enumerated().map { index, name in
            Column(
                header: name, field: fields.indices.contains(index) ? fields[index] : nil, confidence: 1, reason: .chosen,
                samples: cells[index].prefix(3).map { String($0.original.prefix(80)) })
        }
        return MappingProposal(columns: columns, mapping: mapping(id, columns, cells, currency))
    }

    private static func mapping(_ id: String, _ columns: [Column], _ cells: [[Cell]], _ currency: Currency?) -> ImportMapping {
        var mapping = ImportMapping(id: id)
        var shown: Currency?
        for (index, column) in columns.enumerated() {
            guard let field = column.field else { continue }
            var entry = ImportMapping.Column(field, column.header)
            switch field.kind {
            case .date: entry.dateOrder = dateOrder(cells[index])
            case .money:
                entry.power = FieldSynonyms.power(in: column.header)
                shown =
                    shown ?? FieldSynonyms.currency(in: column.header)
                    ?? cells[index].lazy.compactMap { FieldSynonyms.currency(in: $0.original) }.first
            case .light:
                for cell in cells[index] {
                    let text = cell.original.trimmedWhite
                    if let colour = FieldSynonyms.lights[SearchText.folded(text)], mapping.columns.count < 200 {
                        entry.values[text] = colour
                    }
                }
            case .text, .code, .percent: break
            }
            mapping.columns.append(entry)
        }
        mapping.missing = refrains(mapping, columns, cells)
        for index in mapping.columns.indices {
            guard mapping.columns[index].field.kind == .date,
                let place = columns.firstIndex(where: { $0.header == mapping.columns[index].header })
            else { continue }
            mapping.columns[index].dateOrder = dateOrder(cells[place].filter { !mapping.missing.contains($0.original.trimmedWhite) })
        }
        mapping.currency = currency ?? shown ?? .cny
        return mapping
    }

    /// Sentences that stand again and again where a date, a number or a light should: words for nothing, such as an exemption.
    private static func refrains(_ mapping: ImportMapping, _ columns: [Column], _ cells: [[Cell]]) -> [String] {
        var counts: [String: Int] = [:]
        for (index, column) in columns.enumerated() {
            guard let kind = column.field?.kind, kind == .date || kind == .money || kind == .light || kind == .percent else { continue }
            for cell in cells[index] where fitness(of: [cell], as: kind) == 0 {
                let text = cell.original.trimmedWhite
                if (12...400).contains(text.count), !text.contains(where: \.isNewline) { counts[text, default: 0] += 1 }
            }
        }
        return counts.filter { $0.value >= 2 }.map(\.key).sorted().prefix(20).map { $0 }
    }

    private static func byName(_ header: String) -> [(MappedField, Double, Reason)] {
        let plain = HeaderMatch.plain(header)
        // `投资（万元）` is `投资`.
        let bare = HeaderMatch.plain(String(header.prefix { $0 != "(" && $0 != "（" && $0 != "[" && $0 != "\n" }))
        var found: [(MappedField, Double, Reason)] = []
        for field in MappedField.allCases {
            for name in FieldSynonyms.exact[field] ?? [] {
                let wanted = HeaderMatch.plain(name)
                if plain == wanted { found.append((field, 1, .header)) } else if bare == wanted { found.append((field, 0.95, .header)) }
            }
        }
        guard found.isEmpty else { return found }
        for (index, (field, words)) in FieldSynonyms.words.enumerated() where words.allSatisfy({ plain.contains(HeaderMatch.plain($0)) }) {
            // Rules that stand first are closer.
            found.append((field, 0.8 - Double(index) * 0.005, .words))
        }
        return found
    }

    /// The share of cells that can be read as this kind, 1 when there are none.
    private static func fitness(of cells: [Cell], as kind: MappedField.Kind) -> Double {
        guard !cells.isEmpty else { return 1 }
        let rules = ValueRules(dateOrder: .monthFirst, fiscalYearEnd: ValueRules.MonthDay(month: 3, day: 31))
        let currency = Currency.cny
        let fit = cells.count { cell in
            switch kind {
            case .text, .code: true
            case .light: FieldSynonyms.lights[SearchText.folded(cell.original.trimmedWhite)] != nil || rules.text(cell).isMissing
            case .date: !rules.date(cell).isFault || ValueRules(dateOrder: .dayFirst).date(cell).value != nil
            case .percent: !rules.decimal(cell).isFault
            case .money: !rules.money(cell, currency: currency).isFault
            }
        }
        return Double(fit) / Double(cells.count)
    }

    private static func lightShare(_ cells: [Cell]) -> Double {
        Double(cells.count { FieldSynonyms.lights[SearchText.folded($0.original.trimmedWhite)] != nil }) / Double(max(1, cells.count))
    }

    /// The order under which every cell is a day; nil when no order is needed or both would do.
    private static func dateOrder(_ cells: [Cell]) -> ValueRules.DateOrder? {
        func faults(_ order: ValueRules.DateOrder?) -> Int { cells.count { ValueRules(dateOrder: order).date($0).isFault } }
        let without = faults(nil)
        guard without > 0 else { return nil }
        let (day, month) = (faults(.dayFirst), faults(.monthFirst))
        if min(day, month) >= without { return nil }
        return day <= month ? .dayFirst : .monthFirst
    }
}

extension String {
    /// Without white space at either end.
    var trimmedWhite: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
