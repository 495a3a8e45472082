/// Which unit belongs to which, from when to when: units split, merge and move, and a past date keeps its tree.
public struct UnitHierarchy: Sendable {
    /// `unit` belongs to `parent` from `from` until before `until`; nil is unbounded.
    public struct Link: Hashable, Sendable {
        public let unit: String
        public let parent: String
        public let from: String?
        public let until: String?

        public init(unit: String, parent: String, from: String? = nil, until: String? = nil) {
            (self.unit, self.parent, self.from, self.until) = (unit, parent, from, until)
        }

        func holds(on date: String) -> Bool {
            if let from, PeriodOrder.precedes(date, from) { return false }
            if let until, !PeriodOrder.precedes(date, until) { return false }
            return true
        }
    }

    public private(set) var links: [Link]

    public init(_ links: [Link] = []) { self.links = links }

    public mutating func add(_ link: Link) { links.append(link) }

    public var isEmpty: Bool { links.isEmpty }

    /// Parent → children as of `date`, a period code or a date.
    public func children(on date: String) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for link in links where link.holds(on: date) { result[link.parent, default: []].append(link.unit) }
        return result
    }

    /// Parents with each parent after its children; units on a cycle are left out and answered apart.
    public func order(on date: String) -> (parents: [String], cyclic: Set<String>) {
        let children = children(on: date)
        var state: [String: Bool] = [:]
        var order: [String] = []
        var cyclic: Set<String> = []
        for root in children.keys.sorted() {
            var stack: [(unit: String, next: Int)] = [(root, 0)]
            if state[root] != nil { continue }
            state[root] = false
            while let top = stack.last {
                let below = children[top.unit] ?? []
                if top.next < below.count {
                    stack[stack.count - 1].next += 1
                    let child = below[top.next]
                    switch state[child] {
                    case nil:
                        state[child] = false
                        stack.append((child, 0))
                    case false?: cyclic.formUnion(stack.map(\.unit).drop { $0 != child })
                    case true?: break
                    }
                } else {
                    state[top.unit] = true
                    if !below.isEmpty { order.append(top.unit) }
                    stack.removeLast()
                }
            }
        }
        return (order.filter { !cyclic.contains($0) }, cyclic)
    }
}
