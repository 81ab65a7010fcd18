import { groupBy } from '@/lib/kernel/group'
import { presaleArrived, presaleLost } from '@/lib/modules/inventory/events'
import { availableAt } from '@/lib/modules/inventory/internal/assembly-rows'
import { movePools } from '@/lib/modules/inventory/internal/pool-moves'
import type { Context } from '@/lib/platform/door/context'

/** What became of one line of a transfer now: units that arrived of those sent, and how many are still on their way. */
export type Arrived = { lineId: string; skuId: string; received: number; open: number }

type Aside = { id: string; pool_id: string; transfer_line_id: string; sku_id: string; open: number }
type Promised = { id: string; incoming_id: string; order_id: string; quantity: number }

/**
 * Units that were set aside on their way go into their pools as they arrive, in the transaction that receives them, so that nobody else can
 * take them; promises on them are kept oldest first. What no longer can arrive is lost to the pool set aside last, and to its youngest
 * promises. The caller holds the transfer and the balances.
 */
export async function arrivePools(
  ctx: Context,
  warehouseId: string,
  reference: string,
  arrived: readonly Arrived[],
): Promise<void> {
  const rows = await ctx.sql<Aside>(
    `select id, pool_id, transfer_line_id, sku_id, quantity - arrived - lost as open from pool_incoming
      where tenant_id = $1 and transfer_line_id = any($2::uuid[]) and arrived + lost < quantity order by created_at, id for update`,
    [arrived.map((a) => a.lineId)],
    'pool-incoming-open',
  )
  if (rows.length === 0) return
  // Of what arrived, units of bad batches or in defective bins are for nobody.
  const free = await availableAt(ctx, warehouseId, [...new Set(rows.map((r) => r.sku_id))])
  const changes = arrived.flatMap(({ lineId, skuId, received, open }) => {
    const own = rows.filter((r) => r.transfer_line_id === lineId).map((r) => ({ ...r, in: 0, lost: 0 }))
    let here = Math.min(received, free.get(skuId) ?? 0)
    for (const row of own) {
      row.in = Math.min(row.open, here)
      here -= row.in
      free.set(skuId, (free.get(skuId) ?? 0) - row.in)
    }
    let gone = own.reduce((n, r) => n + r.open - r.in, 0) - open
    for (const row of [...own].reverse()) {
      row.lost = Math.max(0, Math.min(row.open - row.in, gone))
      gone -= row.lost
    }
    return own.filter((row) => row.in > 0 || row.lost > 0)
  })
  if (changes.length === 0) return
  await ctx.sql(
    `update pool_incoming n set arrived = n.arrived + u.arrived, lost = n.lost + u.lost
       from unnest($2::uuid[], $3::int[], $4::int[]) as u(id, arrived, lost) where n.tenant_id = $1 and n.id = u.id`,
    [changes.map((c) => c.id), changes.map((c) => c.in), changes.map((c) => c.lost)],
  )
  const moved = [
    ...groupBy(
      changes.filter((c) => c.in > 0),
      (c) => c.pool_id,
    ),
  ].map(([poolId, own]) => ({
    kind: 'arrival' as const,
    warehouseId,
    fromPoolId: null,
    toPoolId: poolId,
    lines: sumBySku(own),
    reference,
  }))
  if (moved.length > 0) await movePools(ctx, moved)
  await settlePromises(
    ctx,
    changes.map((c) => c.id),
  )
}

/** Two lines of one SKU, in two batches, are one line of the document. */
function sumBySku(rows: readonly { sku_id: string; in: number }[]): { skuId: string; quantity: number }[] {
  return [...groupBy(rows, (r) => r.sku_id)].map(([skuId, own]) => ({
    skuId,
    quantity: own.reduce((n, r) => n + r.in, 0),
  }))
}

/**
 * Oldest first: a promise is kept when all of it has arrived and none before it waits; one for which what has arrived and what is still on its
 * way no longer suffices is dropped, and its order waits for other goods.
 */
async function settlePromises(ctx: Context, incomingIds: readonly string[]): Promise<void> {
  const promises = await ctx.sql<Promised>(
    `select id, incoming_id, order_id, quantity from presale_promises
      where tenant_id = $1 and incoming_id = any($2::uuid[]) and state = 'open' order by created_at, id for update`,
    [incomingIds],
    'presale-promises-open',
  )
  if (promises.length === 0) return
  const rows = await ctx.sql<{ id: string; here: number; coming: number }>(
    `select n.id, n.quantity - n.arrived - n.lost as coming,
            n.arrived - (select coalesce(sum(r.quantity), 0)::int from presale_promises r
                          where r.tenant_id = $1 and r.incoming_id = n.id and r.state = 'arrived') as here
       from pool_incoming n where n.tenant_id = $1 and n.id = any($2::uuid[])`,
    [incomingIds],
    'presale-settle',
  )
  const kept: Promised[] = []
  const dropped: Promised[] = []
  for (const { id, here, coming } of rows) {
    let [units, whole] = [here, here + coming]
    for (const promise of promises.filter((p) => p.incoming_id === id)) {
      if (promise.quantity > whole) {
        dropped.push(promise)
        continue
      }
      whole -= promise.quantity
      if (promise.quantity <= units) kept.push(promise)
      units = Math.max(0, units - promise.quantity)
    }
  }
  await closePromises(ctx, kept, 'arrived')
  await closePromises(ctx, dropped, 'dropped')
  const ordersOf = (some: readonly Promised[]) => [...new Set(some.map((p) => p.order_id))]
  if (kept.length > 0) ctx.emit(presaleArrived(ordersOf(kept)))
  if (dropped.length > 0) ctx.emit(presaleLost(ordersOf(dropped)))
}

async function closePromises(ctx: Context, rows: readonly Promised[], state: 'arrived' | 'dropped'): Promise<void> {
  if (rows.length === 0) return
  await ctx.sql(
    'update presale_promises set state = $3, closed_at = $4 where tenant_id = $1 and id = any($2::uuid[])',
    [rows.map((p) => p.id), state, ctx.now],
  )
}
