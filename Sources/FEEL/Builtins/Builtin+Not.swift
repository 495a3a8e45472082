extension Builtins {
    /// not(negand): three-valued; anything but a boolean or null is an error.
    static let not = Builtin(
        "not", .boolean,
        .init(.nullable("negand", .boolean)) { call in
            guard let value = call.value(0).boolean else { return .null }
            return .boolean(!value)
        })
}
