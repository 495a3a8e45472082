import Decimal34

extension Builtins {
    static let numeric: [Builtin] = [
        Builtin("abs", .any, .init(.required("n", .number)) { call in .number(call.number(0).magnitude) })
    ]
}
