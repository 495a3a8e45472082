// Module in charge of telling whether two records speak of the same thing: texts compared by the weight of their words,
// acronyms with what they stand for, money and days as side evidence, and at most one partner for each.

import Kernel

/// What is known of a thing when it is compared: everything but the name may be missing.
public struct MatchRecord: Hashable, Sendable {
    public var name: String
    /// Whose it is: only records of one group are joined without asking.
    public var group: String
    /// An identity somebody gave it; equal codes join whatever the names say.
    public var code: String?
    public var description: String
    /// Minor units; both sides in one currency.
    public var amount: Int64?
    public var end: CivilDate?

    public init(name: String, group: String, code: String? = nil, description: String = "", amount: Int64? = nil, end: CivilDate? = nil) {
        (self.name, self.group, self.code) = (name, group, code)
        (self.description, self.amount, self.end) = (description, amount, end)
    }
}

/// Why two records are held to be one, or nearly.
public enum MatchReason: Hashable, Sendable {
    case sameCode
    case sameName
    /// One's acronym stands for the other.
    case acronym(String)
    /// 0…1: the weight of the words both names have over that of all their words.
    case name(Double)
    case description(Double)
    /// Smaller amount over larger one.
    case amount(Double)
    case sameEnd
    case otherGroup
    /// Phase 1 is not phase 2.
    case otherNumber
    /// Another record is nearly as near.
    case rival
}

/// Two records and how sure it is that they are one.
public struct Match: Hashable, Sendable {
    public let left: Int
    public let right: Int
    /// 0…1.
    public let score: Double
    public let reasons: [MatchReason]

    public init(left: Int, right: Int, score: Double, reasons: [MatchReason]) {
        (self.left, self.right, self.score, self.reasons) = (left, right, score, reasons)
    }
}

/// Where certainty begins and where a person is asked.
public struct MatchBands: Hashable, Sendable {
    /// At least this much joins.
    public var join: Double
    /// From here up to `join` it is a question.
    public var ask: Double
    /// How far the next best must lie behind; nearer ones make a question of it.
    public var margin: Double

    public init(join: Double = 0.74, ask: Double = 0.5, margin: Double = 0.06) { (self.join, self.ask, self.margin) = (join, ask, margin) }
}
