import Decimal34

/// What stands after a dot behind dates, times and durations.
enum TemporalComponents {
    /// The component; nil when values of this kind have none of that name.
    static func component(_ name: String, of value: FEELValue) -> FEELValue? {
        switch value {
        case .date(let date): component(name, of: date)
        case .time(let time): component(name, of: time, offset: time.timeOffset)
        case .dateTime(let moment): component(name, of: moment.date) ?? component(name, of: moment.time, offset: moment.timeOffset)
        case .yearMonthDuration(let duration):
            switch name {
            case "years": .number(Decimal34(duration.years))
            case "months": .number(Decimal34(duration.monthsOfYear))
            default: nil
            }
        case .dayTimeDuration(let duration):
            switch name {
            case "days": .number(Decimal34(duration.days))
            case "hours": .number(duration.hours)
            case "minutes": .number(duration.minutes)
            case "seconds": .number(duration.secondsOfMinute)
            default: nil
            }
        default: nil
        }
    }

    private static func component(_ name: String, of date: FEELDate) -> FEELValue? {
        switch name {
        case "year": .number(date.year)
        case "month": .number(date.month)
        case "day": .number(date.day)
        case "weekday": .number(date.weekday)
        default: nil
        }
    }

    private static func component(_ name: String, of time: FEELTime, offset: DayTimeDuration?) -> FEELValue? {
        switch name {
        case "hour": .number(time.hour)
        case "minute": .number(time.minute)
        case "second": .number(time.second)
        case "time offset": offset.map(FEELValue.dayTimeDuration) ?? .null
        case "timezone": time.timezone.map(FEELValue.string) ?? .null
        default: nil
        }
    }
}
