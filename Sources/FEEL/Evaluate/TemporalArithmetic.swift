import Decimal34

/// Arithmetic with dates, times and durations.
enum TemporalArithmetic {
    /// What an operation that the standard defines for these kinds gives; no value when it has none (out of range, division by zero,
    /// only one side with a zone).
    struct Outcome {
        let value: FEELValue?
        let code: FEELCode

        init(_ value: FEELValue?, else code: FEELCode = .numberRange) {
            self.value = value
            self.code = code
        }
    }

    /// nil when the operator is not defined for these kinds.
    static func apply(_ sign: Arithmetic, _ left: FEELValue, _ right: FEELValue) -> Outcome? {
        switch sign {
        case .add: sum(left, right) ?? sum(right, left)
        case .subtract: difference(left, right)
        case .multiply: product(left, right) ?? product(right, left)
        case .divide: quotient(left, right)
        case .power: nil
        }
    }

    private static func sum(_ left: FEELValue, _ right: FEELValue) -> Outcome? {
        switch (left, right) {
        case (.date(let a), .yearMonthDuration(let b)): Outcome(a.adding(b).map(FEELValue.date))
        case (.date(let a), .dayTimeDuration(let b)): Outcome(a.adding(b).map(FEELValue.date))
        case (.dateTime(let a), .yearMonthDuration(let b)): Outcome(a.adding(b).map(FEELValue.dateTime))
        case (.dateTime(let a), .dayTimeDuration(let b)): Outcome(a.adding(b).map(FEELValue.dateTime))
        case (.time(let a), .dayTimeDuration(let b)): Outcome(.time(a.adding(b)))
        case (.yearMonthDuration(let a), .yearMonthDuration(let b)): Outcome(a.adding(b).map(FEELValue.yearMonthDuration))
        case (.dayTimeDuration(let a), .dayTimeDuration(let b)): Outcome(a.adding(b).map(FEELValue.dayTimeDuration))
        default: nil
        }
    }

    private static func difference(_ left: FEELValue, _ right: FEELValue) -> Outcome? {
        switch (left, right) {
        case (.date(let a), .date(let b)): Outcome(.dayTimeDuration(a.subtracting(b)))
        case (.dateTime(let a), .dateTime(let b)): Outcome(a.subtracting(b).map(FEELValue.dayTimeDuration), else: .zones)
        case (.dateTime(let a), .date(let b)):
            Outcome(a.subtracting(FEELDateTime(b)).map(FEELValue.dayTimeDuration), else: .zones)
        case (.date(let a), .dateTime(let b)):
            Outcome(FEELDateTime(a).subtracting(b).map(FEELValue.dayTimeDuration), else: .zones)
        case (.time(let a), .time(let b)): Outcome(a.subtracting(b).map(FEELValue.dayTimeDuration), else: .zones)
        case (.date(let a), .yearMonthDuration(let b)): Outcome(a.subtracting(b).map(FEELValue.date))
        case (.date(let a), .dayTimeDuration(let b)): Outcome(a.subtracting(b).map(FEELValue.date))
        case (.dateTime(let a), .yearMonthDuration(let b)): Outcome(a.subtracting(b).map(FEELValue.dateTime))
        case (.dateTime(let a), .dayTimeDuration(let b)): Outcome(a.subtracting(b).map(FEELValue.dateTime))
        case (.time(let a), .dayTimeDuration(let b)): Outcome(.time(a.subtracting(b)))
        case (.yearMonthDuration(let a), .yearMonthDuration(let b)): Outcome(a.subtracting(b).map(FEELValue.yearMonthDuration))
        case (.dayTimeDuration(let a), .dayTimeDuration(let b)): Outcome(a.subtracting(b).map(FEELValue.dayTimeDuration))
        default: nil
        }
    }

    private static func product(_ left: FEELValue, _ right: FEELValue) -> Outcome? {
        switch (left, right) {
        case (.yearMonthDuration(let a), .number(let b)): Outcome(a.multiplied(by: b).map(FEELValue.yearMonthDuration))
        case (.dayTimeDuration(let a), .number(let b)): Outcome(a.multiplied(by: b).map(FEELValue.dayTimeDuration))
        default: nil
        }
    }

    private static func quotient(_ left: FEELValue, _ right: FEELValue) -> Outcome? {
        switch (left, right) {
        case (.yearMonthDuration(let a), .number(let b)):
            Outcome(a.divided(by: b).map(FEELValue.yearMonthDuration), else: b.isZero ? .divisionByZero : .numberRange)
        case (.dayTimeDuration(let a), .number(let b)):
            Outcome(a.divided(by: b).map(FEELValue.dayTimeDuration), else: b.isZero ? .divisionByZero : .numberRange)
        case (.yearMonthDuration(let a), .yearMonthDuration(let b)): Outcome(a.divided(by: b).map(FEELValue.number), else: .divisionByZero)
        case (.dayTimeDuration(let a), .dayTimeDuration(let b)): Outcome(a.divided(by: b).map(FEELValue.number), else: .divisionByZero)
        default: nil
        }
    }
}
