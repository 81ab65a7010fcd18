import { refuse } from '@/lib/kernel/refusal'
import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import { refuseNotFree } from '@/lib/modules/inventory/internal/refuse-not-free'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { type ReturnReceipt, returnRequest } from '@/lib/modules/inventory/return-stock'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

type Came = {
  id: string
  sku_id: string
  warehouse_id: string
  bin_id: string
  quantity: number
  value_minor: bigint
  batch_id: string | null
  line_id: string | null
  /** Lies where it may be promised. */
  sellable: boolean
  scrap_id: string | null
  used: boolean
}

/**
 * Takes a return back as if it had never been, but for the ledger that keeps both; only while nothing has used its units. First in,
 * first out: its layers are whole. Moving average: nothing has moved there since, for every later movement had a part of its value.
 */
export async function undoReturn(ctx: Context, receipt: ReturnReceipt): Promise<void> {
  const places = await whatCame(ctx, receipt)
  await lockBalances(
    ctx,
    places.map((m) => ({ skuId: m.sku_id, warehouseId: m.warehouse_id })),
  )
  const came = await whatCame(ctx, receipt)
  if (came.some((m) => m.used)) refuse('illegal_transition', { from: 'returned', to: 'requested', reason: 'used' })
  const sums = new Map<string, number>()
  for (const m of came) if (m.sellable) sums.set(m.sku_id, (sums.get(m.sku_id) ?? 0) + m.quantity)
  const free = [...sums].map(([skuId, quantity]) => ({ skuId, quantity }))
  await refuseNotFree(ctx, came[0]?.warehouse_id ?? '', null, free)
  // What was written off lies here again before it can be taken back.
  await undo(
    ctx,
    receipt,
    came.flatMap((m) => (m.scrap_id ? { ...m, id: m.scrap_id, way: 'in' as const } : [])),
  )
  await undo(
    ctx,
    receipt,
    came.map((m) => ({ ...m, way: 'out' as const })),
  )
  await giveUsesBack(
    ctx,
    came.map((m) => m.id),
  )
}

function whatCame(ctx: Context, receipt: ReturnReceipt): Promise<Came[]> {
  return ctx.sql<Came>(
    `select m.id, m.sku_id, m.warehouse_id, m.bin_id, m.quantity, m.value_minor, m.batch_id, m.line_id, s.id as scrap_id,
            s.id is null and not m.defective and coalesce(k.sellable, true) as sellable,
            s.id is null and case when $3 then exists (
              select 1 from stock_movements n where n.tenant_id = $1 and n.sku_id = m.sku_id and n.warehouse_id = m.warehouse_id
                 and n.at >= m.at and n.id > m.id and n.reason <> 'move' and (n.reference_id, n.reference) <> (m.reference_id, m.reference))
            else exists (
              select 1 from cost_layers l where l.tenant_id = $1 and l.sku_id = m.sku_id and l.warehouse_id = m.warehouse_id
                 and l.movement_id = m.id and l.quantity_left < l.quantity_in) end as used
       from stock_movements m
       left join stock_batches k on k.tenant_id = $1 and k.id = m.batch_id
       left join stock_movements s on s.tenant_id = $1 and s.key = 'scrap:' || m.id
      where m.tenant_id = $1 and m.reference_id = $2 and m.reference = $4 and m.reason = 'return' and m.quantity > 0 order by m.id`,
    [receipt.requestId, ctx.tenant.settings.costMethod === 'moving_average', receipt.number],
    'return-came',
  )
}

async function undo(
  ctx: Context,
  receipt: ReturnReceipt,
  rows: readonly (Came & { way: 'in' | 'out' })[],
): Promise<void> {
  await postMovements(
    ctx,
    rows.map((m): NewMovement => {
      const sign = m.way === 'in' ? 1 : -1
      return {
        skuId: m.sku_id,
        warehouseId: m.warehouse_id,
        binId: m.bin_id,
        quantity: sign * m.quantity,
        value: BigInt(sign) * m.value_minor,
        reason: m.way === 'in' ? 'scrap' : 'return',
        referenceType: returnRequest,
        referenceId: receipt.requestId,
        reference: receipt.number,
        ...(m.batch_id !== null && { batchId: m.batch_id }),
        ...(m.line_id !== null && m.way === 'out' && { lineId: m.line_id }),
        undoes: m.id,
        key: `undo:${m.id}`,
      }
    }),
  )
}

/** They are with the buyer again, and may come back again. */
async function giveUsesBack(ctx: Context, movementIds: readonly string[]): Promise<void> {
  const uses = await ctx.sql<{ id: string; shipment: string; layer: string; quantity: number; value: bigint }>(
    `select u.id, r.shipment_id as shipment, r.layer_id as layer, -r.quantity as quantity, -r.value_minor as value
       from stock_returned_uses r
       join stock_movements m on m.tenant_id = $1 and m.id = r.movement_id
       join stock_movements u on u.tenant_id = $1 and u.key = 'undo:' || m.id
      where r.tenant_id = $1 and r.movement_id = any($2::uuid[])`,
    [movementIds],
  )
  await insertMany(ctx, 'stock_returned_uses', {
    movement_id: ['uuid', uses.map((u) => u.id)],
    shipment_id: ['uuid', uses.map((u) => u.shipment)],
    layer_id: ['uuid', uses.map((u) => u.layer)],
    quantity: ['int', uses.map((u) => u.quantity)],
    value_minor: ['bigint', uses.map((u) => u.value)],
  })
}
