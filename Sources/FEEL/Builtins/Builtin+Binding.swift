extension Builtin {
    /// Calls with positional arguments: the first signature of fitting length whose types admit them.
    func call(_ arguments: [FEELValue], at range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        var first: Signature?
        var fitting = 0
        for signature in signatures where signature.accepts(arguments.count) {
            fitting += 1
            if first == nil { first = signature }
            if let fitted = fit(arguments, to: signature) { return apply(signature, fitted, given: arguments.count, range, run) }
        }
        guard let first else {
            return run.report(
                .argumentCount, at: range,
                ["function": name, "expected": counts, "found": String(arguments.count)])
        }
        return reportMisfit(arguments, first, range, run)
    }

    /// Calls with named arguments: the first signature that knows all names.
    func call(named arguments: [(name: String, value: FEELValue)], at range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        var misfit: (Signature, [FEELValue])?
        for signature in signatures {
            guard let placed = place(arguments, in: signature) else { continue }
            if let fitted = fit(placed, to: signature) { return apply(signature, fitted, given: arguments.count, range, run) }
            if misfit == nil { misfit = (signature, placed) }
        }
        if let (signature, placed) = misfit { return reportMisfit(placed, signature, range, run) }
        let known = Set(signatures.flatMap { $0.parameters.map(\.name) })
        let stranger = arguments.first { !known.contains($0.name) }?.name ?? arguments.last?.name ?? ""
        return run.report(
            .unknownParameter, at: range, ["function": name, "name": stranger, "known": known.sorted().joined(separator: ", ")])
    }

    /// How many arguments it takes, in words of its signatures: `1–2`, `2+`.
    var counts: String {
        var counts: [String] = []
        for signature in signatures {
            let required = signature.parameters.count { $0.presence == .required }
            let most = signature.parameters.count
            let count =
                signature.parameters.last?.presence == .variadic ? "\(required)+" : required == most ? "\(most)" : "\(required)–\(most)"
            if !counts.contains(count) { counts.append(count) }
        }
        return counts.joined(separator: " / ")
    }

    private func apply(_ signature: Signature, _ arguments: [FEELValue], given: Int, _ range: FEELSourceRange, _ run: FEELRun) -> FEELValue
    {
        signature.apply(
            Call(function: name, parameters: signature.parameters, arguments: arguments, given: given, range: range, run: run))
    }

    private func place(_ arguments: [(name: String, value: FEELValue)], in signature: Signature) -> [FEELValue]? {
        var placed = [FEELValue](repeating: .null, count: signature.parameters.count)
        var taken = Set<Int>()
        for (name, value) in arguments {
            guard let position = signature.parameters.firstIndex(where: { $0.name == name }), taken.insert(position).inserted else {
                return nil
            }
            placed[position] = value
        }
        for (position, parameter) in signature.parameters.enumerated() where !taken.contains(position) {
            if parameter.presence == .required, !parameter.nullable { return nil }
        }
        // A missing last argument is not a null one, where null would be an error.
        while let last = placed.indices.last, !taken.contains(last), signature.parameters[last].presence != .required {
            placed.removeLast()
        }
        return placed
    }

    /// The arguments as the signature wants them, or nil.
    private func fit(_ arguments: [FEELValue], to signature: Signature) -> [FEELValue]? {
        var fitted = arguments
        for position in arguments.indices {
            let parameter = signature.parameters[min(position, signature.parameters.count - 1)]
            if case .null = arguments[position] {
                if !parameter.nullable { return nil }
                continue
            }
            guard let value = parameter.type.coerce(arguments[position]), parameter.nullable || !value.isNull else { return nil }
            fitted[position] = value
        }
        while fitted.count < signature.parameters.count, signature.parameters[fitted.count].presence != .variadic { fitted.append(.null) }
        return fitted
    }

    private func reportMisfit(_ arguments: [FEELValue], _ signature: Signature, _ range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        for position in arguments.indices {
            let parameter = signature.parameters[min(position, signature.parameters.count - 1)]
            let value = arguments[position]
            let fits = value.isNull ? parameter.nullable : parameter.type.coerce(value) != nil
            if !fits {
                return run.report(
                    .argumentType, at: range,
                    [
                        "function": name, "parameter": parameter.name, "expected": parameter.type.description,
                        "found": value.typeName,
                    ])
            }
        }
        return run.report(.argumentType, at: range, ["function": name, "parameter": "", "expected": "", "found": ""])
    }
}
