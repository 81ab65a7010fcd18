import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { type Id, id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { lockAvailable, releaseStock } from '@/lib/modules/inventory/reserve-stock'
import { ordersAllocated } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { holdsOfOrder, lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { lockParcels, refuseBegun } from '@/lib/modules/orders/internal/lock-parcels'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { makeParcels } from '@/lib/modules/orders/internal/make-parcels'
import { partLines } from '@/lib/modules/orders/internal/merge-parcels'
import { planThere } from '@/lib/modules/orders/internal/plan-there'
import { sendingPlace } from '@/lib/modules/orders/internal/sending-place'
import { overridableHolds } from '@/lib/modules/orders/states'
import { command } from '@/lib/platform/door/use-case'

/** One parcel's goods are kept in another warehouse instead; what else of its order is split stays as it is. */
export const moveFulfilment = command({
  name: 'fulfilment.move',
  summary: 'Send one unpicked parcel from another warehouse; refused when that one has not everything of it',
  http: { method: 'POST', path: '/fulfilments/{fulfilmentId}/move' },
  input: z.strictObject({
    fulfilmentId: id('fulfilment'),
    warehouseCode: codeField(40),
    reason: z.string().trim().min(1).max(500),
    version: z.int().optional(),
  }),
  example: { warehouseCode: 'hz-1', reason: 'The shelf there is empty' },
  async run(ctx, { fulfilmentId, warehouseCode, reason, version }) {
    const { parcels, orders } = await lockParcels(ctx, [fulfilmentId])
    const [[parcel], [first, another]] = [parcels, orders]
    if (!parcel || !first) return refuse('not_found')
    if (version !== undefined && version !== parcel.version) refuse('version_conflict', { version: parcel.version })
    if (another) invalid([{ path: 'id', code: 'merged' }])
    refuseBegun(parcels)
    const order = await lockOrder(ctx, first.id)
    const blocking = (await holdsOfOrder(ctx, order.id)).filter((code) => !overridableHolds.includes(code))
    if (blocking.length > 0) refuse('on_hold', { holds: blocking })
    const place = await sendingPlace(ctx, warehouseCode)
    if (place.id === parcel.warehouse_id) invalid([{ path: 'warehouseCode', code: 'unchanged' }])
    const lines = partLines(parcel)
    const skuIds = lines.map((line) => line.skuId)
    // Both places at once and in the house's order: giving back first and looking then could deadlock.
    await lockAvailable(ctx, skuIds, [parcel.warehouse_id, place.id])
    const [ended] = await ctx.sql<{ preferred_carrier: string | null }>(
      `update fulfilments f set state = 'cancelled', version = f.version + 1, updated_at = $3
        where f.tenant_id = $1 and f.id = $2 returning f.preferred_carrier`,
      [parcel.id, ctx.now],
    )
    await releaseStock(ctx, [parcel.id])
    const held = { id: order.id, shopId: order.shop_id, province: order.province }
    const planned = await planThere(ctx, held, [{ lines, place }])
    const carrier = ended?.preferred_carrier ?? null
    const sent = planned.map(({ parcels: own }) => ({
      orderId: order.id,
      shopId: order.shop_id,
      parcels: own,
      carrier,
    }))
    const made = await makeParcels(ctx, sent)
    const data = { warehouseCode: place.code, parcel: parcel.number, operation: 'move', made, ended: [parcel.id] }
    await logEvents(ctx, [{ orderId: order.id, kind: 'allocation', words: reason, data }])
    if (order.state === 'awaiting_shipment') ctx.emit(ordersAllocated([order.id]))
    ctx.touch('fulfilment', parcel.id)
    ctx.tell({ warehouseCode: place.code, parcel: parcel.number })
    return getOrder.within(ctx, { orderId: first.id as Id<'order'> })
  },
})
