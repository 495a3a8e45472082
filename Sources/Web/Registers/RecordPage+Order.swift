import Chain
import Kernel
import Localization
import Office
import Supervision

extension RecordPage {
    /// An order: on which basis, by whom, by when, and how its result is measured.
    init(_ line: OrderLine, path: ThreadPath?, today: CivilDate, pack: PackWords) {
        let words = pack.words
        let order = line.order
        let basis = path?.places.values.joined().first { $0.code == order.basisCode && $0.node.kind.rawValue == order.basisKind }
        let due =
            order.isOpen ? "\(words.date(order.deadline)) · \(words.deadline(order.deadline, today: today))" : words.date(order.deadline)
        self.init(
            header: PageHeader(
                words(order.title), subtitle: pack.label("order-states", order.state.rawValue), overline: order.code,
                lights: LightGroup(
                    declared: PackWords.kind(PackWords.colour(order.declared)), computed: PackWords.kind(PackWords.colour(order.computed)),
                    confirmed: PackWords.kind(PackWords.colour(order.confirmed)), words: words)),
            text: words(order.expected),
            progress: ProgressBar(
                label: words("registers.column.progress"), percent: order.actual, planned: order.planned, text: "\(order.actual)%"),
            facts: Facts([
                Fact(words("registers.export.source"), pack.label("order-sources", order.source.rawValue)),
                Fact(
                    words("registers.order.basis"), basis.map { "\($0.code) \(words($0.name).prefix(40))" } ?? order.basisCode,
                    href: basis.flatMap { Route.record($0.node)?.path }),
                Fact(words("registers.column.lead"), words(line.lead)),
                Fact(
                    words("registers.order.partners"),
                    line.partners.isEmpty ? "–" : line.partners.map { words($0) }.joined(separator: words("registers.list-separator"))),
                Fact(words("registers.export.supervisor"), words(line.supervisor)),
                Fact(words("registers.column.pillar"), pack.pillar(order.pillar)),
                Fact(words("registers.export.issued"), words.date(order.issuedOn)), Fact(words("registers.column.deadline"), due),
                Fact(words("registers.order.rhythm"), pack.label("report-rhythms", order.rhythm.rawValue)),
                Fact(words("registers.export.last-report"), order.lastReportOn.map(words.date) ?? words("registers.never")),
            ]), relations: RelationTable.table(path, words: words))
    }
}
