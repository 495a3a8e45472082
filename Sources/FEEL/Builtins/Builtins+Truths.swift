extension Builtins {
    static let truths: [Builtin] = [conjunction("all", decisive: false), conjunction("any", decisive: true)]

    /// The decisive value if any item has it, else its opposite if all items have that, else null.
    private static func conjunction(_ name: String, decisive: Bool) -> Builtin {
        let apply: @Sendable (Builtin.Call) -> FEELValue = { call in
            var unknown = false
            var stranger: FEELValue?
            for item in call.spread() {
                switch item {
                case .boolean(decisive): return .boolean(decisive)
                case .boolean: break
                case .null: unknown = true
                default: stranger = item
                }
            }
            if let stranger { return call.misfit(stranger, expected: .boolean) }
            return unknown ? .null : .boolean(!decisive)
        }
        return Builtin(
            name, .boolean, .init(.required("list", .anyList), apply: apply),
            .init(.required("b1", .any), .required("b2", .any), .variadic("b", .any), apply: apply))
    }
}
