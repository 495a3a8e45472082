/// Bounds of one evaluation. Reaching one ends the evaluation with null and a located diagnostic; nothing traps.
public struct FEELLimits: Sendable {
    /// Nodes, iterations and regular-expression steps.
    public var steps = 1_000_000
    /// Processor time in milliseconds, looked at every 1,024 steps.
    public var milliseconds = 100
    /// Bytes charged when lists, texts and contexts are built.
    public var memory = 32 << 20
    /// How deeply functions may call each other.
    public var invocationDepth = 64
    /// How deeply lists and contexts may be nested in a value.
    public var valueDepth = 64
    /// Characters in a text, items in a list.
    public var length = 1_000_000

    public init() {}

    /// UTF-8 bytes of one source text.
    public static let sourceLength = 16 << 10
    /// Nesting of a source text.
    public static let syntaxDepth = 64
}
