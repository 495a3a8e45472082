extension Builtins {
    static let patterns: [Builtin] = [
        Builtin(
            "matches", .boolean,
            .init(.required("input", .string), .required("pattern", .string), .optional("flags", .string)) { call in
                call.with(pattern: 1, flags: 2) { regex, budget throws(FEELRegexError) in
                    .boolean(try regex.matches(call.string(0), &budget))
                }
            }),
        Builtin(
            "replace", .string,
            .init(
                .required("input", .string), .required("pattern", .string), .required("replacement", .string), .optional("flags", .string)
            ) { call in
                call.with(pattern: 1, flags: 3) { regex, budget throws(FEELRegexError) in
                    call.text(try regex.replacing(call.string(0), with: call.string(2), &budget))
                }
            }),
        Builtin(
            "split", .list(.string),
            .init(.required("string", .string), .required("delimiter", .string)) { call in
                call.with(pattern: 1, flags: nil) { regex, budget throws(FEELRegexError) in
                    call.list(try regex.split(call.string(0), &budget).map(FEELValue.string))
                }
            }),
    ]
}

extension Builtin.Call {
    /// Runs `use` with the pattern compiled and what the evaluation may still spend; its steps are charged.
    fileprivate func with(
        pattern: Int, flags: Int?, _ use: (FEELRegex, inout FEELRegex.Budget) throws(FEELRegexError) -> FEELValue
    ) -> FEELValue {
        let allowed = run.regexBudget
        var budget = allowed
        do throws(FEELRegexError) {
            let regex = try run.regex(string(pattern), flags: flags.map(string) ?? "")
            let value = try use(regex, &budget)
            return run.charge(steps: 1 + max(0, allowed.steps - budget.steps) / 4, at: range) ? value : .null
        } catch {
            switch error.reason {
            case .tooManySteps:
                return run.report(.steps, at: range, ["limit": String(run.limits.steps)])
            case .tooLong:
                return run.report(.length, at: range, ["limit": String(run.limits.length)])
            default: return fail(pattern, .invalidPattern)
            }
        }
    }
}
