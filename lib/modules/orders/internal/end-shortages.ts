import type { Context } from '@/lib/platform/door/context'

/**
 * What pickers did not find has left the books by an adjustment of that bin: so many of their reports, the oldest first, are settled by it.
 * Else the bin would be taken to hold less than it does, and the units to be missing twice.
 */
export async function endAdjustedShortages(ctx: Context, adjustmentId: string): Promise<void> {
  await ctx.sql(
    `with gone as (
       select m.sku_id, m.bin_id, -sum(m.quantity)::int as units from stock_movements m
        where m.tenant_id = $1 and m.reference_id = $2 and m.quantity < 0 group by m.sku_id, m.bin_id
     ), reports as (
       select s.id, s.missing, g.units,
              sum(s.missing) over (partition by s.sku_id, s.bin_id order by s.created_at, s.id) - s.missing as before
         from gone g join shortages s on s.tenant_id = $1 and s.bin_id = g.bin_id and s.sku_id = g.sku_id and s.state = 'open'
     )
     update shortages s set missing = case when r.before + r.missing <= r.units then s.missing else s.missing - (r.units - r.before) end,
            state = case when r.before + r.missing <= r.units then 'lost' else 'open' end,
            settled_at = case when r.before + r.missing <= r.units then $3::timestamptz end
       from reports r where s.tenant_id = $1 and s.id = r.id and s.state = 'open' and r.before < r.units`,
    [adjustmentId, ctx.now],
    'shortages-adjusted',
  )
}

/** A bin was counted after something was not found in it: as many are lost as the count came out below the books, the rest was there. */
export async function endCountedShortages(ctx: Context, stocktakeId: string): Promise<void> {
  await ctx.sql(
    `with counts as (
       select l.sku_id, l.bin_id, min(l.counted_at) as at, greatest(0, sum(l.expected - l.counted))::int as lost from stocktake_lines l
        where l.tenant_id = $1 and l.stocktake_id = $2 group by l.sku_id, l.bin_id having bool_and(l.state = 'done')
     ), reports as (
       select s.id, c.lost, sum(s.missing) over (partition by s.sku_id, s.bin_id order by s.created_at, s.id) - s.missing as before
         from shortages s join counts c on c.bin_id = s.bin_id and c.sku_id = s.sku_id and s.created_at <= c.at
        where s.tenant_id = $1 and s.state = 'open'
     )
     update shortages s set state = case when r.before < r.lost then 'lost' else 'found' end, settled_at = $3
       from reports r where s.tenant_id = $1 and s.id = r.id and s.state = 'open'`,
    [stocktakeId, ctx.now],
    'shortages-counted',
  )
}
