import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { poolIncomingSet } from '@/lib/modules/inventory/events'
import { incomingRow, incomingView } from '@/lib/modules/inventory/internal/incoming-rows'
import { poolRow } from '@/lib/modules/inventory/internal/pool-rows'
import { linesOf, lockTransfer } from '@/lib/modules/inventory/internal/transfer-rows'
import { poolIncomingView } from '@/lib/modules/inventory/pool-schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/**
 * Goods on their way are set aside before they arrive: presale orders of the pool's shops are promised out of them, and they go into the
 * pool when they are received. Said again, the new number counts; never fewer than are promised.
 */
export const setPoolIncoming = command({
  name: 'pool.set-incoming',
  summary: 'Set goods of a transfer on its way aside for a pool, for presale',
  http: { method: 'POST', path: '/stock/pools/{poolId}/incoming' },
  input: z.strictObject({
    poolId: id('pool'),
    transferLineId: id('transfer-line'),
    /** Units of the line that will go into the pool, those that have arrived already among them. */
    quantity: z.int().min(0).max(1_000_000),
  }),
  example: { transferLineId: '0199b3c4-0000-7000-8000-000000000001', quantity: 40 },
  output: poolIncomingView,
  async run(ctx, { poolId, transferLineId, quantity }) {
    const transferId = await transferOf(ctx, transferLineId)
    const transfer = await lockTransfer(ctx, transferId)
    if (!seesWarehouse(ctx.actor, transfer.to_warehouse_id)) refuse('not_found')
    if (transfer.state !== 'in_transit') refuse('illegal_transition', { from: transfer.state, to: 'in_transit' })
    await ctx.sql('select id from pools where tenant_id = $1 and id = $2 for share', [poolId])
    const pool = await poolRow(ctx, poolId)
    if (pool.status === 'ended') invalid([{ path: 'poolId', code: 'pool_ended' }])
    const line = (await linesOf(ctx, transferId)).find((l) => l.id === transferLineId)
    if (!line) return refuse('not_found')
    const others = await openElsewhere(ctx, transferLineId, poolId)
    // Who promises out of it holds this row: what is read next is all that is promised.
    await ctx.sql(
      'select id from pool_incoming where tenant_id = $1 and transfer_line_id = $2 and pool_id = $3 for update',
      [transferLineId, poolId],
    )
    const before = await incomingRow(ctx, { poolId, transferLineId })
    const gone = before ? before.arrived + before.lost : 0
    const promised = before ? before.lost + before.kept + before.promised : 0
    if (quantity < Math.max(gone, promised)) invalid([{ path: 'quantity', code: 'promised' }])
    if (quantity - gone > line.shipped - line.received - line.lost - others)
      refuse('insufficient_stock', { errors: [{ path: 'quantity', code: 'insufficient_stock' }] })
    await ctx.sql(
      `insert into pool_incoming (tenant_id, id, pool_id, transfer_line_id, sku_id, warehouse_id, quantity, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (tenant_id, transfer_line_id, pool_id) do update set quantity = excluded.quantity`,
      [newId(), poolId, transferLineId, line.sku_id, transfer.to_warehouse_id, quantity, ctx.now],
    )
    ctx.emit(poolIncomingSet(poolId))
    ctx.touch('pool', poolId)
    ctx.tell({ skuCode: line.sku_code, quantity })
    const row = await incomingRow(ctx, { poolId, transferLineId })
    return row ? incomingView(row) : refuse('not_found')
  },
})

async function transferOf(ctx: Context, lineId: string): Promise<string> {
  const [row] = await ctx.sql<{ transfer_id: string }>(
    'select transfer_id from stock_transfer_lines where tenant_id = $1 and id = $2',
    [lineId],
  )
  return row?.transfer_id ?? refuse('not_found')
}

async function openElsewhere(ctx: Context, lineId: string, poolId: string): Promise<number> {
  const [row] = await ctx.sql<{ units: number }>(
    `select coalesce(sum(quantity - arrived - lost), 0)::int as units from pool_incoming
      where tenant_id = $1 and transfer_line_id = $2 and pool_id <> $3`,
    [lineId, poolId],
  )
  return row?.units ?? 0
}
