import { dropCaptured } from '@/lib/modules/inventory/parcel-lots'
import type { Parcel } from '@/lib/modules/warehouse/internal/codes'
import type { Context } from '@/lib/platform/door/context'

/** Locks the parcel at the packing place: checking, weighing and stopping it wait for each other. */
export async function lockParcel(ctx: Context, parcel: Parcel): Promise<Parcel> {
  const [row] = await ctx.sql<Parcel>(
    `select id, number, state, block_reason as "blockReason", version from fulfilments where tenant_id = $1 and id = $2 for update`,
    [parcel.id],
    'parcel-lock',
  )
  return row ?? parcel
}

export type PackingLine = { sku_id: string; quantity: number; checked: number }

/**
 * What has to be in the parcel, unit by unit; written down when its first unit is checked. One that was packed before and is open
 * again (it was shipped and taken back) is checked anew.
 */
export async function openPacking(ctx: Context, fulfilmentId: string): Promise<PackingLine[]> {
  const anew = await ctx.sql(
    `with opened as (
       insert into packings as p (tenant_id, fulfilment_id, opened_at) values ($1, $2, $3)
       on conflict (tenant_id, fulfilment_id) do update
         set opened_at = excluded.opened_at, packed_at = null, carton_id = null, weight_g = null, weighed_at = null, accepted_by = null
         where p.packed_at is not null
       returning fulfilment_id)
     update packing_lines l set checked = 0 from opened o where l.tenant_id = $1 and l.fulfilment_id = o.fulfilment_id returning l.sku_id`,
    [fulfilmentId, ctx.now],
    'packing-open',
  )
  if (anew.length > 0) {
    await dropCaptured(ctx, [fulfilmentId])
    ctx.tell({ anew: true })
  }
  await ctx.sql(
    `insert into packing_lines (tenant_id, fulfilment_id, sku_id, quantity)
     select $1, $2, l.sku_id, sum(l.quantity)::int from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = $2 group by l.sku_id
     on conflict do nothing`,
    [fulfilmentId],
    'packing-lines-open',
  )
  return ctx.sql<PackingLine>(
    'select sku_id, quantity, checked from packing_lines where tenant_id = $1 and fulfilment_id = $2',
    [fulfilmentId],
    'packing-lines',
  )
}

/** Whether a wave still has to bring something for the parcel. */
export async function isUnpicked(ctx: Context, fulfilmentId: string): Promise<boolean> {
  const rows = await ctx.sql(
    `select 1 from wave_parcels p join pick_tasks t on t.tenant_id = $1 and t.wave_id = p.wave_id and t.fulfilment_id = p.fulfilment_id
      where p.tenant_id = $1 and p.fulfilment_id = $2 and p.left_at is null and t.state = 'open' limit 1`,
    [fulfilmentId],
    'parcel-unpicked',
  )
  return rows.length > 0
}

/** What its goods weigh by the catalogue; null where one of them has no weight. */
export async function goodsWeight(ctx: Context, fulfilmentId: string): Promise<number | null> {
  const [row] = await ctx.sql<{ grams: string; unknown: boolean }>(
    `select coalesce(sum(l.quantity::bigint * s.weight_g), 0)::text as grams, coalesce(bool_or(coalesce(s.weight_g, 0) = 0), true) as unknown
       from fulfilment_lines l join skus s on s.tenant_id = $1 and s.id = l.sku_id
      where l.tenant_id = $1 and l.fulfilment_id = $2`,
    [fulfilmentId],
    'parcel-weight',
  )
  const grams = Number(row?.grams ?? 0)
  return !row || row.unknown || grams > 2_000_000_000 ? null : grams
}

/** The wave in which the parcel is, if any. */
export async function waveOfParcel(ctx: Context, fulfilmentId: string): Promise<string | undefined> {
  const [row] = await ctx.sql<{ wave_id: string }>(
    'select wave_id from wave_parcels where tenant_id = $1 and fulfilment_id = $2 and left_at is null',
    [fulfilmentId],
    'parcel-wave',
  )
  return row?.wave_id
}

export const parcelTag = ({ id, number, blockReason }: Parcel) => ({ id, number, blockReason })
