extension Builtins {
    static let contexts: [Builtin] = [
        Builtin(
            "get value", .any,
            .init(.required("m", .anyContext), .required("key", .string)) { call in
                call.value(0).context?[call.string(1)]
                    ?? call.run.report(.noMember, at: call.range, ["name": call.string(1), "found": "context"])
            }),
        Builtin(
            "get entries", .list(.context([.init("key", .string), .init("value", .any)])),
            .init(.required("m", .anyContext)) { call in
                let entries = call.value(0).context?.entries ?? []
                return call.list(entries.map { .context(FEELContext(shape: pair, values: [.string($0.key), $0.value])) })
            }),
        Builtin("context", .any, .init(.required("entries", .list(.anyContext))) { call in context(call) }),
        Builtin(
            "context put", .any,
            .init(.required("context", .anyContext), .required("key", .string), .required("value", .any)) { call in
                guard let context = call.value(0).context else { return call.fail() }
                return call.run.checked(.context(context.setting(call.string(1), call.value(2))), at: call.range)
            },
            .init(.required("context", .anyContext), .required("keys", .list(.string)), .required("value", .any)) { call in
                guard let context = call.value(0).context else { return call.fail() }
                guard let result = put(context, call.items(1)[...], call.value(2)) else { return call.fail(1) }
                return call.run.checked(.context(result), at: call.range)
            }),
        Builtin(
            "context merge", .any,
            .init(.required("contexts", .list(.anyContext))) { call in
                var entries: [(String, FEELValue)] = []
                for item in call.items(0) {
                    guard let context = item.context else { return call.fail() }
                    guard call.run.charge(items: context.count, at: call.range) else { return .null }
                    entries += context.entries.map { ($0.key, $0.value) }
                }
                return call.run.checked(.context(entries), at: call.range)
            }),
    ]

    private static let pair = FEELContext.Shape(["key", "value"])

    /// A context of {key, value} entries; all keys present and different.
    private static func context(_ call: Builtin.Call) -> FEELValue {
        guard call.run.charge(items: call.items(0).count, at: call.range) else { return .null }
        var entries: [(String, FEELValue)] = []
        var keys = Set<String>()
        for item in call.items(0) {
            guard let entry = item.context, case .string(let key)? = entry["key"], let value = entry["value"] else { return call.fail() }
            guard keys.insert(key).inserted else { return call.run.report(.duplicateKey, at: call.range, ["name": key]) }
            entries.append((key, value))
        }
        return call.run.checked(.context(entries), at: call.range)
    }

    /// The context with a value put at the end of a path of keys; nil where the path leads through something else.
    private static func put(_ context: FEELContext, _ keys: ArraySlice<FEELValue>, _ value: FEELValue) -> FEELContext? {
        guard case .string(let key)? = keys.first else { return nil }
        if keys.count == 1 { return context.setting(key, value) }
        guard keys.count <= 64, case .context(let inner)? = context[key], let changed = put(inner, keys.dropFirst(), value) else {
            return nil
        }
        return context.setting(key, .context(changed))
    }
}
