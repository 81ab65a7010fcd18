import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { lockReservations } from '@/lib/modules/inventory/reserve-stock'
import type { Context } from '@/lib/platform/door/context'

/** A code nobody would give a shelf: it begins with a sign that codes of bins may not begin with. */
const stagingCode = '#PACK'

/** The packing place of a warehouse; made when somebody first picks there. */
export async function stagingBin(ctx: Context, warehouseId: string): Promise<string> {
  const find = () =>
    ctx.sql<{ id: string }>(
      'select id from bins where tenant_id = $1 and warehouse_id = $2 and is_staging',
      [warehouseId],
      'bin-staging',
    )
  const [known] = await find()
  if (known) return known.id
  await ctx.sql(
    `insert into bins (tenant_id, id, warehouse_id, code, is_staging, route, created_at) values ($1, $2, $3, $4, true, 0, $5)
     on conflict do nothing`,
    [newId(), warehouseId, stagingCode, ctx.now],
  )
  const [made] = await find()
  return made?.id ?? refuse('in_flight')
}

/** Units of one SKU that somebody has taken out of one bin, for one or more parcels that have them reserved. */
export type Picked = {
  skuId: string
  warehouseId: string
  binId: string
  parcels: ForParcels
  referenceType: string
  referenceId: string
  reference: string
  /** The batch that was scanned; else what expires first in the bin. */
  batchId?: string
  /** The same key twice is refused by the database: one effect. */
  key: string
}

/**
 * Brings picked units to the packing place and keeps them there for their parcels. Refuses `insufficient_stock` when the bin
 * does not hold them by the books, or a parcel has them no longer reserved.
 */
export async function stageStock(ctx: Context, picked: Picked): Promise<void> {
  const { skuId, warehouseId, parcels, binId, key, ...document } = picked
  const staging = await stagingBin(ctx, warehouseId)
  const quantity = parcels.reduce((sum, p) => sum + p.quantity, 0)
  const both = { skuId, warehouseId, reason: 'move' as const, ...document }
  if (binId === staging) await refuseKept(ctx, picked, quantity)
  else
    await postMovements(ctx, [
      { ...both, binId, quantity: -quantity, key: `${key}:out` },
      { ...both, binId: staging, quantity, key: `${key}:in` },
    ])
  await keepStaged(ctx, skuId, warehouseId, parcels)
}

type ForParcels = readonly { fulfilmentId: string; quantity: number }[]

/** What lies at the packing place is kept there for parcels that have it reserved. The caller holds the balance locked. */
export async function keepStaged(ctx: Context, skuId: string, warehouseId: string, parcels: ForParcels): Promise<void> {
  const quantity = parcels.reduce((sum, p) => sum + p.quantity, 0)
  const kept = await ctx.sql<{ take: number }>(
    `update reservations r set staged = r.staged + p.take
       from (select id, least(room, wanted - before)::int as take
               from (select x.id, x.quantity - x.staged as room, w.quantity as wanted,
                            coalesce(sum(x.quantity - x.staged) over (partition by x.fulfilment_id order by x.id
                              rows between unbounded preceding and 1 preceding), 0) as before
                       from unnest($4::uuid[], $5::int[]) as w(fulfilment, quantity)
                       join reservations x on x.tenant_id = $1 and x.fulfilment_id = w.fulfilment
                      where x.sku_id = $2 and x.warehouse_id = $3 and x.state = 'open' and x.staged < x.quantity) open
              where before < wanted) p
      where r.tenant_id = $1 and r.id = p.id returning p.take`,
    [skuId, warehouseId, parcels.map((p) => p.fulfilmentId), parcels.map((p) => p.quantity)],
    'reservations-stage',
  )
  if (kept.reduce((sum, row) => sum + row.take, 0) !== quantity) refuse('insufficient_stock')
}

/** The parcels' picked units are anybody's again; they lie at the packing place until somebody brings them back. */
export async function unstageStock(ctx: Context, fulfilmentIds: readonly string[]): Promise<void> {
  const held = (await lockReservations(ctx, fulfilmentIds)).filter((r) => r.staged > 0)
  if (held.length === 0) return
  await ctx.sql('update reservations set staged = 0 where tenant_id = $1 and id = any($2::uuid[])', [
    held.map((r) => r.id),
  ])
}

/** What lies at the packing place already needs no movement, but must not be picked for somebody else. */
async function refuseKept(ctx: Context, { skuId, warehouseId, binId }: Picked, quantity: number): Promise<void> {
  await ctx.sql('select 1 from stock_balances where tenant_id = $1 and sku_id = $2 and warehouse_id = $3 for update', [
    skuId,
    warehouseId,
  ])
  const [loose] = await ctx.sql<{ units: number }>(
    `select (h.quantity - coalesce((select sum(r.staged) from reservations r where r.tenant_id = $1 and r.sku_id = $2
              and r.warehouse_id = $3 and r.state = 'open' and r.staged > 0), 0))::int as units
       from bin_balances h where h.tenant_id = $1 and h.sku_id = $2 and h.bin_id = $4`,
    [skuId, warehouseId, binId],
  )
  if ((loose?.units ?? 0) < quantity) refuse('insufficient_stock')
}
