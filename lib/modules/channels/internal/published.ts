import type { StockInputs } from '@/lib/modules/channels/schema'
import { freeForShop } from '@/lib/modules/inventory/free-for-shop'
import type { Context } from '@/lib/platform/door/context'

/** Orders that are paid and hold nothing yet: what they will take is no longer there for others. */
const unreserved = ['pending_review', 'awaiting_contact', 'approved']

/** How many a marketplace is to show (可售). The same numbers give the same answer, so that it can be explained. */
export function publishedStock(i: StockInputs): number {
  if (!i.sellable || i.available <= i.stopAt) return 0
  const base = i.available + (i.countIncoming ? i.incoming : 0) - (i.guard ? i.demand : 0)
  const wanted = i.mode === 'fixed' ? i.fixed : Math.floor((base * i.percent) / 100) + i.plus - i.buffer
  const shown = Math.min(Math.max(wanted, i.least), i.most ?? Number.POSITIVE_INFINITY)
  return Math.max(0, i.guard ? Math.min(shown, base) : shown)
}

export type Published = { listingId: string; quantity: number; inputs: StockInputs }

type Row = Omit<StockInputs, 'mode'> & { id: string; mode: StockInputs['mode'] }

/**
 * What each of these mapped listings is to show now: what its shop may promise, pools and all. A bundle has as many as its scarcest part
 * allows and lie assembled, or only the latter, as it says itself. The orders without
 * reservations are asked for first: they are few, and a much sold SKU has many lines.
 */
export async function publishedOf(ctx: Context, listingIds: readonly string[]): Promise<Published[]> {
  const rows = await ctx.sql<Row>(
    `with asked as (
       select l.id, l.sku_id, l.shop_id, s.status = 'active' as sellable, s.assembled
         from listings l join skus s on s.tenant_id = $1 and s.id = l.sku_id
        where l.tenant_id = $1 and l.id = any($2::uuid[])
     ), parts as (
       select a.id, a.shop_id, a.sku_id as part_id, 1 as quantity from asked a
        where a.assembled = 'only' or not exists (select 1 from sku_components c where c.tenant_id = $1 and c.sku_id = a.sku_id)
       union all
       select a.id, a.shop_id, c.component_id, c.quantity from asked a join sku_components c on c.tenant_id = $1 and c.sku_id = a.sku_id
        where a.assembled <> 'only'
     ), open as materialized (
       select l.sku_id, sum(l.quantity)::int as quantity, bool_or(k.assembled = 'only') as whole
         from orders o join order_lines l on l.tenant_id = $1 and l.order_id = o.id and l.quantity > 0 and l.sku_id is not null
         join skus k on k.tenant_id = $1 and k.id = l.sku_id
        where o.tenant_id = $1 and o.state = any($3) and o.payment_status = 'paid' and o.origin = 'live'
          and exists (select 1 from asked a join shop_rules r on r.tenant_id = $1 and r.shop_id = a.shop_id and r.guard)
        group by l.sku_id
     ), demand as (
       select x.sku_id, sum(x.quantity)::int as quantity from (
         select sku_id, quantity from open where whole or not exists (select 1 from sku_components c where c.tenant_id = $1 and c.sku_id = open.sku_id)
         union all select c.component_id, open.quantity * c.quantity from open join sku_components c on c.tenant_id = $1 and c.sku_id = open.sku_id where not open.whole
         union all select d.sku_id, d.quantity from stock_demands d
                    where d.tenant_id = $1 and d.sku_id in (select part_id from parts)
       ) x group by x.sku_id
     ), stocked as (
       select p.id, p.part_id, p.quantity, coalesce(d.quantity, 0) as demand, b.available, b.incoming
         from parts p left join demand d on d.sku_id = p.part_id
         left join shop_rules r on r.tenant_id = $1 and r.shop_id = p.shop_id
        cross join lateral (
          select coalesce(sum(${freeForShop('p.shop_id', '$4')}), 0)::int as available, coalesce(sum(b.incoming), 0)::int as incoming
            from stock_balances b join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id
           where b.tenant_id = $1 and b.sku_id = p.part_id and w.status = 'active'
             and case when r.warehouse_ids is null then w.kind <> 'platform' else b.warehouse_id = any(r.warehouse_ids) end) b
     ), least as (
       -- Of a bundle the part that lasts for the fewest; all its figures are in bundles.
       select distinct on (id) id, floor(available::numeric / quantity)::int as available, floor(incoming::numeric / quantity)::int as incoming,
              ceil(demand::numeric / quantity)::int as demand
         from stocked order by id, floor((available - demand)::numeric / quantity), part_id
     ), boxes as (
       select a.id, coalesce(sum(${freeForShop('a.shop_id', '$4')}), 0)::int as quantity
         from asked a join stock_balances b on b.tenant_id = $1 and b.sku_id = a.sku_id
         join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id and w.status = 'active'
         left join shop_rules r on r.tenant_id = $1 and r.shop_id = a.shop_id
        where a.assembled = 'first' and case when r.warehouse_ids is null then w.kind <> 'platform' else b.warehouse_id = any(r.warehouse_ids) end
        group by a.id
     )
     select a.id, a.sellable, m.available + coalesce(x.quantity, 0) as available, m.incoming, m.demand, coalesce(r.mode, 'percent') as mode, coalesce(r.percent, 100) as percent,
            coalesce(r.fixed, 0) as fixed, coalesce(r.plus, 0) as plus, coalesce(r.buffer, 0) as buffer, coalesce(r.least, 0) as least, r.most,
            coalesce(r.stop_at, 0) as "stopAt", coalesce(r.count_incoming, false) as "countIncoming", coalesce(r.guard, true) as guard,
            coalesce(r.version, 0) as "ruleVersion"
       from asked a join least m on m.id = a.id left join boxes x on x.id = a.id left join shop_rules r on r.tenant_id = $1 and r.shop_id = a.shop_id`,
    [listingIds, unreserved, ctx.now],
    'published-stock',
  )
  return rows.map(({ id, ...inputs }) => ({ listingId: id, quantity: publishedStock(inputs), inputs }))
}
