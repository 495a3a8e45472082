/// What can be wrong with an expression or its evaluation; the raw value is the stable code of the catalogue sentence.
///
/// `LT2201–LT2219` and from `LT2246` are found while reading, `LT2220–LT2239` while evaluating, `LT2240–LT2245` are limits.
public enum FEELCode: String, Sendable, Hashable, CaseIterable {
    // Reading
    case unexpected = "LT2201"
    case unterminatedText = "LT2202"
    case emptyExpression = "LT2203"
    case textTooLong = "LT2204"
    case tooDeep = "LT2205"
    case unknownName = "LT2206"
    case unknownFunction = "LT2207"
    case unknownType = "LT2208"
    case keywordAsName = "LT2209"
    case widthNormalized = "LT2210"
    case scriptTwin = "LT2211"
    case duplicateName = "LT2212"
    case invalidNumber = "LT2213"
    case invalidLiteral = "LT2214"
    case unexpectedEnd = "LT2215"
    case unknownNameNear = "LT2216"
    case unknownFunctionNear = "LT2217"
    case noMemberNear = "LT2218"
    case missing = "LT2219"
    case missingAtEnd = "LT2246"

    // Evaluating: the value becomes null
    case operands = "LT2220"
    case comparison = "LT2221"
    case divisionByZero = "LT2222"
    case numberRange = "LT2223"
    case notBoolean = "LT2224"
    case argumentCount = "LT2225"
    case argumentType = "LT2226"
    case unknownParameter = "LT2227"
    case argumentValue = "LT2228"
    case notFunction = "LT2229"
    case noMember = "LT2230"
    case notIterable = "LT2231"
    case invalidRange = "LT2232"
    case conversion = "LT2233"
    case invalidPattern = "LT2234"
    case coercion = "LT2235"
    case outsideList = "LT2236"
    case externalFunction = "LT2237"
    case duplicateKey = "LT2238"
    case negation = "LT2239"
    case zones = "LT2247"

    // Limits: the evaluation stops and its result is incomplete
    case steps = "LT2240"
    case time = "LT2241"
    case memory = "LT2242"
    case invocationDepth = "LT2243"
    case valueDepth = "LT2244"
    case length = "LT2245"

    /// Whether an evaluation that reports this stops there.
    public var isLimit: Bool {
        switch self {
        case .steps, .time, .memory, .invocationDepth, .valueDepth, .length: true
        default: false
        }
    }

    /// The weight a finding of this kind has unless the finder knows better.
    public var severity: FEELDiagnostic.Severity {
        switch self {
        case .widthNormalized, .outsideList: .notice
        case .scriptTwin, .keywordAsName: .warning
        default: .error
        }
    }
}
