import Kernel

/// The pack's lights and the rules that compute them. Worst wins.
package struct LightRules: Sendable {
    /// How one light looks and ranks: always a word and a shape beside the colour.
    package struct Light: Hashable, Sendable {
        package enum Shape: String, Sendable, CaseIterable { case circle, triangle, square, diamond, ring, dash }
        package let colour: LightColour
        package let name: LocalizedText
        /// 0…100; the highest severity among the reasons is the mark.
        package let severity: Int
        package let shape: Shape
        /// `#rrggbb` on light and on dark ground.
        package let hue: String
        package let darkHue: String
    }

    package let lights: [LightColour: Light]
    package let rules: [LightRule]
    /// Stages of projects and states of orders that are judged; others show 未評估.
    package let judged: [LightInputs.Subject: Set<String>]
    /// Days between two reports, by rhythm.
    package let rhythms: [String: Int]
    /// Sentences for `historic-missing`, `not-judged` and `no-facts`.
    package let silences: [String: LocalizedText]
    let calendar: BusinessCalendar

    package static let historicMissing = "historic-missing"
    package static let notJudged = "not-judged"
    package static let noFacts = "no-facts"

    /// The computed light of one project or order on one day, with every reason, worst first. Pure and total.
    /// - Complexity: O(rules), and O(days of silence) for the reporting clock.
    package func evaluate(_ inputs: LightInputs) -> LightMark {
        if inputs.isHistoric { return unassessed(Self.historicMissing) }
        if let phase = inputs.phase, let judged = judged[inputs.subject], !judged.contains(phase) {
            return unassessed(Self.notJudged, ["phase": phase])
        }
        var reasons: [LightReason] = []
        var anyRuleSpoke = false
        for rule in rules {
            switch rule.evaluate(inputs, calendar: calendar, rhythms: rhythms) {
            case .silent: continue
            case .satisfied: anyRuleSpoke = true
            case .asks(let colour, let arguments):
                anyRuleSpoke = true
                reasons.append(LightReason(code: rule.id, arguments: arguments, severity: severity(colour), colour: colour))
            }
        }
        guard anyRuleSpoke else { return unassessed(Self.noFacts) }
        // Rules of equal weight keep the pack's order.
        let ranked = reasons.enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
        return LightMark(colour: ranked.first?.colour ?? .green, reasons: ranked)
    }

    /// The sentence of a reason in one language, its placeholders filled.
    package func sentence(_ reason: LightReason, in locale: LocaleTag) -> String {
        let template = rules.first { $0.id == reason.code }?.reason ?? silences[reason.code]
        return template.map { $0.text(in: locale).filling(reason.arguments) } ?? reason.code
    }

    package func severity(_ colour: LightColour) -> Int { lights[colour]?.severity ?? 0 }

    private func unassessed(_ code: String, _ arguments: [String: String] = [:]) -> LightMark {
        LightMark(
            colour: .notAssessed,
            reasons: [LightReason(code: code, arguments: arguments, severity: severity(.notAssessed), colour: .notAssessed)])
    }
}

extension LightRule {
    /// The light by this rule alone; green when it is content or silent.
    package func evaluate(_ inputs: LightInputs, in rules: LightRules) -> LightMark {
        guard case .asks(let colour, let arguments) = evaluate(inputs, calendar: rules.calendar, rhythms: rules.rhythms) else {
            return LightMark(colour: .green, reasons: [])
        }
        return LightMark(
            colour: colour, reasons: [LightReason(code: id, arguments: arguments, severity: rules.severity(colour), colour: colour)])
    }
}

extension String {
    /// The `{names}` in this text.
    var placeholders: Set<String> {
        var names: Set<String> = []
        for part in split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            guard let end = part.firstIndex(of: "}") else { continue }
            names.insert(String(part[..<end]))
        }
        return names
    }

    /// The text with `{name}` replaced by its value; unknown names stay as they are.
    func filling(_ arguments: [String: String]) -> String {
        let parts = split(separator: "{", omittingEmptySubsequences: false)
        var result = String(parts.first ?? "")
        for part in parts.dropFirst() {
            if let end = part.firstIndex(of: "}"), let value = arguments[String(part[..<end])] {
                result += value + part[part.index(after: end)...]
            } else {
                result += "{" + part
            }
        }
        return result
    }
}
