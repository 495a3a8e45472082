import Kernel

extension PackReader {
    func calendar() -> BusinessCalendar? {
        guard let file = file("calendar.yaml", keys: ["years"]) else { return nil }
        var holidays: [CivilDate: LocalizedText] = [:]
        var workdays: [CivilDate: LocalizedText] = [:]
        var places: [CivilDate: PackNode] = [:]
        var years: [Int: Int] = [:]
        for node in file.list("years") {
            let keys = ["id", "source", "holidays", "workdays"]
            guard let fields = PackFields(node, keys: keys, findings), let yearNode = fields.required("id") else { continue }
            _ = fields.reference("source", to: clauseIDs, "LT2032")
            guard let year = PackFields.integer(yearNode, "id", in: 2000...2100, findings) else { continue }
            if let first = years[year] {
                findings.report("LT2021", ["id": String(year), "first": String(first)], at: yearNode)
                continue
            }
            years[year] = yearNode.line
            for item in fields.list("holidays") { holiday(item, year, &holidays, &places) }
            for item in fields.list("workdays") { workday(item, year, &workdays, &places) }
        }
        return BusinessCalendar(holidays: holidays, workdays: workdays, years: Set(years.keys))
    }

    private func holiday(_ node: PackNode, _ year: Int, _ all: inout [CivilDate: LocalizedText], _ places: inout [CivilDate: PackNode]) {
        guard let fields = PackFields(node, keys: ["name", "from", "to"], findings) else { return }
        let name = fields.localized("name")
        let (from, to) = (fields.date("from"), fields.date("to"))
        guard let from, let to, let first = fields.optional("from"), let last = fields.optional("to") else { return }
        guard from <= to, from.days(until: to) <= 31 else {
            findings.report("LT2051", ["from": from.description, "to": to.description], at: first)
            return
        }
        // The days round the New Year may belong to the neighbouring year's notice.
        if abs(from.year - year) > 1 || to.year != year && from.year != year {
            findings.report("LT2062", ["value": last.text ?? "", "year": String(year)], at: last)
        }
        for offset in 0...from.days(until: to) {
            let day = from.adding(days: offset)
            claim(day, at: first, &places)
            if let name { all[day] = name }
        }
    }

    private func workday(_ node: PackNode, _ year: Int, _ all: inout [CivilDate: LocalizedText], _ places: inout [CivilDate: PackNode]) {
        guard let fields = PackFields(node, keys: ["name", "date"], findings) else { return }
        let name = fields.localized("name")
        guard let date = fields.date("date"), let place = fields.optional("date") else { return }
        if date.year != year { findings.report("LT2062", ["value": date.description, "year": String(year)], at: place) }
        if date.weekday <= 5 { findings.report("LT2061", ["value": date.description], at: place, severity: .warning) }
        claim(date, at: place, &places)
        if let name { all[date] = name }
    }

    private func claim(_ day: CivilDate, at node: PackNode, _ places: inout [CivilDate: PackNode]) {
        if let first = places[day] {
            findings.report("LT2060", ["value": day.description, "first": String(first.line)], at: node)
        } else {
            places[day] = node
        }
    }
}
