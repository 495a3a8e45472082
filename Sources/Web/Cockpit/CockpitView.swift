import Kernel
import Localization
import Office
import Policy

/// What the cockpit's page, wall and print share: the snapshot with its words and links.
struct CockpitView: Sendable {
    let snapshot: CockpitSnapshot
    let pack: PackWords

    var words: Phrases { pack.words }
    var links: CockpitLinks { CockpitLinks(portfolio: snapshot.portfolio) }
    var isOwn: Bool { snapshot.portfolio == nil }
    var asOf: String { words.date(snapshot.today) }

    /// Pillars in the pack's order, then any the pack does not know, then none; only those with records when the pack names none.
    var pillars: [String?] {
        let used = Set(snapshot.projects.map(\.pillar) + snapshot.orders.map(\.pillar))
        let known: [String?] = isOwn ? pack.pillars : pack.pillars.filter { used.contains($0) }
        let strange = used.compactMap(\.self).filter { !pack.pillars.contains($0) }.sorted()
        return known + strange + (used.contains(nil) ? [nil] : [])
    }

    /// Stages with projects, in the pack's order.
    var stages: [String] {
        let used = snapshot.stages
        return pack.stages.filter { used.contains($0) } + used.filter { !pack.stages.contains($0) }.sorted()
    }

    /// The currency of most projects; yuan while there is none.
    var currency: Currency { snapshot.currencies.first ?? .cny }

    func evidence(_ key: String, exact: String? = nil, href: String) -> Evidence {
        Evidence(
            subject: words("cockpit.\(key)"), definition: words("cockpit.\(key).definition"), asOf: asOf, exact: exact, href: href)
    }

    /// A sum as charts draw it, in the unit the words write.
    func drawn(_ minor: Int64, _ currency: Currency) -> Double {
        let isTenThousands = words.locale != .en && currency == .cny
        let digits = (isTenThousands ? 4 : 6) + currency.minorDigits
        return Double(minor) / (0..<digits).reduce(1.0) { power, _ in power * 10 }
    }
}
