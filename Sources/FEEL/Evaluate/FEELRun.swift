/// One evaluation: what it has used of its limits and what it has to report. Used by one thread; an evaluation of many expressions that
/// belong together (a decision and those it needs) shares one.
public final class FEELRun {
    public let limits: FEELLimits
    /// The instant and offset that `now()` and `today()` answer, asked at most once.
    let clock: FEELClock
    /// The moment of this evaluation: `now()` is the same wherever it is asked.
    var reading: FEELClock.Reading {
        if let moment { return moment }
        let reading = clock.read()
        moment = reading
        return reading
    }
    private var moment: FEELClock.Reading?
    /// Whether an error was reported. Kept with or without recording.
    public private(set) var failed = false
    /// The limit that ended the evaluation; its result must not be relied on.
    public private(set) var exceeded: FEELCode?
    /// What was reported, in order, if recording (at most 1,000).
    public private(set) var diagnostics: [FEELDiagnostic] = []
    /// Whether diagnostics are kept; without, only `failed` and `exceeded` are.
    public let recording: Bool
    /// The embedder's own, reached by the bodies of its functions.
    public weak var attachment: AnyObject?
    private var remainingSteps: Int
    private var untilClock = 1_024
    private var remainingMemory: Int
    private var deadline: ContinuousClock.Instant?
    var invocations = 0
    /// Compiled patterns by flags and text.
    var regexes: [String: FEELRegex] = [:]
    /// Where the expression now being evaluated calls from, for findings without a place of their own.
    var place = FEELSourceRange.origin

    public init(limits: FEELLimits = FEELLimits(), clock: FEELClock = .system, recording: Bool = false) {
        self.limits = limits
        self.clock = clock
        self.recording = recording
        remainingSteps = limits.steps
        remainingMemory = limits.memory
    }

    /// Steps used so far.
    public var steps: Int { limits.steps - max(0, remainingSteps) }

    /// Forgets findings and use, keeping the limits, for the next record of a batch.
    public func reset() {
        failed = false
        exceeded = nil
        diagnostics.removeAll(keepingCapacity: true)
        remainingSteps = limits.steps
        untilClock = 1_024
        remainingMemory = limits.memory
        deadline = nil
        invocations = 0
        moment = nil
    }

    /// Reports a finding; arguments are made only when recording. Answers null, to be returned.
    @discardableResult
    public func report(
        _ code: FEELCode, at range: FEELSourceRange, severity: FEELDiagnostic.Severity? = nil,
        _ arguments: @autoclosure () -> [String: String] = [:]
    ) -> FEELValue {
        if (severity ?? code.severity) == .error { failed = true }
        if code.isLimit, exceeded == nil { exceeded = code }
        if recording, diagnostics.count < 1_000 {
            diagnostics.append(FEELDiagnostic(code, at: range, arguments(), severity: severity))
        }
        return .null
    }

    /// Whether a limit has ended the evaluation; loops stop then.
    public var stopped: Bool { exceeded != nil }

    /// Charges steps; false when the evaluation must stop.
    public func charge(steps: Int, at range: FEELSourceRange? = nil) -> Bool {
        if exceeded != nil { return false }
        remainingSteps -= steps
        if remainingSteps < 0 {
            report(.steps, at: range ?? place, ["limit": String(limits.steps)])
            return false
        }
        untilClock -= steps
        return untilClock > 0 || checkTime(range)
    }

    private func checkTime(_ range: FEELSourceRange?) -> Bool {
        untilClock = 1_024
        let now = ContinuousClock.now
        guard let deadline else {
            self.deadline = now.advanced(by: .milliseconds(limits.milliseconds))
            return true
        }
        if now > deadline {
            report(.time, at: range ?? place, ["limit": String(limits.milliseconds)])
            return false
        }
        return true
    }

    /// Charges bytes about to be built; false when the evaluation must stop.
    public func charge(bytes: Int, at range: FEELSourceRange? = nil) -> Bool {
        if exceeded != nil { return false }
        remainingMemory -= bytes
        if remainingMemory < 0 {
            report(.memory, at: range ?? place, ["limit": String(limits.memory >> 20)])
            return false
        }
        return true
    }

    /// Charges a list of `count` items before it is built; false when it may not be.
    public func charge(items count: Int, at range: FEELSourceRange? = nil) -> Bool {
        guard fits(length: count, at: range) else { return false }
        return charge(steps: 1 + count / 16, at: range) && charge(bytes: 48 + count * MemoryLayout<FEELValue>.stride, at: range)
    }

    /// Whether a text or list of that length may be built.
    func fits(length: Int, at range: FEELSourceRange? = nil) -> Bool {
        if length > limits.length {
            report(.length, at: range ?? place, ["limit": String(limits.length)])
            return false
        }
        return true
    }

    /// Charges walking through a value, as comparing and printing do; false when the evaluation must stop.
    func charge(walking value: FEELValue, at range: FEELSourceRange? = nil) -> Bool {
        let weight = value.extent.weight
        return weight < 16 || charge(steps: weight / 8, at: range)
    }

    /// The value if it is not nested too deeply and, shared parts counted as often as they occur, not too large; else null with a finding.
    func checked(_ value: FEELValue, at range: FEELSourceRange? = nil) -> FEELValue {
        let extent = value.extent
        if extent.weight > limits.length { return report(.length, at: range ?? place, ["limit": String(limits.length)]) }
        if extent.depth > limits.valueDepth { return report(.valueDepth, at: range ?? place, ["limit": String(limits.valueDepth)]) }
        return value
    }
}
