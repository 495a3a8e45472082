import Decimal34

extension Builtins {
    static let temporal: [Builtin] = [
        Builtin(
            "date", .date,
            .init(.required("from", .string)) { call in FEELDate(call.string(0)).map(FEELValue.date) ?? call.fail(0, .conversion) },
            .init(.required("from", dateLike)) { call in call.date(0).map(FEELValue.date) ?? call.fail() },
            .init(.required("year", .number), .required("month", .number), .required("day", .number)) { call in
                guard let year = call.number(0).int, let month = call.number(1).int, let day = call.number(2).int else {
                    return call.fail()
                }
                return FEELDate(year: year, month: month, day: day).map(FEELValue.date) ?? call.fail()
            }),
        Builtin(
            "time", .time,
            .init(.required("from", .string)) { call in FEELTime(call.string(0)).map(FEELValue.time) ?? call.fail(0, .conversion) },
            .init(.required("from", timeLike)) { call in
                switch call.value(0) {
                case .time(let time): .time(time)
                case .dateTime(let moment): .time(moment.time)
                case .date(let date): .time(FEELDateTime(date).time)
                default: call.fail()
                }
            },
            .init(
                .required("hour", .number), .required("minute", .number), .required("second", .number),
                .optional("offset", .dayTimeDuration)
            ) { call in
                var offset: DayTimeDuration?
                if case .dayTimeDuration(let given) = call.value(3) { offset = given }
                guard let hour = call.number(0).int, let minute = call.number(1).int else { return call.fail() }
                return FEELTime(hour: hour, minute: minute, second: call.number(2), offset: offset).map(FEELValue.time) ?? call.fail()
            }),
        Builtin(
            "date and time", .dateTime,
            .init(.required("from", .string)) { call in
                FEELDateTime(call.string(0)).map(FEELValue.dateTime) ?? call.fail(0, .conversion)
            },
            .init(.required("from", .dateTime)) { call in call.value(0) },
            .init(.required("date", dateLike), .required("time", .time)) { call in
                guard let date = call.date(0), case .time(let time) = call.value(1) else { return call.fail() }
                return .dateTime(FEELDateTime(date: date, time: time))
            }),
        Builtin(
            "duration", .any,
            .init(.required("from", .string)) { call in Literals.duration(call.string(0)) ?? call.fail(0, .conversion) }),
        Builtin(
            "years and months duration", .yearMonthDuration,
            .init(.required("from", dateLike), .required("to", dateLike)) { call in
                guard let from = call.date(0), let to = call.date(1) else { return call.fail() }
                return .yearMonthDuration(YearMonthDuration(from: from, to: to))
            }),
        Builtin(
            "now", .dateTime,
            .init { call in
                let now = call.run.reading
                guard let zone = FEELZone(offsetSeconds: Int64(now.offset)),
                    let moment = FEELDateTime(epochSeconds: now.seconds, nanoseconds: now.nanoseconds, zone: zone)
                else { return call.fail() }
                return .dateTime(moment)
            }),
        Builtin(
            "today", .date,
            .init { call in
                let now = call.run.reading
                guard let zone = FEELZone(offsetSeconds: Int64(now.offset)),
                    let moment = FEELDateTime(epochSeconds: now.seconds, zone: zone)
                else { return call.fail() }
                return .date(moment.date)
            }),
        calendar("day of year", .number) { .number($0.dayOfYear) },
        calendar("day of week", .string) { .string($0.weekdayName) },
        calendar("month of year", .string) { .string($0.monthName) },
        calendar("week of year", .number) { .number($0.weekOfYear) },
    ]

    private static func calendar(_ name: String, _ result: FEELType, _ answer: @escaping @Sendable (FEELDate) -> FEELValue) -> Builtin {
        Builtin(name, result, .init(.required("date", dateLike)) { call in call.date(0).map(answer) ?? call.fail() })
    }

    private static let dateLike = FEELType.constrained(
        FEELType.Constraint(name: "date / date and time", base: .any) { value in
            switch value {
            case .date, .dateTime: true
            default: false
            }
        })

    private static let timeLike = FEELType.constrained(
        FEELType.Constraint(name: "time / date and time / date", base: .any) { value in
            switch value {
            case .date, .dateTime, .time: true
            default: false
            }
        })
}

extension Builtin.Call {
    /// The day of a date or of a date and time.
    func date(_ position: Int) -> FEELDate? {
        switch value(position) {
        case .date(let date): date
        case .dateTime(let moment): moment.date
        default: nil
        }
    }
}
