import Foundation
import Office
import Store
import Web

extension Serving {
    /// What joins the slices: desk, search, cockpit, plan, orders, chain.
    var office: [any EndpointCollection] {
        let database = installation.database
        let pack: PackSource = { [packs] tenant, day in packs.pack(tenant, on: day) }
        let threads = ThreadStore(database: database)
        return [
            DeskEndpoints(desk: DeskStore(database: database), pack: pack),
            SearchEndpoints(search: SearchStore(database: database)),
            CockpitEndpoints(cockpit: CockpitStore(database: database), pack: pack),
            PlanEndpoints(plan: PlanRegisterStore(database: database), threads: threads, pack: pack),
            OrderEndpoints(orders: OrderRegisterStore(database: database), threads: threads, pack: pack),
            ChainEndpoints(
                chain: ChainStore(database: database), accounts: AccountStore(database: database), threads: threads, pack: pack),
        ]
    }

    static let officePages: [any Page.Type] =
        DeskEndpoints.pages + SearchEndpoints.pages + CockpitEndpoints.pages + PlanEndpoints.pages + OrderEndpoints.pages
        + ChainEndpoints.pages
}
