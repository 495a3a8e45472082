extension FEELRun {
    /// What a regular expression may spend of what is left: four of its steps are one of the evaluation.
    var regexBudget: FEELRegex.Budget {
        FEELRegex.Budget(steps: min(limits.steps - steps, .max / 8) * 4, length: limits.length)
    }

    /// The compiled pattern; kept for the run, so that a pattern in a loop or over a batch is compiled once.
    func regex(_ pattern: String, flags: String) throws(FEELRegexError) -> FEELRegex {
        let key = flags + "/" + pattern
        if let known = regexes[key] { return known }
        let regex = try FEELRegex(pattern, flags: flags)
        if regexes.count >= 64 { regexes.removeAll(keepingCapacity: true) }
        regexes[key] = regex
        return regex
    }
}
