import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { undoShipment } from '@/lib/modules/inventory/undo-shipment'
import { ordersUnshipped } from '@/lib/modules/orders/events'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import type { BrokenPromises } from '@/lib/modules/orders/internal/break-promises'
import { type LockedFulfilment, lockFulfilment } from '@/lib/modules/orders/internal/lock-fulfilment'
import { refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { loseGoods } from '@/lib/modules/orders/internal/lose-goods'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { fulfilmentStates, type OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/** An order whose other parcels are still here, or still lack goods, stays where it is. */
const open: readonly OrderState[] = ['shipped', 'awaiting_shipment', 'awaiting_purchase']

/** Before the carrier has the parcel, shipping it can be taken back: as if it had never been, but for the ledger that keeps both. */
export const unshipFulfilment = command({
  name: 'fulfilment.unship',
  summary: 'Take a shipment back before the carrier has scanned the parcel',
  http: { method: 'POST', path: '/fulfilments/{fulfilmentId}/unship' },
  input: z.strictObject({
    fulfilmentId: id('fulfilment'),
    reason: z.string().trim().min(1).max(200),
    version: z.int().optional(),
  }),
  example: { reason: 'The label was stuck on the wrong parcel' },
  async run(ctx, { fulfilmentId, reason, version }) {
    const parcel = await lockFulfilment(ctx, fulfilmentId)
    if (version !== undefined && version !== parcel.version) refuse('version_conflict', { version: parcel.version })
    if (parcel.state !== 'shipped' || !fulfilmentStates.can(parcel.state, 'allocated'))
      refuse('illegal_transition', { from: parcel.state, to: 'allocated' })
    for (const { state } of parcel.orders) if (!open.includes(state)) refuseTransition(state, 'awaiting_shipment')
    await refuseScanned(ctx, parcel)
    await refuseClosed(ctx, parcel)
    const kept = await undoShipment(
      ctx,
      fulfilmentId,
      reason,
      parcel.lines.map((l) => ({
        skuId: l.sku_id,
        warehouseId: parcel.warehouse_id,
        holderId: l.id,
        fulfilmentId,
        quantity: l.quantity,
      })),
    )
    await ctx.sql('update fulfilment_lines set cost_minor = null where tenant_id = $1 and fulfilment_id = $2', [
      fulfilmentId,
    ])
    const [left] = await ctx.sql<{ carrier_code: string; tracking_no: string }>(
      `update fulfilments f set state = 'allocated', carrier_code = null, tracking_no = null, tracking_key = null, shipped_at = null,
              updated_at = $3, version = f.version + 1
         from fulfilments before
        where f.tenant_id = $1 and f.id = $2 and before.tenant_id = $1 and before.id = f.id
        returning before.carrier_code, before.tracking_no`,
      [fulfilmentId, ctx.now],
    )
    const orderIds = parcel.orders.map((o) => o.id)
    const data = { fulfilmentId, carrierCode: left?.carrier_code, trackingNo: left?.tracking_no, undone: true }
    await logEvents(
      ctx,
      orderIds.map((orderId) => ({ orderId, kind: 'shipment', words: reason, data })),
    )
    const moved = await moveOrders(
      ctx,
      orderIds.map((orderId) => ({ orderId, from: 'shipped', to: 'awaiting_shipment', words: reason })),
    )
    ctx.emit(ordersUnshipped([...moved]))
    if (!kept) await loseGoods(ctx, goneWith(parcel), fulfilmentId)
    ctx.touch('fulfilment', fulfilmentId)
    return getFulfilment.within(ctx, { fulfilmentId })
  },
})

/** Its goods are back, but may not be sold any more: the parcel is no more, and its orders wait for others. */
const goneWith = ({ id, number, lines }: LockedFulfilment): BrokenPromises => ({
  parcels: [{ id, number, state: 'allocated' }],
  reservationIds: [],
  skuIds: [...new Set(lines.map((l) => l.sku_id))],
  impossible: [],
})

/** What was told of an earlier journey, before this one began, says nothing about the parcel that lies here now. */
async function refuseScanned(ctx: Context, parcel: LockedFulfilment): Promise<void> {
  const [scanned] = await ctx.sql(
    `select 1 from tracking_events e join fulfilments f on f.tenant_id = $1 and f.id = e.fulfilment_id
      where e.tenant_id = $1 and e.fulfilment_id = $2 and e.status <> 'info_received' and e.received_at >= f.shipped_at limit 1`,
    [parcel.id],
  )
  if (scanned) refuse('illegal_transition', { from: 'shipped', to: 'allocated', reason: 'scanned' })
}

/** Stock rises in open warehouses only; held until the end, so that nobody closes it meanwhile. */
async function refuseClosed(ctx: Context, parcel: LockedFulfilment): Promise<void> {
  const [warehouse] = await ctx.sql<{ status: string }>(
    'select status from warehouses where tenant_id = $1 and id = $2 for share',
    [parcel.warehouse_id],
  )
  if (warehouse?.status !== 'active') invalid([{ path: 'warehouseCode', code: 'closed' }])
}
