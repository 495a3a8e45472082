/// A computed light and why: every rule that asked for more than green, worst first.
package struct LightMark: Hashable, Sendable {
    package let colour: LightColour
    package let reasons: [LightReason]

    package init(colour: LightColour, reasons: [LightReason]) { (self.colour, self.reasons) = (colour, reasons) }
}

/// One rule's finding. The sentence is the pack's (`LightRules.sentence`), so that it changes with the rule.
package struct LightReason: Hashable, Sendable, Codable {
    /// The id of the rule, or `historic-missing`, `not-judged`, `no-facts`.
    package let code: String
    /// Values of the sentence's placeholders.
    package let arguments: [String: String]
    /// The light's rank in the pack: the highest wins.
    package let severity: Int
    package let colour: LightColour

    package init(code: String, arguments: [String: String], severity: Int, colour: LightColour) {
        (self.code, self.arguments, self.severity, self.colour) = (code, arguments, severity, colour)
    }
}
