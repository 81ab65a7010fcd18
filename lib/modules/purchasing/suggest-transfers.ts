import { z } from 'zod'
import { available } from '@/lib/modules/inventory/available'
import { daily, soldBy } from '@/lib/modules/purchasing/internal/demand.sql'
import { type Place, shared } from '@/lib/modules/purchasing/internal/share-stock'
import { transferSuggestion } from '@/lib/modules/purchasing/schema'
import { query } from '@/lib/platform/door/use-case'

/** SKUs looked at in one answer, those that sell most first. */
const most = 500

type Row = Place & { sku_id: string; code: string; name: string; name_en: string }

/**
 * What somebody has drafted already counts as moved. A platform's own warehouse gives nothing and is filled by other ways.
 */
export const suggestTransfers = query({
  name: 'transfer.suggest',
  summary: 'What to move between warehouses by what each sells, those that sell most first',
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
    const rows = await ctx.sql<Row>(
      `with sold as (${soldBy('sku_id, warehouse_id')}),
            drafted as (
              select l.sku_id, p.warehouse_id, sum(p.gives * l.quantity)::int as gives, sum(p.gets * l.quantity)::int as gets
                from stock_transfers t join stock_transfer_lines l on l.tenant_id = $1 and l.transfer_id = t.id
                cross join lateral (values (t.from_warehouse_id, 1, 0), (t.to_warehouse_id, 0, 1)) p (warehouse_id, gives, gets)
               where t.tenant_id = $1 and t.state = 'draft' group by l.sku_id, p.warehouse_id),
            places as (
              select b.sku_id, w.code as "warehouseCode", (${available()} - coalesce(d.gives, 0))::int as available,
                     (b.incoming + coalesce(d.gets, 0))::int as incoming,
                     round(coalesce(${daily}, 0), 2)::float8 as daily
                from stock_balances b
                join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id and w.status = 'active' and w.kind <> 'platform'
                left join drafted d on d.sku_id = b.sku_id and d.warehouse_id = b.warehouse_id
                left join sold m on m.sku_id = b.sku_id and m.warehouse_id = b.warehouse_id
               where b.tenant_id = $1 and ($3::uuid[] is null or b.warehouse_id = any($3::uuid[]))),
            wanted as (
              select sku_id, sum(daily) as sells from places group by sku_id
              having bool_or(daily > 0 and available + incoming < daily * $4) and bool_or(available > daily * $5)
               order by sum(daily) desc, sku_id limit ${most})
       select p.*, s.code, s.name, s.name_en from wanted
         join places p on p.sku_id = wanted.sku_id
         join skus s on s.tenant_id = $1 and s.id = wanted.sku_id and s.status = 'active'
        order by wanted.sells desc, s.id, p."warehouseCode"`,
      [ctx.now, ctx.actor.scope.warehouseIds, targetDays, keepDays],
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

function seen({ warehouseCode, available: free, incoming, daily: perDay }: Place) {
  const coverDays = perDay > 0 ? Math.floor(Math.max(free + incoming, 0) / perDay) : null
  return { warehouseCode, available: free, incoming, daily: perDay, coverDays }
}
