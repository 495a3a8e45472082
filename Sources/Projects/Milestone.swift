import Kernel

/// A dated step of a project with its weight; the weights of a project sum to 100.
package struct Milestone: Hashable, Sendable {
    package let project: ProjectID
    /// 1, 2, 3 … in the order of their dates.
    package let number: Int
    package let name: LocalizedText
    package let due: CivilDate
    package let done: CivilDate?
    /// Percent of the whole.
    package let weight: Int

    package init(project: ProjectID, number: Int, name: LocalizedText, due: CivilDate, done: CivilDate?, weight: Int) {
        (self.project, self.number, self.name) = (project, number, name)
        (self.due, self.done, self.weight) = (due, done, weight)
    }

    package func isLate(on day: CivilDate) -> Bool { done == nil && due < day }
}

package protocol MilestoneWrites: AnyObject {
    func insert(_ milestone: Milestone) throws
}

package protocol MilestoneQueries: Sendable {
    /// In the order of their numbers.
    func milestones(tenant: TenantID, of project: ProjectID) async throws -> [Milestone]
}
