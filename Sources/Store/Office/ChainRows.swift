import Accounts
import Kernel
import Persistence

/// The chain's records in sight.
enum ChainRows {
    /// Business items of a unit within reach; `b` is the item.
    static func itemCondition(_ scope: VisibleScope) -> SQL {
        if scope.open.all { return "1 = 1" }
        return """
            exists (select 1 as one from business_item_organizations bo
              join organizations u on u.tenant_id = bo.tenant_id and u.id = bo.organization_id
              where bo.tenant_id = b.tenant_id and bo.business_item_id = b.id and \(scope.chainCondition))
            """
    }
}
