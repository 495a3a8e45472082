import Accounts
import Kernel
import Office

/// The address of a list of orders, read and written back. What makes no sense is left out, so that an old bookmark still opens.
struct OrderListQuery: Hashable, Sendable {
    var text = ""
    var state: String?
    var pillar: String?
    var declared: String?
    var computed: String?
    var confirmed: String?
    var unit: OrganizationID?
    var isDivergent = false
    var isOverdue = false
    var isOpen = false
    var after: OrderCursor?

    init() {}

    init(_ query: FormData) {
        func code(_ name: String) -> String? { query.text(name).map { String($0.prefix(64)) } }
        text = String((query.text("q") ?? "").prefix(200))
        (state, pillar) = (code("state"), code("pillar"))
        (declared, computed, confirmed) = (code("declared"), code("computed"), code("confirmed"))
        unit = query.id("unit")
        (isDivergent, isOverdue, isOpen) = (query["divergent"] == "1", query["overdue"] == "1", query["open"] == "1")
        after = query["after"].flatMap { OrderCursor($0) }
    }

    var form: FormData {
        var form = FormData()
        func add(_ name: String, _ value: String?) { if let value, !value.isEmpty { form.append(name, value) } }
        add("q", text)
        add("state", state)
        add("pillar", pillar)
        add("declared", declared)
        add("computed", computed)
        add("confirmed", confirmed)
        add("unit", unit?.description)
        if isDivergent { add("divergent", "1") }
        if isOverdue { add("overdue", "1") }
        if isOpen { add("open", "1") }
        add("after", after?.text)
        return form
    }

    /// The same list changed and read from its start.
    func with(_ change: (inout OrderListQuery) -> Void) -> OrderListQuery {
        var copy = self
        copy.after = nil
        change(&copy)
        return copy
    }

    func question(_ visit: Visit, tenant: TenantID) -> OrderListQuestion {
        var question = OrderListQuestion(tenant: tenant, scope: visit.permissions.visible(for: .orderRead), today: visit.today)
        question.text = text
        question.states = state.map { [$0] } ?? []
        question.pillars = pillar.map { [$0] } ?? []
        question.units = unit.map { [$0] } ?? []
        (question.declared, question.computed, question.confirmed) = (declared, computed, confirmed)
        (question.divergentOnly, question.overdueOnly, question.openOnly) = (isDivergent, isOverdue, isOpen)
        question.after = after
        return question
    }
}
