extension CatchUp {
    /// Why there is no score; the weight then goes to the siblings under the coverage rule, and is never a 0.
    public enum Unscored: String, Sendable, Hashable {
        case noStart = "no-start"
        /// The target is missing, or 0 where 0 is not declared meaningful.
        case notScored = "not-scored"
        /// No value, or none young enough.
        case noCurrent = "no-current"
        /// Pace mode, before a tenth of the way is due.
        case notDue = "not-due"
        /// Maintenance without a tolerance to measure it by.
        case noTolerance = "no-tolerance"
        /// The start that was found lies on or after the deadline.
        case dates
    }

    public enum Flag: String, Sendable, Hashable, CaseIterable {
        /// The start is the first observation in the window.
        case estimated
        /// An older value stands in for the current one.
        case carriedForward = "carried-forward"
        /// Progress is negative.
        case receding
        /// There is no way to go: what counts is to stay.
        case maintenance
        case overAchieved = "over-achieved"
        /// Gains after the deadline, which do not count.
        case late
        /// An earlier version of the target exists.
        case revised
    }

    public struct Result: Sendable, Hashable {
        /// Points, nil when unscored.
        public internal(set) var score: Double?
        public internal(set) var unscored: Unscored?
        public internal(set) var flags: Set<Flag> = []
        /// The observation that counted.
        public internal(set) var current: Observation?
        /// p, raw: below 0 and above 1 as it is. Nil under maintenance.
        public internal(set) var progress: Double?
        /// e, 0…1.
        public internal(set) var due: Double?
        /// p of the newest value after the deadline.
        public internal(set) var lateProgress: Double?
        /// Change still needed a year of 365.2425 days to arrive in time, in the indicator's unit; 0 once arrived, nil after the deadline.
        public internal(set) var requiredPace: Double?
        /// The day the target is reached if the average pace so far goes on; nil without progress.
        public internal(set) var projectedDay: Int?

        /// e − p: how far behind, negative when ahead.
        public var lag: Double? { progress.flatMap { p in due.map { $0 - p } } }
    }

    /// The score as seen on `day` from the observations, in any order. O(count).
    public func result(_ observations: [Observation], on day: Int) -> Result {
        let day = day.boundedDay
        var result = Result()
        func unscored(_ why: Unscored) -> Result {
            result.unscored = why
            return result
        }
        guard let target = target(validOn: day), isScorable(target.goal) else { return unscored(.notScored) }
        if targets.first != target { result.flags.insert(.revised) }
        let known = observations.filter { $0.day <= day && $0.value.isFinite }
        guard let start = start ?? estimatedStart(known) else { return unscored(.noStart) }
        if self.start == nil { result.flags.insert(.estimated) }
        guard target.deadline > start.day else { return unscored(.dates) }

        // After the deadline the value of the deadline stays what counts.
        let counted = known.filter { $0.day <= target.deadline && $0.day >= start.day }
        guard let current = counted.max(by: { $0.day < $1.day }) else { return unscored(.noCurrent) }
        let age = min(day - publicationLag, target.deadline) - current.day
        if age >= interval {
            guard age <= maximumAge else { return unscored(.noCurrent) }
            result.flags.insert(.carriedForward)
        }
        result.current = current

        let bound = target.goal.bound(nearest: start.value)
        let ahead = direction.sign(of: target.goal, start: start.value) * (bound - start.value)
        let fraction = min(1, max(0, Double(current.day - start.day) / Double(target.deadline - start.day)))
        let points: Double
        if ahead <= 0 || abs(bound - start.value) < (tolerance ?? 0) {
            result.flags.insert(.maintenance)
            result.due = day > target.deadline ? 1 : fraction
            guard let kept = maintenance(current.value, target.goal, bound) else { return unscored(.noTolerance) }
            points = kept
        } else {
            let progress = self.progress(current.value, start.value, bound, target.goal)
            let due = day > target.deadline ? 1 : self.due(on: current.day, start, bound, target) ?? fraction
            (result.progress, result.due) = (progress, due)
            if progress < 0 { result.flags.insert(.receding) }
            if progress > 1 { result.flags.insert(.overAchieved) }
            if let newest = known.max(by: { $0.day < $1.day }), newest.day > target.deadline {
                let late = self.progress(newest.value, start.value, bound, target.goal)
                result.lateProgress = late
                if late > progress { result.flags.insert(.late) }
            }
            if day <= target.deadline, current.day < target.deadline {
                let left = progress >= 1 ? 0 : bound - current.value
                result.requiredPace = left / Double(target.deadline - current.day) * 365.2425
            }
            if progress > 0, current.day > start.day {
                result.projectedDay = Int(
                    exactly: (Double(start.day) + Double(current.day - start.day) / progress).rounded(.up))
            }
            switch mode {
            case .progress: points = 100 * min(max(progress, 0), achievementCap)
            case .pace:
                guard due >= 0.1 else { return unscored(.notDue) }
                points = 100 * min(max(progress / due, 0), achievementCap)
            }
        }
        result.score = combined(points, with: current.value)
        return result
    }

