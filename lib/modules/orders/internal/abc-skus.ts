import type { AbcClass } from '@/lib/modules/inventory/stocktake-schema'
import type { Context } from '@/lib/platform/door/context'

const days = 90

/**
 * The SKUs of an ABC class by what was sold of them in 90 days: A makes up the first 80 % of it, B the next 15 %, C the rest and what was
 * not sold at all. A bundle's sales are those of its components, by their list prices. Sales in another currency than the company's
 * count at list price.
 */
export async function abcSkus(ctx: Context, abcClass: AbcClass): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `with sold as (
       select l.sku_id, sum(case when o.currency = $3 then l.goods_minor - l.discount_minor
                                 when s.currency = $3 then l.quantity * s.list_price_minor else 0 end) as value
         from orders o
         join order_lines l on l.tenant_id = $1 and l.order_id = o.id and l.sku_id is not null
         join skus s on s.tenant_id = $1 and s.id = l.sku_id
        where o.tenant_id = $1 and o.ordered_at > $2 and o.state not in ('cancelled', 'invalid')
        group by l.sku_id
     ), parts as (
       select coalesce(c.component_id, d.sku_id) as sku_id,
              d.value * coalesce(c.quantity * greatest(p.list_price_minor, 1)::numeric / sum(c.quantity * greatest(p.list_price_minor, 1)) over (partition by d.sku_id), 1) as value
         from sold d
         left join sku_components c on c.tenant_id = $1 and c.sku_id = d.sku_id
         left join skus p on p.tenant_id = $1 and p.id = c.component_id
     ), sums as (
       select sku_id, sum(value) as value from parts group by sku_id having sum(value) > 0
     ), classed as (
       select sku_id, case when before < 0.8 * total then 'A' when before < 0.95 * total then 'B' else 'C' end as class
         from (select sku_id, sum(value) over () as total, coalesce(sum(value) over (order by value desc, sku_id rows between unbounded preceding and 1 preceding), 0) as before
                 from sums) ranked
     )
     select s.id from skus s left join classed c on c.sku_id = s.id where s.tenant_id = $1 and coalesce(c.class, 'C') = $4`,
    [new Date(ctx.now.getTime() - days * 86_400_000), ctx.tenant.currency, abcClass],
  )
  return rows.map((sku) => sku.id)
}
