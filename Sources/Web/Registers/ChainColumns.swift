import Chain
import Kernel
import Localization

/// What a ledger shows beside name and unit.
struct ChainColumns {
    let names: [(name: String, kind: TableColumn.Kind)]

    init(_ kind: NodeKind) {
        names =
            switch kind {
            case .system: [("state", .text), ("protection", .number), ("hosting", .text), ("cost", .number), ("users", .number)]
            case .dataResource: [("share", .text), ("cycle", .text), ("linked", .text), ("calls", .number)]
            case .facility: [("kind", .text), ("shared", .text), ("capacity", .number), ("used", .number), ("cost", .number)]
            default: []
            }
    }

    func values(_ record: ChainLedger.Record, _ pack: PackWords) -> [String] {
        let words = pack.words
        func yes(_ value: Bool) -> String { words(value ? "registers.yes" : "registers.no") }
        switch record.content {
        case .item: return []
        case .system(let system):
            return [
                pack.label("system-states", system.state), system.protectionLevel.map { words.number($0) } ?? "–",
                Self.hosting(system.hosting, pack), system.yearlyCost.map(words.money) ?? "–",
                system.monthlyUsers.map { words.number($0) } ?? "–",
            ]
        case .data(let data):
            return [
                pack.label("share-types", data.share), pack.label("update-cycles", data.cycle), yes(data.isLinked),
                words.number(data.callsIn12Months),
            ]
        case .facility(let facility):
            return [
                pack.label("facility-kinds", facility.kind), yes(facility.isShared),
                facility.capacity.map { "\(GoalTable.number($0)) \(words(facility.unit))" } ?? "–",
                facility.used.map { "\(GoalTable.number($0))%" } ?? "–", facility.yearlyCost.map(words.money) ?? "–",
            ]
        }
    }

    /// Facts of the record's own page.
    func facts(_ record: ChainLedger.Record, _ pack: PackWords) -> [Fact] {
        let words = pack.words
        let unit = Fact(words("registers.column.unit"), record.units.map { words($0) }.joined(separator: words("registers.list-separator")))
        var facts = [unit] + zip(names, values(record, pack)).map { Fact(words("registers.column.\($0.name)"), $1) }
        if case .system(let system) = record.content {
            facts.append(Fact(words("registers.column.since"), system.since.map(String.init) ?? "–"))
            facts.append(Fact(words("registers.column.higher"), words(system.isHigherLevel ? "registers.yes" : "registers.no")))
        }
        return facts
    }

    /// The code of a facility, or a word of the pack.
    private static func hosting(_ code: String, _ pack: PackWords) -> String { pack.label("hosting", code) }
}
