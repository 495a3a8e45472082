import Kernel

/// What must hold between the records of a demonstration city: references, codes, amounts and dates.
struct DemoCityCheck {
    let diagnostics: DemoDiagnostics
    /// Where each record stands, by id.
    var places: [String: DemoPlace] = [:]

    init(diagnostics: DemoDiagnostics) { self.diagnostics = diagnostics }

    /// The records as `read` makes them; notes their places and ids given twice.
    mutating func noting<T>(_ records: [DemoRecordReader], _ read: (DemoRecordReader) -> T) -> [T] {
        records.map { record in
            if let id = record.id, places.updateValue(record.place, forKey: id) != nil {
                diagnostics.add("LT2905", ["id": id], file: record.place.file, line: record.place.line, column: "id")
            }
            return read(record)
        }
    }

    func run(on city: DemoCity) {
        references(city)
        codes(city)
        for project in city.projects {
            if !project.amounts.shrink { report("LT2907", project.id, "money", project.id) }
            if let start = project.start, start > project.due { report("LT2908", project.id, "due", project.due.description) }
        }
        for order in city.orders where order.issued > order.deadline {
            report("LT2908", order.id, "deadline", order.deadline.description)
        }
        for goal in city.goals where goal.startOn > goal.deadline {
            report("LT2908", goal.id, "deadline", goal.deadline.description)
        }
    }

    private func references(_ city: DemoCity) {
        for reference in city.references where !reference.known.contains(reference.to) {
            report("LT2904", reference.from, reference.field, reference.to)
        }
    }

    private func codes(_ city: DemoCity) {
        let words = city.labels.mapValues { Set($0.map(\.id)) }
        func check(_ code: String, _ list: String, _ id: String, _ field: String) {
            if words[list]?.contains(code) != true { report("LT2906", id, field, code) }
        }
        for item in city.organizations { check(item.kind, "org_kinds", item.id, "kind") }
        for item in city.goals { check(item.family, "families", item.id, "family") }
        for item in city.facilities { check(item.kind, "facility_kinds", item.id, "kind") }
        for item in city.systems { check(item.status, "system_states", item.id, "status") }
        for item in city.dataResources {
            check(item.share, "share_types", item.id, "share")
            check(item.cycle, "cycles", item.id, "cycle")
        }
        for item in city.projects {
            check(item.projectClass, "project_classes", item.id, "class")
            check(item.stage, "stages", item.id, "stage")
            check(item.state, "states", item.id, "state")
        }
        for item in city.orders {
            check(item.source, "order_sources", item.id, "source")
            check(item.status, "order_states", item.id, "status")
            check(item.rhythm, "rhythms", item.id, "rhythm")
        }
    }

    private func report(_ code: String, _ id: String, _ field: String, _ value: String) {
        let place = places[id]
        diagnostics.add(
            code, ["id": id, "field": field, "value": value], file: place?.file, line: place?.line, column: field)
    }
}

extension DemoAmounts {
    /// Whether the amounts that are there shrink from estimate to approved to contract to paid.
    package var shrink: Bool {
        let ladder = [estimate, approved, contract, paid].compactMap { $0?.minor }
        return zip(ladder, ladder.dropFirst()).allSatisfy { $0 >= $1 }
    }
}
