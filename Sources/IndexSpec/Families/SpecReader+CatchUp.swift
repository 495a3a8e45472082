import Indicators
import Policy

extension SpecReader {
    static let catchUpKeys = [
        "start-period", "start", "target", "deadline", "path", "mode", "level", "cap", "tolerance", "zero-is-meaningful", "start-window",
        "maximum-age",
    ]

    /// The scale of a catch-up indicator: 100 when the target is reached.
    func catchUp(_ node: PackNode, code: String, _ direction: Direction) -> Normalisation? {
        guard let fields = PackFields(node, keys: Self.catchUpKeys, findings) else { return nil }
        let startPeriod = fields.text("start-period")
        let deadline = fields.required("deadline").flatMap(day)
        let targets = fields.required("target").map(numbers) ?? []
        let path = self.path(fields)
        guard let startPeriod, let deadline, let target = targets.first else { return nil }
        guard PeriodDays.last(startPeriod) != nil else {
            findings.report("LT2417", ["value": startPeriod], at: fields.optional("start-period") ?? node)
            return nil
        }
        let rule = IndexCatchUp(
            code: code, direction: direction, startPeriod: startPeriod, start: fields.optional("start").flatMap { numbers($0).first },
            target: target, targetHigh: targets.dropFirst().first, deadline: deadline, path: path,
            mode: fields.optionalChoice("mode", Pace.self) == .pace ? .pace : .progress, level: level(fields),
            achievementCap: optionalNumber(fields, "cap") ?? 1, tolerance: optionalNumber(fields, "tolerance"),
            zeroIsMeaningful: fields.flag("zero-is-meaningful", default: false),
            startWindow: fields.optionalInteger("start-window", in: 0...36_525) ?? 0,
            maximumAge: fields.optionalInteger("maximum-age", in: 0...36_525) ?? 731)
        do {
            // What does not depend on the data must hold now.
            _ = try rule.rule(nil, nil, unit: 0, period: 0)
            if let start = PeriodDays.last(startPeriod), deadline <= start { throw FamilyError.dates }
        } catch {
            findings.report("LT2416", ["problem": "\(error)"], at: node)
            return nil
        }
        return Normalisation(.computed { rule.derived($0, $1) }, floor: 0, ceiling: 100)
    }

    private enum Pace: String, CaseIterable { case progress, pace }

    /// A number, `{column: x}`, or a list of two for a range.
    private func numbers(_ node: PackNode) -> [IndexCatchUp.Number] {
        if case .list(let items) = node.content { return items.flatMap(numbers) }
        if case .map = node.content {
            guard let fields = PackFields(node, keys: ["column"], findings), let column = fields.text("column") else { return [] }
            return [.column(column)]
        }
        return number(node, "target").map { [.fixed($0)] } ?? []
    }

    private func day(_ node: PackNode) -> Int? {
        guard let text = node.text, let day = PeriodDays.last(text) else {
            findings.report("LT2417", ["value": node.text ?? ""], at: node)
            return nil
        }
        return day
    }

    private func path(_ fields: PackFields) -> [CatchUp.Observation] {
        guard let node = fields.optional("path") else { return [] }
        guard case .map(let entries) = node.content else {
            findings.report("LT2015", at: node)
            return []
        }
        return entries.compactMap { entry in
            guard let day = PeriodDays.last(entry.key) else {
                findings.report("LT2417", ["value": entry.key], file: entry.value.file, line: entry.line, column: entry.column)
                return nil
            }
            return number(entry.value, entry.key).map { CatchUp.Observation(day: day, value: $0) }
        }
    }

    /// With an unacceptable and a satisfactory figure the better of level and progress; with a share a mix of both.
    private func level(_ fields: PackFields) -> CatchUp.Level {
        guard let node = fields.optional("level"),
            let inner = PackFields(node, keys: ["unacceptable", "satisfactory", "share"], findings),
            let low = number(inner, "unacceptable"), let high = number(inner, "satisfactory")
        else { return .ignored }
        if let share = optionalNumber(inner, "share") { return .mixed(share: share, unacceptable: low, satisfactory: high) }
        return .better(unacceptable: low, satisfactory: high)
    }
}
