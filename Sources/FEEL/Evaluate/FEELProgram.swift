/// A compiled expression: immutable, usable from any thread, each evaluation with a frame of its own.
public struct FEELProgram: Sendable {
    /// The slots it needs, those of its scope included.
    public let slotCount: Int
    /// The type of its values as far as it is known.
    public let type: FEELType
    /// Notices and warnings of its text (errors too, if compiled leniently).
    public let diagnostics: [FEELDiagnostic]
    let code: Code
    let tree: Node

    /// The value in a frame of the scope it was compiled for. Null after a limit was exceeded.
    public func evaluate(_ frame: FEELFrame) -> FEELValue {
        frame.reserve(slotCount)
        let value = code(frame)
        return frame.run.stopped ? .null : value
    }
}

/// Compiled tests of a table cell.
public struct FEELUnaryTests: Sendable {
    public let slotCount: Int
    /// The slot the input value is put in; `?` in the text.
    public let inputSlot: Int
    public let diagnostics: [FEELDiagnostic]
    /// What the tests amount to, when that is known without evaluating: for indexes and analysis.
    public let shape: Shape
    let truth: Truth
    let tree: Node

    /// Tests in a form that can be indexed.
    public enum Shape: Sendable {
        /// `-`
        case anything
        /// One of these values.
        case values([FEELValue], negated: Bool)
        /// In one of these ranges (single values are ranges of one).
        case ranges([FEELRange], negated: Bool)
        /// Only evaluating tells.
        case expression
    }

    /// Whether the input passes: true, false, or nil when that has no answer.
    public func matches(_ input: FEELValue, _ frame: FEELFrame) -> Bool? {
        frame.reserve(slotCount)
        frame.slots[inputSlot] = input
        let answer = truth(frame)
        return frame.run.stopped ? nil : answer
    }
}
