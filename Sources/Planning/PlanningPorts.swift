import Kernel

package protocol PlanningWrites: AnyObject {
    func insert(_ clause: Clause) throws
    func insert(_ goal: Goal) throws
}

package protocol PlanningQueries: Sendable {
    /// All clauses in the order of their codes.
    func clauses(tenant: TenantID) async throws -> [Clause]
    /// All goals in the order of their codes.
    func goals(tenant: TenantID) async throws -> [Goal]
}
