import { available } from '@/lib/modules/inventory/available'

/**
 * What of balance `b` orders of one shop may be promised now, in SQL: general stock, unless a strict pool of the shop speaks of the SKU, and
 * what is free in the shop's pools that sell at this moment to everybody. `shop` and `now` are expressions of the statement.
 */
export function freeForShop(shop: string, now: string): string {
  const own = `from pools y join pool_shops x on x.tenant_id = $1 and x.pool_id = y.id and x.shop_id = ${shop}
      join pool_balances g on g.tenant_id = $1 and g.pool_id = y.id and g.sku_id = b.sku_id
     where y.tenant_id = $1 and y.status = 'active' and y.customer_groups = '[]' and (y.starts_at is null or y.starts_at <= ${now}) and (y.ends_at is null or y.ends_at > ${now})`
  return `(case when exists (select 1 ${own} and not y.falls_back) then 0 else ${available()} end
    + coalesce((select sum(g.quantity - g.reserved)::int ${own} and g.warehouse_id = b.warehouse_id), 0))`
}
