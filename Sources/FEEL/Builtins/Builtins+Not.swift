extension Builtins {
    /// not(negand): three-valued; anything but a boolean or null is an error.
    static let not = Builtin(
        "not", .boolean,
        .init(.nullable("negand", .boolean)) { call in
            guard let value = call.value(0).boolean else { return .null }
            return .boolean(!value)
        })

    /// is(value1, value2): the same element of the semantic domain; a missing argument is null.
    static let identity: [Builtin] = [
        Builtin(
            "is", .boolean,
            .init(.required("value1", .any), .required("value2", .any)) { call in .boolean(call.value(0).isSame(as: call.value(1))) })
    ]
}
