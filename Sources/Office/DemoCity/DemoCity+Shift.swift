import Kernel

extension DemoCity {
    /// The same city told as of `day`: every date moves by the same number of days, ISO dates inside stories included.
    ///
    /// Years in names, such as "（2026年）", stay as they are; a deadline may fall on a day off.
    package func shifted(to day: CivilDate) -> DemoCity {
        let days = asOf.days(until: day)
        guard days != 0 else { return self }
        var city = self
        city.asOf = day
        func move(_ date: inout CivilDate) { date = date.adding(days: days) }
        func move(_ date: inout CivilDate?) { date = date?.adding(days: days) }
        func move(_ text: inout LocalizedText) {
            text = LocalizedText(
                zhHans: text.zhHans.movingDates(by: days), zhHant: text.zhHant.movingDates(by: days), en: text.en.movingDates(by: days))
        }
        for index in city.goals.indices {
            move(&city.goals[index].startOn)
            move(&city.goals[index].deadline)
            move(&city.goals[index].observedOn)
        }
        for index in city.projects.indices {
            move(&city.projects[index].start)
            move(&city.projects[index].due)
            move(&city.projects[index].story)
        }
        for index in city.instructions.indices { move(&city.instructions[index].date) }
        for index in city.orders.indices {
            move(&city.orders[index].issued)
            move(&city.orders[index].deadline)
            move(&city.orders[index].story)
        }
        for index in city.rounds.indices { move(&city.rounds[index].date) }
        for index in city.milestones.indices {
            move(&city.milestones[index].due)
            move(&city.milestones[index].done)
        }
        for index in city.baselines.indices {
            move(&city.baselines[index].setOn)
            move(&city.baselines[index].start)
            move(&city.baselines[index].due)
        }
        return city
    }
}

extension String {
    /// The text with every `YYYY-MM-DD` that is a real date moved by `days`.
    func movingDates(by days: Int) -> String {
        let characters = Array(self)
        var result = "", index = 0
        while index < characters.count {
            let before = index > 0 ? characters[index - 1] : " "
            if index + 10 <= characters.count, !("0"..."9").contains(before),
                let date = CivilDate(iso: String(characters[index..<index + 10]))
            {
                result += date.adding(days: days).description
                index += 10
            } else {
                result.append(characters[index])
                index += 1
            }
        }
        return result
    }
}
