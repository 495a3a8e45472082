import Kernel

/// The ways projects go: the stages there are, and for each class of project which stage may follow which.
package struct Lifecycle: Sendable {
    /// A stage of a project's life.
    package struct Stage: Hashable, Sendable {
        package let id: String
        package let name: LocalizedText
        package let description: LocalizedText?
        /// A gate is passed by a verdict; other stages are passed by finishing them.
        package let isGate: Bool
        /// How long the stage may take, where the pack says so.
        package let clock: Clock?
        /// The clause that asks for the stage.
        package let clause: String?
    }

    /// A length of time as officials count it.
    package struct Clock: Hashable, Sendable {
        package enum Unit: String, Sendable, CaseIterable { case days, workdays, months }
        package let length: Int
        package let unit: Unit

        package init(length: Int, unit: Unit) { (self.length, self.unit) = (length, unit) }
    }

    /// A class of project (新建, 續建, 升級改造, 運行維護, 購買服務) and its graph of stages.
    package struct ProjectClass: Sendable {
        package let id: String
        package let name: LocalizedText
        package let description: LocalizedText?
        package let start: String
        /// The stages of this class in reading order.
        package let stages: [String]
        /// Which stages may follow a stage; empty where the life ends.
        package let next: [String: [String]]
    }

    package let stages: [Stage]
    package let classes: [ProjectClass]

    package func stage(_ id: String) -> Stage? { stages.first { $0.id == id } }
    package func projectClass(_ id: String) -> ProjectClass? { classes.first { $0.id == id } }

    /// The stages that may follow `stage` in a project of `projectClass`; empty at an end and for unknown codes.
    package func stages(after stage: String, in projectClass: String) -> [String] {
        self.projectClass(projectClass)?.next[stage] ?? []
    }

    /// True when the pack lets a project of that class go from `stage` to `next` in one step.
    package func allows(_ next: String, after stage: String, in projectClass: String) -> Bool {
        stages(after: stage, in: projectClass).contains(next)
    }
}
