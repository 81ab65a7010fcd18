import { groupBy } from '@/lib/kernel/group'
import { refuse } from '@/lib/kernel/refusal'
import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import { type Promises, postMovements } from '@/lib/modules/inventory/post-movements'
import type { Wish } from '@/lib/modules/inventory/reserve-stock'
import { keepStaged } from '@/lib/modules/inventory/stage-stock'
import type { Context } from '@/lib/platform/door/context'

type Shipped = {
  id: string
  sku_id: string
  warehouse_id: string
  bin_id: string
  quantity: number
  value_minor: bigint
  reference: string
  batch_id: string | null
  line_id: string | null
}

/**
 * Takes a parcel's shipment back: its units return into the bins and cost layers they left, at the value they left with, and
 * are kept for `wishes` again in the same statement, so that nobody else can take them on the way. Answers whether they are: units of
 * a batch that nobody may sell any more are kept for nobody.
 */
export async function undoShipment(
  ctx: Context,
  fulfilmentId: string,
  note: string,
  wishes: readonly Wish[],
): Promise<boolean> {
  // A parcel may leave, come back and leave again: what was taken back before is not taken back twice.
  const shipped = await ctx.sql<Shipped>(
    `select m.id, m.sku_id, m.warehouse_id, m.bin_id, m.quantity, m.value_minor, m.reference, m.batch_id, m.line_id from stock_movements m
      where m.tenant_id = $1 and m.reference_id = $2 and m.reason = 'shipment'
        and not exists (select 1 from stock_movements u where u.tenant_id = $1 and u.key = 'unship:' || m.id)
      order by m.id`,
    [fulfilmentId],
    'shipment-movements',
  )
  await refuseReturned(
    ctx,
    shipped.map((m) => m.id),
  )
  const sellable = await staySellable(ctx, shipped)
  await postMovements(
    ctx,
    shipped.map((m) => ({
      skuId: m.sku_id,
      warehouseId: m.warehouse_id,
      binId: m.bin_id,
      quantity: -m.quantity,
      value: -m.value_minor,
      reason: 'unship',
      referenceType: 'fulfilment',
      referenceId: fulfilmentId,
      reference: m.reference,
      note,
      undoes: m.id,
      ...(m.batch_id !== null && { batchId: m.batch_id }),
      ...(m.line_id !== null && { lineId: m.line_id }),
      key: `unship:${m.id}`,
    })),
    sellable ? await intoPools(ctx, fulfilmentId, wishes) : {},
  )
  if (sellable) await keepAtPacking(ctx, fulfilmentId, shipped)
  return sellable
}

/** What its buyer has sent back has been here, so the parcel was with him. */
async function refuseReturned(ctx: Context, shipmentIds: readonly string[]): Promise<void> {
  const [back] = await ctx.sql(
    `select 1 from stock_returned_uses r where r.tenant_id = $1 and r.shipment_id = any($2::uuid[])
      group by r.shipment_id, r.layer_id having sum(r.quantity) > 0 limit 1`,
    [shipmentIds],
    'shipment-returned',
  )
  if (back) refuse('illegal_transition', { from: 'shipped', to: 'allocated', reason: 'returned' })
}

/** What left a pool returns into it, kept for the parcel: the pool has the units again and none of them free. */
async function intoPools(ctx: Context, fulfilmentId: string, wishes: readonly Wish[]): Promise<Promises> {
  const left = await ctx.sql<{ holder_id: string; sku_id: string; pool_id: string; quantity: number }>(
    `select r.holder_id, r.sku_id, r.pool_id, r.quantity from reservations r
      where r.tenant_id = $1 and r.fulfilment_id = $2 and r.state = 'consumed' and r.pool_id is not null
        and r.closed_at = (select max(x.closed_at) from reservations x where x.tenant_id = $1 and x.fulfilment_id = $2 and x.state = 'consumed')`,
    [fulfilmentId],
    'shipped-pools',
  )
  if (left.length === 0) return { opened: wishes }
  const opened = wishes.flatMap((wish) => {
    const own = left.filter((r) => r.holder_id === wish.holderId && r.sku_id === wish.skuId)
    const general = wish.quantity - own.reduce((n, r) => n + r.quantity, 0)
    return [
      ...own.map((r) => ({ ...wish, poolId: r.pool_id, quantity: r.quantity })),
      ...(general > 0 ? [{ ...wish, quantity: general }] : []),
    ]
  })
  const pooled = opened.flatMap(({ poolId, skuId, warehouseId, quantity }) =>
    poolId ? [{ poolId, skuId, warehouseId, quantity }] : [],
  )
  return { opened, pooled }
}

/** What left from the packing place lies there again, picked for the parcel as before. */
async function keepAtPacking(ctx: Context, fulfilmentId: string, shipped: readonly Shipped[]): Promise<void> {
  const back = await ctx.sql<{ id: string }>(
    'select id from bins where tenant_id = $1 and id = any($2::uuid[]) and is_staging',
    [[...new Set(shipped.map((m) => m.bin_id))]],
  )
  const places = new Set(back.map((bin) => bin.id))
  const units = groupBy(
    shipped.filter((m) => places.has(m.bin_id)),
    (m) => m.sku_id,
  )
  for (const [skuId, movements] of units) {
    const quantity = movements.reduce((sum, m) => sum - m.quantity, 0)
    await keepStaged(ctx, skuId, movements[0]?.warehouse_id ?? '', [{ fulfilmentId, quantity }])
  }
}

async function staySellable(ctx: Context, shipped: readonly Shipped[]): Promise<boolean> {
  const batchIds = shipped.flatMap((m) => m.batch_id ?? [])
  if (batchIds.length === 0) return true
  await lockBalances(
    ctx,
    shipped.map((m) => ({ skuId: m.sku_id, warehouseId: m.warehouse_id })),
  )
  const rows = await ctx.sql<{ sellable: boolean }>(
    'select sellable from stock_batches where tenant_id = $1 and id = any($2::uuid[]) order by id for key share',
    [batchIds],
  )
  return rows.every(({ sellable }) => sellable)
}
