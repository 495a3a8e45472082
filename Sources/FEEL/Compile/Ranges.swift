/// Ranges as values.
enum Ranges {
    /// A range whose ends are of one kind and in order; null with a finding otherwise.
    static func make(
        start: FEELValue?, startIncluded: Bool, end: FEELValue?, endIncluded: Bool, form: FEELRange.Form, at range: FEELSourceRange,
        _ run: FEELRun
    ) -> FEELValue {
        if form == .interval {
            for endpoint in [start, end] {
                switch endpoint {
                case .boolean?, .list?, .context?, .function?, .range?:
                    return run.report(.invalidRange, at: range, ["start": start?.excerpt ?? "", "end": end?.excerpt ?? ""])
                default: break
                }
            }
            if let start, let end, !start.isNull, !end.isNull {
                guard let order = start.compared(to: end), order <= 0 else {
                    return run.report(.invalidRange, at: range, ["start": start.excerpt, "end": end.excerpt])
                }
            }
        }
        return .range(FEELRange(start: start, startIncluded: startIncluded, end: end, endIncluded: endIncluded, form: form))
    }
}
