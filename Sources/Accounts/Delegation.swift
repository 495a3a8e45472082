package import Kernel

/// 委託代理: somebody stands in for a post, for a time that ends.
package struct Delegation: Hashable, Sendable {
    package let assignment: Assignment
    package let giver: Person
    package let taker: Person
    package init(assignment: Assignment, giver: Person, taker: Person) {
        (self.assignment, self.giver, self.taker) = (assignment, giver, taker)
    }
}

/// What is in a person's hands: matters of the units they hold posts at, which pass with the posts, and things of their own.
package struct Charge: Hashable, Sendable {
    package var projects = 0
    package var openOrders = 0
    package var verifications = 0
    package var holdings: [Holding] = []
    package init() {}
}

extension Assignment {
    /// Whether both hold on some day.
    package func overlaps(from: CivilDate, until: CivilDate) -> Bool { self.from < until && (self.until.map { from < $0 } ?? true) }
}
