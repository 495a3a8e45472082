import Kernel

extension ProjectDTO {
    /// The same fields as `Encodable` writes, in the order of their names.
    func write(to json: inout JSONText) {
        json.object { json in
            json.field("actualEnd", actualEnd?.description)
            json.field("actualProgress", actualProgress)
            json.field("class", `class`)
            json.field("clause", clause?.description)
            json.field("code", code)
            json.field("createdAt", createdAt)
            json.field("currency", currency)
            json.field("forecastEnd", forecastEnd?.description)
            json.name("goals")
            json.array(goals) { $0.text($1.description) }
            json.field("historicMissing", historicMissing)
            json.field("id", id.description)
            json.field("jurisdiction", jurisdiction?.description)
            json.field("lastReport", lastReport?.description)
            json.name("lights")
            json.object { json in
                json.field("computed", lights.computed)
                json.field("confirmed", lights.confirmed)
                json.field("declared", lights.declared)
                json.field("divergent", lights.divergent)
            }
            json.name("money")
            json.object { json in
                json.field("appropriation", money["appropriation"])
                json.field("budget-estimate", money["budget-estimate"])
                json.field("contract", money["contract"])
                json.field("estimate", money["estimate"])
                json.field("paid", money["paid"])
                json.field("reviewed", money["reviewed"])
                json.field("settled", money["settled"])
            }
            json.field("name", name)
            if let names {
                json.name("names")
                json.object { json in
                    json.field("en", names.en)
                    json.field("zh-Hans", names.zhHans)
                    json.field("zh-Hant", names.zhHant)
                }
            }
            json.field("need", need)
            json.field("noClauseReason", noClauseReason)
            json.field("organization", organization.description)
            json.field("packVersion", packVersion)
            json.field("pillar", pillar)
            json.field("plannedEnd", plannedEnd?.description)
            json.field("plannedProgress", plannedProgress)
            json.field("plannedStart", plannedStart?.description)
            json.field("portfolio", portfolio)
            json.field("presence", presence)
            json.field("rhythm", rhythm)
            json.field("secrecy", secrecy)
            json.field("stage", stage)
            json.field("state", state)
            json.name("tags")
            json.array(tags) { $0.text($1) }
            json.field("updatedAt", updatedAt)
            json.field("version", version)
        }
    }
}

extension ProjectPageDTO {
    /// The page as JSON: what `Encodable` would make of it, at a tenth of the time.
    var text: JSONText {
        var json = JSONText(capacity: 1200 * projects.count + 200)
        json.object { json in
            json.field("count", Int64(count))
            json.field("countIsExact", countIsExact)
            json.field("next", next)
            json.name("projects")
            json.array(projects) { $1.write(to: &$0) }
        }
        return json
    }
}
