/// What a pack may cost to read. A pack is written by a person; these bounds are far above any real one.
package enum PackLimits {
    /// Bytes of one file.
    package static let fileBytes = 512 * 1024
    /// Bytes of a whole pack, its base included.
    package static let packBytes = 4 * 1024 * 1024
    package static let files = 64
    /// Levels of lists and mappings inside one another.
    package static let depth = 16
    /// Nodes of one file after its aliases are expanded.
    package static let nodes = 50_000
    /// Characters that could begin an alias (`*name`) in one file. With this many, no arrangement of anchors
    /// expands a file more than a few hundred times, whatever the parser does with them.
    package static let aliases = 16
    /// Test cases of all rule models together.
    package static let ruleCases = 500
    /// How many packs may stand on one another through `extends`.
    package static let bases = 3
}
