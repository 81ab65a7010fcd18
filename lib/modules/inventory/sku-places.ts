import { available } from '@/lib/modules/inventory/available'

/**
 * Where SKU `s` lies, in SQL. A bundle can be made where all of its components are, as often as the scarcest of them allows, and is
 * listed wherever any of them is kept; what lies assembled is there beside that. One that leaves only assembled is not made for an order.
 */
export const skuPlaces = `(
  select b.warehouse_id, b.on_hand, b.defective, b.reserved, ${available()} as available, b.incoming, b.pooled, 0 as buildable, b.value_minor, b.blocked
    from stock_balances b where b.tenant_id = $1 and b.sku_id = s.id and not s.bundle
  union all
  select x.warehouse_id, sum(x.on_hand)::int, sum(x.defective)::int, sum(x.reserved)::int,
         (sum(x.available) + case when s.assembled = 'only' then 0 else sum(x.buildable) end)::int, sum(x.incoming)::int, sum(x.pooled)::int,
         sum(x.buildable)::int, sum(x.value_minor)::bigint, sum(x.blocked)::int
    from (select b.warehouse_id, b.on_hand, b.defective, b.reserved, ${available()} as available, b.incoming, b.pooled, 0 as buildable, b.value_minor, b.blocked
            from stock_balances b where b.tenant_id = $1 and b.sku_id = s.id and s.bundle
          union all
          select b.warehouse_id, 0, 0, 0, 0, 0, 0,
                 case when count(*) = (select count(*) from sku_components n where n.tenant_id = $1 and n.sku_id = s.id)
                      then min(${available()} / c.quantity) else 0 end, 0::bigint, 0
            from sku_components c join stock_balances b on b.tenant_id = $1 and b.sku_id = c.component_id
           where c.tenant_id = $1 and c.sku_id = s.id and s.bundle group by b.warehouse_id) x
   group by x.warehouse_id)`

/** What of SKU `s` may be promised over some warehouses (all when `scope` is null), a bundle's by what it can be made of. */
export const skuAvailable = (scope: string): string => `coalesce(case when s.bundle
  then (select sum(p.available) from ${skuPlaces} p where (${scope}::uuid[] is null or p.warehouse_id = any(${scope}::uuid[])))
  else (select sum(${available()}) from stock_balances b
         where b.tenant_id = $1 and b.sku_id = s.id and (${scope}::uuid[] is null or b.warehouse_id = any(${scope}::uuid[]))) end, 0)::int`
