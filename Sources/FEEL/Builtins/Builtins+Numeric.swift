import Decimal34

extension Builtins {
    static let numeric: [Builtin] = [
        Builtin(
            "abs", .any, .init(.required("n", .number)) { call in .number(call.number(0).magnitude) },
            .init(.required("n", .yearMonthDuration)) { call in
                guard case .yearMonthDuration(let duration) = call.value(0), let result = duration.magnitude else { return call.fail() }
                return .yearMonthDuration(result)
            },
            .init(.required("n", .dayTimeDuration)) { call in
                guard case .dayTimeDuration(let duration) = call.value(0), let result = duration.magnitude else { return call.fail() }
                return .dayTimeDuration(result)
            }),
        Builtin(
            "modulo", .number,
            .init(.required("dividend", .number), .required("divisor", .number)) { call in
                if call.number(1).isZero { return call.fail(1) }
                return call.result(call.number(0).modulo(call.number(1)))
            }),
        Builtin(
            "sqrt", .number,
            .init(.required("number", .number)) { call in
                if call.number(0).isNegative { return call.fail() }
                return call.result(call.number(0).squareRoot)
            }),
        Builtin(
            "log", .number,
            .init(.required("number", .number)) { call in
                if call.number(0).isNegative || call.number(0).isZero { return call.fail() }
                return call.result(call.number(0).naturalLogarithm)
            }),
        Builtin("exp", .number, .init(.required("number", .number)) { call in call.result(call.number(0).exponential) }),
        Builtin("odd", .boolean, .init(.required("number", .number)) { call in parity(call) { $0.isOdd } }),
        Builtin("even", .boolean, .init(.required("number", .number)) { call in parity(call) { $0.isEven } }),
    ]

    /// A number with a fraction is neither odd nor even.
    private static func parity(_ call: Builtin.Call, _ test: (Decimal34) -> Bool) -> FEELValue {
        call.number(0).isInteger ? .boolean(test(call.number(0))) : call.fail()
    }
}
