/// Runs a program over one text: depth first with an explicit stack, so that nothing recurses.
struct RegexMatcher {
    let program: RegexProgram
    let input: [Unicode.Scalar]
    /// What is left of the budget.
    private(set) var steps: Int
    private var slots: [Int]
    private var stack: [Pending] = []
    /// Choices taken already at a position (a bit each): from there the rest fails again, whatever way led to it.
    private var tried: [UInt64]

    private enum Pending {
        case resume(at: Int, position: Int)
        case restore(slot: Int, to: Int)
    }

    /// 32 million bits; beyond it the matcher goes without memory.
    private static let largestMemory = 1 << 25
    private static let largestStack = 1 << 19

    init(_ program: RegexProgram, _ text: String, steps: Int) {
        self.program = program
        input = Array(text.unicodeScalars)
        self.steps = steps
        slots = Array(repeating: -1, count: program.slots)
        let (cells, overflow) = program.choices.multipliedReportingOverflow(by: input.count + 1)
        let remembers = !program.hasReferences && !overflow && cells <= Self.largestMemory
        tried = remembers ? Array(repeating: 0, count: (cells + 63) / 64) : []
    }

    func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: input[range])
        return String(view)
    }

    /// What a group took in the last match; `nil` if it took no part. Group 0 is the whole match.
    func group(_ number: Int) -> Range<Int>? {
        guard number <= program.groups, slots[2 * number] >= 0, slots[2 * number + 1] >= slots[2 * number] else { return nil }
        return slots[2 * number]..<slots[2 * number + 1]
    }

    /// The first match at or after a position. Never an empty one except for patterns that match the empty text.
    mutating func find(from position: Int) throws(FEELRegexError) -> Range<Int>? {
        // What failed from an earlier start fails again; only a match begins a new search.
        for index in tried.indices { tried[index] = 0 }
        var start = position
        while start <= input.count {
            if let first = program.first {
                while start < input.count, input[start] != first { start += 1 }
                if start == input.count { return nil }
            }
            if let end = try run(from: start) {
                slots[0] = start
                slots[1] = end
                return start..<end
            }
            start += 1
        }
        return nil
    }

    private mutating func run(from start: Int) throws(FEELRegexError) -> Int? {
        for index in slots.indices { slots[index] = -1 }
        stack.removeAll(keepingCapacity: true)
        var at = 0
        var position = start
        while true {
            steps -= 1
            if steps < 0 {
                steps = 0
                throw FEELRegexError(.tooManySteps, at: 0)
            }
            var failed = false
            switch program.instructions[at] {
            case .match: return position
            case .jump(let target):
                at = target
                continue
            case .save(let slot):
                stack.append(.restore(slot: slot, to: slots[slot]))
                slots[slot] = position
            case .moved(let slot):
                // With memory the choice before the loop has been tried here already.
                failed = slots[slot] == position
            case .split(let first, let second, let choice):
                if tried.isEmpty || mark(choice, position) {
                    guard stack.count < Self.largestStack else { throw FEELRegexError(.tooManySteps, at: 0) }
                    stack.append(.resume(at: second, position: position))
                    at = first
                    continue
                }
                failed = true
            case .start: failed = !isLineStart(position)
            case .end: failed = !isLineEnd(position)
            case .reference(let group):
                if let end = endOfReference(group, position) { position = end } else { failed = true }
            case .scalar(let scalar):
                failed = position == input.count || input[position] != scalar
                position += 1
            case .folded(let scalar):
                failed = position == input.count || !input[position].matches(scalar)
                position += 1
            case .set(let index):
                failed = position == input.count || !program.sets[index].contains(input[position])
                position += 1
            case .any:
                failed = position == input.count || !program.flags.dotAll && (input[position] == "\n" || input[position] == "\r")
                position += 1
            }
            if !failed {
                at += 1
                continue
            }
            guard let next = backtrack() else { return nil }
            (at, position) = next
        }
    }

    private mutating func backtrack() -> (Int, Int)? {
        while let pending = stack.popLast() {
            switch pending {
            case .resume(let at, let position): return (at, position)
            case .restore(let slot, let old): slots[slot] = old
            }
        }
        return nil
    }

    /// Whether this choice is new at the position.
    private mutating func mark(_ choice: Int, _ position: Int) -> Bool {
        let cell = choice * (input.count + 1) + position
        let bit: UInt64 = 1 << UInt64(cell & 63)
        if tried[cell >> 6] & bit != 0 { return false }
        tried[cell >> 6] |= bit
        return true
    }

    private func isLineStart(_ position: Int) -> Bool {
        position == 0 || program.flags.multiline && position < input.count && input[position - 1] == "\n"
    }

    private func isLineEnd(_ position: Int) -> Bool {
        position == input.count || program.flags.multiline && input[position] == "\n"
    }

    private func endOfReference(_ number: Int, _ position: Int) -> Int? {
        // A group that took no part stands for the empty text.
        guard let range = group(number) else { return position }
        guard range.count <= input.count - position else { return nil }
        for (offset, index) in range.enumerated() {
            let (left, right) = (input[index], input[position + offset])
            guard left == right || program.flags.ignoresCase && left.matches(right) else { return nil }
        }
        return position + range.count
    }
}
