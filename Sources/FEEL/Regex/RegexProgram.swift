/// A pattern as instructions for the matcher.
struct RegexProgram: Sendable {
    enum Instruction: Sendable {
        case scalar(Unicode.Scalar)
        /// Compared without regard to case.
        case folded(Unicode.Scalar)
        case any
        case set(Int)
        case start
        case end
        /// Tries the first, then the second; the third numbers the choices.
        case split(Int, Int, Int)
        case jump(Int)
        /// Keeps the position in a slot.
        case save(Int)
        case reference(Int)
        /// Goes on only if the position has moved since it was kept in the slot.
        case moved(Int)
        case match
    }

    var instructions: [Instruction] = []
    var sets: [RegexSet] = []
    var flags: RegexFlags
    /// How many groups there are, without the whole match.
    var groups: Int
    var slots: Int
    var choices = 0
    /// With back-references what follows depends on more than instruction and position.
    var hasReferences: Bool
    /// The character every match begins with, if there is one.
    var first: Unicode.Scalar?
}

struct RegexCompiler {
    private var program: RegexProgram

    static let maximumSize = 20_000

    init(flags: RegexFlags, sets: [RegexSet], groups: Int, hasReferences: Bool) {
        program = RegexProgram(sets: sets, flags: flags, groups: groups, slots: 2 * (groups + 1), hasReferences: hasReferences)
    }

    mutating func compile(_ tree: RegexTree) throws(FEELRegexError) -> RegexProgram {
        try emit(tree)
        try append(.match)
        if case .scalar(let first)? = program.instructions.first { program.first = first }
        return program
    }

    @discardableResult
    private mutating func append(_ instruction: RegexProgram.Instruction) throws(FEELRegexError) -> Int {
        guard program.instructions.count < Self.maximumSize else { throw FEELRegexError(.tooLarge, at: 0) }
        program.instructions.append(instruction)
        return program.instructions.count - 1
    }

    private var next: Int { program.instructions.count }

    private mutating func emit(_ tree: RegexTree) throws(FEELRegexError) {
        switch tree {
        case .scalar(let scalar): try append(program.flags.ignoresCase ? .folded(scalar) : .scalar(scalar))
        case .any: try append(.any)
        case .set(let index): try append(.set(index))
        case .start: try append(.start)
        case .end: try append(.end)
        case .reference(let group): try append(.reference(group))
        case .sequence(let parts): for part in parts { try emit(part) }
        case .group(let number, let inner):
            try append(.save(2 * number))
            try emit(inner)
            try append(.save(2 * number + 1))
        case .alternatives(let branches):
            var exits: [Int] = []
            for (position, branch) in branches.enumerated() {
                guard position < branches.count - 1 else {
                    try emit(branch)
                    break
                }
                let choice = try append(.match)
                try emit(branch)
                exits.append(try append(.match))
                setChoice(choice, choice + 1, next)
            }
            for exit in exits { program.instructions[exit] = .jump(next) }
        case .repeated(let inner, let least, let most, let reluctant):
            for _ in 0..<least { try emit(inner) }
            guard let most else { return try emitLoop(inner, reluctant) }
            var choices: [Int] = []
            for _ in least..<max(least, most) {
                choices.append(try append(.match))
                try emit(inner)
            }
            for choice in choices { setChoice(choice, choice + 1, next, reluctant) }
        }
    }

    private mutating func emitLoop(_ inner: RegexTree, _ reluctant: Bool) throws(FEELRegexError) {
        let choice = try append(.match)
        if inner.mayBeEmpty {
            let slot = program.slots
            program.slots += 1
            try append(.save(slot))
            try emit(inner)
            try append(.moved(slot))
        } else {
            try emit(inner)
        }
        try append(.jump(choice))
        setChoice(choice, choice + 1, next, reluctant)
    }

    private mutating func setChoice(_ place: Int, _ body: Int, _ exit: Int, _ reluctant: Bool = false) {
        program.instructions[place] = reluctant ? .split(exit, body, program.choices) : .split(body, exit, program.choices)
        program.choices += 1
    }
}
