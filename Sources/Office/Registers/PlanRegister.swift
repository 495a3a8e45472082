import Accounts
import Kernel
import Planning

/// The plan with what hangs on it.
package struct PlanSnapshot: Sendable {
    package struct ClauseLine: Hashable, Sendable {
        package let clause: Clause
        package let goals: Int
        package let projects: Int
        package let orders: Int

        package init(clause: Clause, goals: Int, projects: Int, orders: Int) {
            (self.clause, self.goals, self.projects, self.orders) = (clause, goals, projects, orders)
        }

        /// 兩張皮: promised, and neither a project nor an order carries it.
        package var isOrphan: Bool { projects == 0 && orders == 0 }
    }
    /// In the order of their codes.
    package let clauses: [ClauseLine]
    package let goals: [GoalLine]

    package init(clauses: [ClauseLine], goals: [GoalLine]) { (self.clauses, self.goals) = (clauses, goals) }
}

package protocol PlanRegisterQueries: Sendable {
    /// Everything in one look: two statements.
    func plan(tenant: TenantID, sight: ThreadSight) async throws -> PlanSnapshot
}