    private func isScorable(_ goal: Goal) -> Bool {
        switch goal {
        case .value(let value): value.isFinite && (value != 0 || zeroIsMeaningful)
        case .range(let range): range.lowerBound.isFinite && range.upperBound.isFinite
        }
    }

    private func estimatedStart(_ known: [Observation]) -> Observation? {
        guard let startWindow else { return nil }
        return known.filter { startWindow.contains($0.day) }.min { $0.day < $1.day }
    }

    private func progress(_ value: Double, _ start: Double, _ bound: Double, _ goal: Goal) -> Double {
        if case .range(let range) = goal, range.contains(value) { return 1 }
        // Beyond the far bound of a range the way back counts from that bound.
        if case .range(let range) = goal, (value - bound) * (bound - start) > 0 {
            let far = bound == range.lowerBound ? range.upperBound : range.lowerBound
            return 1 - abs(value - far) / abs(bound - start)
        }
        return (value - start) / (bound - start)
    }

    /// e on the declared path; nil without one.
    private func due(on day: Int, _ start: Observation, _ bound: Double, _ target: Target) -> Double? {
        let between = target.path.filter { $0.day > start.day && $0.day < target.deadline }
        guard !between.isEmpty else { return nil }
        let points = [start] + between + [Observation(day: target.deadline, value: bound)]
        guard let next = points.firstIndex(where: { $0.day >= day }) else { return 1 }
        guard next > 0 else { return 0 }
        let (a, b) = (points[next - 1], points[next])
        let value = a.value + (b.value - a.value) * Double(day - a.day) / Double(b.day - a.day)
        return min(1, max(0, (value - start.value) / (bound - start.value)))
    }

    /// 100 while the target is held, falling to 0 one tolerance away from it.
    private func maintenance(_ value: Double, _ goal: Goal, _ bound: Double) -> Double? {
        let distance: Double
        switch goal {
        case .value: distance = direction.sign * (value - bound) >= 0 ? 0 : abs(value - bound)
        case .range(let range): distance = max(0, range.lowerBound - value, value - range.upperBound)
        }
        guard distance > 0 else { return 100 }
        guard let tolerance else { return nil }
        return 100 * max(0, 1 - distance / tolerance)
    }

    private func combined(_ points: Double, with value: Double) -> Double {
        func reached(_ unacceptable: Double, _ satisfactory: Double) -> Double? {
            let score = Efficacy.score(value, unacceptable: unacceptable, satisfactory: satisfactory)
            return score.isFinite ? min(max(score, 0), 100 * achievementCap) : nil
        }
        switch level {
        case .ignored: return points
        case .better(let unacceptable, let satisfactory): return max(points, reached(unacceptable, satisfactory) ?? points)
        case .mixed(let share, let unacceptable, let satisfactory):
            return reached(unacceptable, satisfactory).map { share * $0 + (1 - share) * points } ?? points
        }
    }
}

extension CatchUp.Goal {
    /// The value itself, or the bound of the range nearest to `start`.
    func bound(nearest start: Double) -> Double {
        switch self {
        case .value(let value): value
        case .range(let range): abs(start - range.lowerBound) <= abs(start - range.upperBound) ? range.lowerBound : range.upperBound
        }
    }
}

extension Direction {
    /// A range is approached from either side; a start inside it leaves no way to go.
    func sign(of goal: CatchUp.Goal, start: Double) -> Double {
        guard case .range(let range) = goal else { return sign }
        return range.contains(start) ? 0 : start < range.lowerBound ? 1 : -1
    }
}
