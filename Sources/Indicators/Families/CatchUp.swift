/// 追趕, progress towards a target with a deadline.
///
/// p = (x − x₀)/(T − x₀), due e = (t − t₀)/(t₁ − t₀) or the declared path. t is the day the value **belongs to**, never today.
/// Days are day numbers of any calendar; values are in the indicator's own unit; scores are points, 100 when the target is reached.
public struct CatchUp: Sendable, Hashable {
    /// A value and the day it belongs to.
    public struct Observation: Sendable, Hashable {
        public let day: Int
        public let value: Double

        public init(day: Int, value: Double) { (self.day, self.value) = (day.boundedDay, value) }
    }

    /// Where to go: a number, or a range whose bound nearest the start is the target and whose inside is full progress.
    public enum Goal: Sendable, Hashable {
        case value(Double)
        case range(ClosedRange<Double>)
    }

    /// One version of the target; versions are only ever appended.
    public struct Target: Sendable, Hashable {
        public let goal: Goal
        public let deadline: Int
        /// Yearly targets, values by day: where given they are the due path, straight between them.
        public let path: [Observation]
        /// First day on which scores are taken under this version.
        public let validFrom: Int
        /// Where it is written.
        public let provenance: String

        public init(goal: Goal, deadline: Int, path: [Observation] = [], validFrom: Int = .min, provenance: String = "") {
            (self.goal, self.deadline, self.validFrom, self.provenance) = (goal, deadline.boundedDay, validFrom, provenance)
            self.path = path.sorted { $0.day < $1.day }
        }
    }

    /// How progress becomes points.
    public enum Mode: String, Sendable, Hashable {
        /// 100·min(max(p, 0), c).
        case progress
        /// 100·clip(p/e, 0, c) once e ≥ 0.1; not due before.
        case pace
    }

    /// How the level a unit has reached counts beside its progress.
    public enum Level: Sendable, Hashable {
        case ignored
        /// The better of 功效係數 and progress, so that a high starter is not punished for standing near its ceiling.
        case better(unacceptable: Double, satisfactory: Double)
        /// `share` of the level, the rest of progress.
        case mixed(share: Double, unacceptable: Double, satisfactory: Double)
    }

    public let direction: Direction
    /// x₀ on t₀; nil when it was not measured.
    public let start: Observation?
    /// Days in which the first observation may stand in for a missing start.
    public let startWindow: ClosedRange<Int>?
    public private(set) var targets: [Target]
    public let mode: Mode
    public let level: Level
    /// c, 1…1.2.
    public let achievementCap: Double
    /// Measurement tolerance in the unit of the value.
    public let tolerance: Double?
    /// A target of 0 is a target, not an empty field.
    public let zeroIsMeaningful: Bool
    /// Days between two values.
    public let interval: Int
    /// Days between the day a value belongs to and its publication.
    public let publicationLag: Int
    /// Oldest value that may stand in for a missing one, in days.
    public let maximumAge: Int

    /// Refuses a deadline that is not after the start, an achievement cap outside 1…1.2 and a tolerance that is not positive.
    public init(
        direction: Direction, start: Observation?, startWindow: ClosedRange<Int>? = nil, target: Target?, mode: Mode = .progress,
        level: Level = .ignored, achievementCap: Double = 1, tolerance: Double? = nil, zeroIsMeaningful: Bool = false, interval: Int = 366,
        publicationLag: Int = 0, maximumAge: Int = 731
    ) throws(FamilyError) {
        guard (1...1.2).contains(achievementCap) else { throw .achievementCap }
        if let tolerance, !(tolerance > 0 && tolerance.isFinite) { throw .tolerance }
        if let start, let target, target.deadline <= start.day { throw .dates }
        if let start, !start.value.isFinite { throw .parameter("start") }
        if case .mixed(let share, _, _) = level, !(0...1).contains(share) { throw .parameter("share") }
        guard interval > 0, (0...1_000_000).contains(publicationLag), maximumAge >= 0 else { throw .parameter("interval") }
        (self.direction, self.start, self.startWindow, self.targets) = (direction, start, startWindow, target.map { [$0] } ?? [])
        (self.mode, self.level, self.achievementCap, self.tolerance) = (mode, level, achievementCap, tolerance)
        (self.zeroIsMeaningful, self.interval) = (zeroIsMeaningful, interval)
        (self.publicationLag, self.maximumAge) = (publicationLag, maximumAge)
    }

    /// Appends a revision; it must be valid from a later day than the last one, and its deadline after the start.
    public mutating func revise(_ target: Target) throws(FamilyError) {
        if let last = targets.last, target.validFrom <= last.validFrom { throw .revision }
        if let start, target.deadline <= start.day { throw .dates }
        targets.append(target)
    }

    /// The version under which scores of `day` are taken.
    public func target(validOn day: Int) -> Target? { targets.last { $0.validFrom <= day } }
}

extension Int {
    /// Day numbers are held within ± a thousand million, far past any calendar, so that differences of days cannot overflow.
    var boundedDay: Int { Swift.min(Swift.max(self, -1_000_000_000), 1_000_000_000) }
}
