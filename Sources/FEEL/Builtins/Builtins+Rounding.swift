import Decimal34

extension Builtins {
    static let rounding: [Builtin] = [
        Builtin("decimal", .number, scaled(.halfEven)),
        Builtin("floor", .number, whole(.floor), scaled(.floor)),
        Builtin("ceiling", .number, whole(.ceiling), scaled(.ceiling)),
        Builtin("round up", .number, scaled(.up)),
        Builtin("round down", .number, scaled(.down)),
        Builtin("round half up", .number, scaled(.halfUp)),
        Builtin("round half down", .number, scaled(.halfDown)),
    ]

    /// f(n): to an integer.
    private static func whole(_ rounding: Rounding) -> Builtin.Signature {
        .init(.required("n", .number)) { call in call.result(call.number(0).rounded(toScale: 0, rounding)) }
    }

    /// f(n, scale): the scale, without its fraction, is −6111…6176.
    private static func scaled(_ rounding: Rounding) -> Builtin.Signature {
        .init(.required("n", .number), .required("scale", .number)) { call in
            guard let scale = call.number(1).truncated.int, Decimal34.scales.contains(scale) else { return call.fail(1) }
            return call.result(call.number(0).rounded(toScale: scale, rounding))
        }
    }
}
