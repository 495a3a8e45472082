/// What stands after a dot.
enum Paths {
    static func member(_ name: String, of value: FEELValue, at range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        switch value {
        case .context(let context):
            return context[name] ?? run.report(.noMember, at: range, ["name": name, "found": "context"])
        case .list(let list):
            guard run.charge(items: list.items.count, at: range) else { return .null }
            return .list(
                list.items.map { item in
                    if case .context(let context) = item { return context[name] ?? .null }
                    return member(name, of: item, at: range, run)
                })
        case .range(let interval):
            switch name {
            case "start": return interval.start ?? .null
            case "end": return interval.end ?? .null
            case "start included": return .boolean(interval.startIncluded)
            case "end included": return .boolean(interval.endIncluded)
            default: break
            }
        default:
            if let component = TemporalComponents.component(name, of: value) { return component }
        }
        return run.report(.noMember, at: range, ["name": name, "found": value.typeName])
    }
}
