import Decimal34

/// What the operators do with values of all kinds; reports and answers null where the standard has no answer.
enum Operators {
    static func arithmetic(_ sign: Arithmetic, _ left: FEELValue, _ right: FEELValue, at range: FEELSourceRange, _ run: FEELRun)
        -> FEELValue
    {
        if case .number(let a) = left, case .number(let b) = right { return number(sign, a, b, at: range, run) }
        if sign == .add, case .string(let a) = left, case .string(let b) = right { return concatenation(a, b, at: range, run) }
        if let outcome = TemporalArithmetic.apply(sign, left, right) {
            return outcome.value
                ?? run.report(outcome.code, at: range, ["operator": sign.rawValue, "left": left.excerpt, "right": right.excerpt])
        }
        return run.report(
            .operands, at: range,
            ["operator": sign.rawValue, "left": left.typeName, "right": right.typeName])
    }

    static func number(_ sign: Arithmetic, _ a: Decimal34, _ b: Decimal34, at range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        let result: Decimal34?
        switch sign {
        case .add: result = a.adding(b)
        case .subtract: result = a.subtracting(b)
        case .multiply: result = a.multiplied(by: b)
        case .divide:
            if b.isZero { return run.report(.divisionByZero, at: range, ["left": a.description]) }
            result = a.divided(by: b)
        case .power: result = a.raised(to: b)
        }
        guard let result else { return run.report(.numberRange, at: range, ["operator": sign.rawValue]) }
        return .number(result)
    }

    private static func concatenation(_ a: String, _ b: String, at range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        let length = a.utf8.count + b.utf8.count
        guard run.fits(length: length, at: range), run.charge(bytes: length, at: range) else { return .null }
        return .string(a + b)
    }

    static func negate(_ value: FEELValue, at range: FEELSourceRange, _ run: FEELRun) -> FEELValue {
        switch value {
        case .number(let number): return .number(number.negated)
        case .yearMonthDuration(let duration):
            return duration.negated.map(FEELValue.yearMonthDuration) ?? run.report(.numberRange, at: range, ["operator": "-"])
        case .dayTimeDuration(let duration):
            return duration.negated.map(FEELValue.dayTimeDuration) ?? run.report(.numberRange, at: range, ["operator": "-"])
        default:
            return run.report(.negation, at: range, ["found": value.typeName])
        }
    }

    static func compare(_ sign: Comparison, _ left: FEELValue, _ right: FEELValue, at range: FEELSourceRange, _ run: FEELRun) -> Bool? {
        switch sign {
        case .equal, .unequal:
            guard run.charge(walking: left, at: range) else { return nil }
            guard let equal = left.equals(right) else { return incomparable(sign, left, right, range, run) }
            return equal == (sign == .equal)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let order = left.compared(to: right) else { return incomparable(sign, left, right, range, run) }
            switch sign {
            case .less: return order < 0
            case .lessOrEqual: return order <= 0
            case .greater: return order > 0
            default: return order >= 0
            }
        }
    }

    private static func incomparable(
        _ sign: Comparison, _ left: FEELValue, _ right: FEELValue, _ range: FEELSourceRange, _ run: FEELRun
    ) -> Bool? {
        run.report(
            .comparison, at: range,
            ["operator": sign.rawValue, "left": left.typeName, "right": right.typeName])
        return nil
    }
}
