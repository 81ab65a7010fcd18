import { z } from 'zod'
import { available } from '@/lib/modules/inventory/available'
import { paceByPlace } from '@/lib/modules/purchasing/internal/demand.sql'
import { drafted } from '@/lib/modules/purchasing/internal/drafted.sql'
import { homesOf } from '@/lib/modules/purchasing/internal/homes'
import { type Place, shared } from '@/lib/modules/purchasing/internal/share-stock'
import { transferSuggestion } from '@/lib/modules/purchasing/schema'
import { query } from '@/lib/platform/door/use-case'

/** SKUs looked at in one answer, those that sell most first. */
const most = 500

type Row = Place & { sku_id: string; code: string; name: string; name_en: string }

/**
 * Units that orders wait for, by the warehouse that would have sent them: of those the order may leave from the one that serves its
 * region first, else the first by priority.
 */
const waiting = `
  waiting as (
    select d.sku_id, v.warehouse_id, sum(d.quantity)::int as units
      from stock_demands d join orders o on o.tenant_id = $1 and o.id = d.order_id
      left join homes h on h.province = lower(btrim(normalize(o.province, NFKC)))
     cross join lateral (
       select w.id as warehouse_id from warehouses w
        where w.tenant_id = $1 and w.status = 'active' and w.kind <> 'platform' and (o.only_warehouse_ids is null or w.id = any(o.only_warehouse_ids))
        order by w.id is distinct from h.warehouse_id, w.priority, w.code limit 1) v
     where d.tenant_id = $1 and d.quantity > 0 group by d.sku_id, v.warehouse_id)`

/** What is drafted already counts as moved. A platform's own warehouse gives nothing and is filled by other ways. */
export const suggestTransfers = query({
  name: 'transfer.suggest',
  summary: 'What to move between warehouses by what each sells or would have sold, those that sell most first',
  http: { method: 'GET', path: '/stock/transfer-suggestions' },
  stale: true,
  input: z.strictObject({
    /** A warehouse should have so many days; it gives only what lies beyond `keepDays`. */
    targetDays: z.coerce.number().int().min(1).max(180).default(14),
    keepDays: z.coerce.number().int().min(1).max(365).default(30),
  }),
  example: { targetDays: 14, keepDays: 30 },
  output: z.object({ items: z.array(transferSuggestion) }),
  async run(ctx, { targetDays, keepDays }) {
    const homes = await homesOf(ctx)
    const rows = await ctx.sql<Row>(
      `with ${paceByPlace(['$6', '$7'])},${waiting},${drafted()},
            stock as (
              select sku_id, warehouse_id, ${available()} as available, b.incoming, h.safety_stock, m.units
                from (select * from stock_balances where tenant_id = $1) b
                full join (select * from sku_thresholds where tenant_id = $1) h using (sku_id, warehouse_id)
                full join waiting m using (sku_id, warehouse_id)),
            places as (
              select b.sku_id, w.code as "warehouseCode", (coalesce(b.available, 0) - coalesce(d.gives, 0))::int as available,
                     (coalesce(b.incoming, 0) + coalesce(d.gets, 0))::int as incoming, coalesce(m.daily, 0)::float8 as daily,
                     coalesce(m.sold, 0) as sold, coalesce(m."stockedDays", 30)::int as "stockedDays", coalesce(m.elsewhere, 0) as elsewhere,
                     coalesce(b.units, 0) as waiting, coalesce(b.safety_stock, 0) as safety
                from stock b
                join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id and w.status = 'active' and w.kind <> 'platform'
                left join drafted d on d.sku_id = b.sku_id and d.warehouse_id = b.warehouse_id
                left join at_pace m on m.sku_id = b.sku_id and m.warehouse_id = b.warehouse_id
               where $3::uuid[] is null or b.warehouse_id = any($3::uuid[])),
            wanted as (
              select sku_id, sum(daily) as sells from places group by sku_id
              having bool_or(available + incoming < greatest(daily * $4, safety) + waiting)
                 and bool_or(available > greatest(daily * $5, safety) + waiting)
               order by sum(daily) desc, sku_id limit ${most})
       select p.*, s.code, s.name, s.name_en from wanted
         join places p on p.sku_id = wanted.sku_id
         join skus s on s.tenant_id = $1 and s.id = wanted.sku_id and s.status = 'active'
        order by wanted.sells desc, s.id, p."warehouseCode"`,
      [ctx.now, ctx.actor.scope.warehouseIds, targetDays, keepDays, homes.provinces, homes.warehouseIds],
    )
    const bySku = new Map<string, Row[]>()
    for (const row of rows) bySku.set(row.sku_id, [...(bySku.get(row.sku_id) ?? []), row])
    return {
      items: [...bySku.values()].flatMap((places) =>
        shared(places, targetDays, keepDays).map(({ from, to, quantity }) => {
          const { sku_id, code, name, name_en } = from
          return { skuId: sku_id, skuCode: code, name, nameEn: name_en, from: seen(from), to: seen(to), quantity }
        }),
      ),
    }
  },
})

function seen({ sku_id: _, code: __, name: ___, name_en: ____, ...place }: Row) {
  const { available: free, incoming, daily } = place
  return { ...place, coverDays: daily > 0 ? Math.floor(Math.max(free + incoming, 0) / daily) : null }
}
