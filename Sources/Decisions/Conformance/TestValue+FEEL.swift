import Decimal34
import FEEL

extension TestValue {
    /// The value an input has; what its type cannot read is null.
    public var value: FEELValue {
        switch self {
        case .null: .null
        case .list(let items): .list(items.map(\.value))
        case .context(let components): .context(components.map { ($0.name, $0.value.value) })
        case .simple(let type, let text): Self.simple(type, text)
        }
    }

    private static func simple(_ type: String, _ text: String) -> FEELValue {
        let trimmed = text.trimmed
        switch type {
        case "boolean":
            return trimmed == "true" || trimmed == "1" ? .boolean(true) : trimmed == "false" || trimmed == "0" ? .boolean(false) : .null
        case "decimal", "double", "float", "integer", "int", "long", "short", "byte": return Decimal34(trimmed).map { .number($0) } ?? .null
        case "date": return FEELValue.converted("date", trimmed)
        case "time": return FEELValue.converted("time", trimmed)
        case "dateTime": return FEELValue.converted("date and time", trimmed)
        case "duration", "dayTimeDuration", "yearMonthDuration": return FEELValue.converted("duration", trimmed)
        default: return .string(text)
        }
    }

    /// Whether an answer is the expected value: numbers within 1e-8, everything else exactly, contexts whatever the order of their entries.
    public func matches(_ value: FEELValue) -> Bool {
        switch (self, value) {
        case (.null, _): return value.isNull
        case (.list(let items), .list(let list)):
            return items.count == list.items.count && zip(items, list.items).allSatisfy { $0.matches($1) }
        case (.context(let components), .context(let context)):
            return components.count == context.count
                && components.allSatisfy { component in
                    context[component.name].map { component.value.matches($0) } ?? false
                }
        case (.simple, .number(let found)):
            guard case .number(let wanted) = self.value, let difference = wanted.subtracting(found)?.magnitude else { return false }
            return difference <= Self.tolerance
        case (.simple, .list), (.simple, .context), (.simple, .null): return false
        case (.simple(let type, let text), .range), (.simple(let type, let text), .function):
            return type == "string" && text == value.text
        case (.simple, _): return self.value.isSame(as: value)
        default: return false
        }
    }

    private static let tolerance = Decimal34(units: 1, exponent: -8) ?? .zero
}

extension FEELValue {
    /// What a conversion function of the language makes of a text; null where it makes nothing.
    static func converted(_ function: String, _ text: String) -> FEELValue {
        guard let program = conversions[function] else { return .null }
        let frame = FEELFrame(run: FEELRun())
        frame[0] = .string(text)
        return program.evaluate(frame)
    }

    private static let conversions: [String: FEELProgram] = {
        var programs: [String: FEELProgram] = [:]
        for function in ["date", "time", "date and time", "duration"] {
            programs[function] = try? FEELCompiler(.lenient).expression("\(function)(text)", FEELScope().declaring("text", .string))
        }
        return programs
    }()
}
