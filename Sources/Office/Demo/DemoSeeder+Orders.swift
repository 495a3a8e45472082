import Chain
import Kernel
import Policy
import Supervision

extension DemoSeeder {
    mutating func orders() throws {
        for demo in city.orders {
            let id = tx.newID(OrderID.self)
            nodes[demo.id] = .init(.order, id.rawValue)
            let state = Order.State(rawValue: demo.status) ?? .issued
            let reported = demo.declaredLight != nil ? city.asOf.adding(days: -3) : nil
            let mark = pack.lights.evaluate(
                LightInputs(
                    subject: .order, asOf: city.asOf, phase: state.rawValue, planned: Double(demo.planned), actual: Double(demo.actual),
                    start: demo.issued, due: demo.deadline, daysSinceLastReport: reported.map { $0.days(until: city.asOf) },
                    reportRhythm: demo.rhythm))
            let kind = nodes[demo.basis]?.kind.rawValue ?? "instruction"
            try tx.insert(
                Order(
                    id: id, code: demo.id, title: demo.title, source: Order.Source(rawValue: demo.source) ?? .unitNeed, basisKind: kind,
                    basisCode: demo.basis, lead: try organization(demo.lead), partners: try demo.coUnits.map { try organization($0) },
                    supervisor: try organization(demo.supervisor), issuedOn: demo.issued, deadline: demo.deadline,
                    rhythm: Order.Rhythm(rawValue: demo.rhythm) ?? .month, expected: demo.expected, state: state, planned: demo.planned,
                    actual: demo.actual, lastReportOn: reported, declared: demo.declaredLight?.rawValue,
                    computed: mark.colour == .notAssessed ? nil : mark.colour.rawValue,
                    pillar: ([demo.basis] + demo.links).compactMap { pillars[$0] }.first))
            counts.orders += 1
        }
    }
}
