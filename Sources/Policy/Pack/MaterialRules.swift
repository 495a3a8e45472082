import Kernel

/// A document a stage requires, of whom, under which clause and when.
package struct MaterialRule: Sendable {
    /// What makes a material necessary beyond stage and class; all that are given must hold.
    package struct Condition: Hashable, Sendable {
        /// Estimate or approved amount from which it is asked, in yuan's minor units.
        package let fromAmount: Int64?
        /// Protection level (等保) from which it is asked, 1…5.
        package let fromLevel: Int?
        /// Asked only where the project produces or uses catalogued data.
        package let involvesData: Bool
    }

    package let id: String
    package let name: LocalizedText
    package let stage: String
    /// Nil: every class whose life has that stage.
    package let classes: [String]?
    /// The role that supplies it.
    package let suppliedBy: String
    package let isMandatory: Bool
    package let condition: Condition
    package let clause: String
}

/// What is known of a project when its materials are computed; an unknown fact asks for no more than it must.
package struct MaterialFacts: Hashable, Sendable {
    package var stage: String
    package var projectClass: String
    /// Minor units of yuan.
    package var amount: Int64?
    package var protectionLevel: Int?
    package var involvesData: Bool

    package init(
        stage: String, projectClass: String, amount: Int64? = nil, protectionLevel: Int? = nil, involvesData: Bool = false
    ) {
        (self.stage, self.projectClass, self.amount) = (stage, projectClass, amount)
        (self.protectionLevel, self.involvesData) = (protectionLevel, involvesData)
    }
}

/// The material list of a pack, found by stage.
package struct MaterialRules: Sendable {
    package let all: [MaterialRule]
    private let byStage: [String: [Int]]

    init(_ all: [MaterialRule]) {
        self.all = all
        byStage = Dictionary(grouping: all.indices) { all[$0].stage }
    }

    package subscript(id: String) -> MaterialRule? { all.first { $0.id == id } }

    /// The materials a project must hand in at a stage, in the pack's order.
    package func required(for facts: MaterialFacts) -> [MaterialRule] {
        (byStage[facts.stage] ?? []).map { all[$0] }.filter { rule in
            guard rule.classes?.contains(facts.projectClass) ?? true else { return false }
            if let from = rule.condition.fromAmount, (facts.amount ?? 0) < from { return false }
            if let from = rule.condition.fromLevel, (facts.protectionLevel ?? 0) < from { return false }
            return facts.involvesData || !rule.condition.involvesData
        }
    }
}
