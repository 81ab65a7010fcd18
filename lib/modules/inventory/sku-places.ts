import { available } from '@/lib/modules/inventory/available'

const own = (what: string) => `coalesce(sum(${what}) filter (where c.quantity is null), 0)`

/**
 * Where SKU `s` lies, in SQL. A bundle can be made where all of its components are, as often as the scarcest of them allows, and is
 * listed wherever any of them is kept; what lies assembled is there beside that. One that leaves only assembled is not made for an order.
 * A bundle's own balance is read as one more part of it, without a quantity: every list carries this text, and each scan in it costs.
 */
export const skuPlaces = `(
  select b.warehouse_id, b.on_hand, b.defective, b.reserved, ${available()} as available, b.incoming, b.pooled, 0 as buildable, b.value_minor, b.blocked
    from stock_balances b where b.tenant_id = $1 and b.sku_id = s.id and not s.bundle
  union all
  select x.warehouse_id, x.on_hand, x.defective, x.reserved, x.available + case when s.assembled = 'only' then 0 else x.buildable end,
         x.incoming, x.pooled, x.buildable, x.value_minor, x.blocked
    from (select b.warehouse_id, ${own('b.on_hand')}::int as on_hand, ${own('b.defective')}::int as defective, ${own('b.reserved')}::int as reserved,
                 ${own(available())}::int as available, ${own('b.incoming')}::int as incoming, ${own('b.pooled')}::int as pooled,
                 ${own('b.value_minor')}::bigint as value_minor, ${own('b.blocked')}::int as blocked,
                 case when count(c.quantity) = (select count(*) from sku_components n where n.tenant_id = $1 and n.sku_id = s.id)
                      then coalesce(min(${available()} / c.quantity), 0) else 0 end as buildable
            from (select s.id as sku_id, null::int as quantity
                  union all
                  select k.component_id, k.quantity from sku_components k where k.tenant_id = $1 and k.sku_id = s.id) c
            join stock_balances b on b.tenant_id = $1 and b.sku_id = c.sku_id
           where s.bundle group by b.warehouse_id) x)`

/** What of SKU `s` may be promised over some warehouses (all without `scope`), a bundle's by what it can be made of. */
export function skuAvailable(scope: string | null): string {
  const within = (place: string) => (scope ? `(${scope} is null or ${place}.warehouse_id = any(${scope}))` : 'true')
  return `coalesce(case when s.bundle
  then (select sum(p.available) from ${skuPlaces} p where ${within('p')})
  else (select sum(${available()}) from stock_balances b where b.tenant_id = $1 and b.sku_id = s.id and ${within('b')}) end, 0)::int`
}
