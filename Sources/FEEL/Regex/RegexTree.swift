/// A parsed pattern. Nested at most as deep as the parser allows.
indirect enum RegexTree {
    case scalar(Unicode.Scalar)
    case any
    /// By index among the parser's sets.
    case set(Int)
    case sequence([RegexTree])
    case alternatives([RegexTree])
    case group(Int, RegexTree)
    case repeated(RegexTree, least: Int, most: Int?, reluctant: Bool)
    case reference(Int)
    case start
    case end

    /// Whether it may match without taking a character; false only when it cannot.
    var mayBeEmpty: Bool {
        switch self {
        case .scalar, .any, .set: false
        case .sequence(let parts): parts.allSatisfy(\.mayBeEmpty)
        case .alternatives(let parts): parts.contains(where: \.mayBeEmpty)
        case .group(_, let inner): inner.mayBeEmpty
        case .repeated(let inner, let least, _, _): least == 0 || inner.mayBeEmpty
        case .reference, .start, .end: true
        }
    }
}
