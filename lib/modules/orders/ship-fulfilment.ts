import { z } from 'zod'
import { carrierCodes } from '@/lib/kernel/carriers'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { dropCaptured, partsByLot } from '@/lib/modules/inventory/parcel-lots'
import { serialsIn } from '@/lib/modules/inventory/parcel-serials'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { lockReservations, type Reservation } from '@/lib/modules/inventory/reserve-stock'
import { serialNumbers } from '@/lib/modules/inventory/schema'
import { stagingBin } from '@/lib/modules/inventory/stage-stock'
import { fulfilmentShipped, ordersShipped } from '@/lib/modules/orders/events'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { type LockedFulfilment, lockFulfilment } from '@/lib/modules/orders/internal/lock-fulfilment'
import { refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { type Numbered, shareNumbers } from '@/lib/modules/orders/internal/share-numbers'
import { trackingKeyOf } from '@/lib/modules/orders/internal/tracking-key'
import { fulfilmentStates, overridableHolds } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/** The parcel leaves: its units go out of stock at their cost, its reservations are consumed, its orders are shipped with their last parcel. */
export const shipFulfilment = command({
  name: 'fulfilment.ship',
  summary: 'Ship a fulfilment with carrier and tracking number',
  http: { method: 'POST', path: '/fulfilments/{fulfilmentId}/ship' },
  input: z.strictObject({
    fulfilmentId: id('fulfilment'),
    carrierCode: z.string().toLowerCase().pipe(z.enum(carrierCodes)),
    trackingNo: z
      .string()
      .trim()
      .min(4)
      .max(60)
      .regex(/^[\w-]+$/),
    /** The units that leave by their numbers, of SKUs that ask for them. */
    serials: z
      .array(z.strictObject({ skuCode: z.string().max(200), numbers: serialNumbers }))
      .max(500)
      .default([]),
    version: z.int().optional(),
  }),
  example: { carrierCode: 'sf', trackingNo: 'SF1234567890123' },
  async run(ctx, { fulfilmentId, carrierCode, trackingNo, serials, version }) {
    const parcel = await lockFulfilment(ctx, fulfilmentId)
    const trackingKey = trackingKeyOf(trackingNo)
    if (parcel.state === 'shipped' || parcel.state === 'delivered') {
      if (parcel.tracking_key === trackingKey && parcel.carrier_code === carrierCode)
        return getFulfilment.within(ctx, { fulfilmentId })
      refuse('already_shipped')
    }
    if (version !== undefined && version !== parcel.version) refuse('version_conflict', { version: parcel.version })
    if (!fulfilmentStates.can(parcel.state, 'shipped'))
      refuse('illegal_transition', { from: parcel.state, to: 'shipped' })
    await refuseHeld(ctx, parcel)
    await issue(ctx, parcel, serials)
    await ctx.sql(
      `update fulfilments set state = 'shipped', carrier_code = $3, tracking_no = $4, tracking_key = $5, shipped_at = $6, updated_at = $6, version = version + 1
        where tenant_id = $1 and id = $2`,
      [fulfilmentId, carrierCode, trackingNo, trackingKey, ctx.now],
    )
    const orderIds = parcel.orders.map((o) => o.id)
    await logEvents(
      ctx,
      orderIds.map((orderId) => ({ orderId, kind: 'shipment', data: { fulfilmentId, carrierCode, trackingNo } })),
    )
    const done = await ctx.sql<{ id: string }>(
      `select o.id from unnest($2::uuid[]) as o(id) where not exists (
         select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
          where l.tenant_id = $1 and l.order_id = o.id and f.state not in ('shipped', 'delivered', 'cancelled'))`,
      [orderIds],
    )
    // An order that still waits for the rest of its goods keeps waiting.
    const moved = await moveOrders(
      ctx,
      done.map((o) => ({ orderId: o.id, from: 'awaiting_shipment', to: 'shipped', reason: trackingNo })),
    )
    if (moved.size > 0) ctx.emit(ordersShipped([...moved]))
    ctx.emit(fulfilmentShipped(fulfilmentId))
    ctx.touch('fulfilment', fulfilmentId)
    return getFulfilment.within(ctx, { fulfilmentId })
  },
})

async function refuseHeld(ctx: Context, parcel: LockedFulfilment): Promise<void> {
  const { partialShipping } = ctx.tenant.settings
  for (const { state } of parcel.orders) {
    const part = state === 'awaiting_purchase' && partialShipping
    if (state !== 'awaiting_shipment' && !part) refuseTransition(state, 'shipped')
  }
  if (parcel.block_reason) refuse('on_hold', { holds: [parcel.block_reason] })
  const holds = await ctx.sql<{ code: string }>(
    'select distinct code from order_holds where tenant_id = $1 and order_id = any($2::uuid[]) and code <> all($3) order by code',
    [parcel.orders.map((o) => o.id), overridableHolds],
  )
  if (holds.length > 0) refuse('on_hold', { holds: holds.map((h) => h.code) })
}

/** Units out of the bins they lie in, with the cost they leave at frozen on the line. */
async function issue(ctx: Context, parcel: LockedFulfilment, read: readonly Numbered[]): Promise<void> {
  const held = await lockReservations(ctx, [parcel.id])
  const units = parcel.lines.reduce((n, l) => n + l.quantity, 0)
  if (held.reduce((n, r) => n + r.quantity, 0) !== units) refuse('insufficient_stock')
  const parts = await partsByLot(
    ctx,
    parcel.id,
    parcel.warehouse_id,
    parcel.lines.flatMap((line) => partsOf(line, held)),
  )
  const place = parts.some((part) => part.staged) ? await stagingBin(ctx, parcel.warehouse_id) : undefined
  const numbers = await shareNumbers(ctx, parts, [...read, ...(await captured(ctx, parcel.id, read))])
  const values = await postMovements(
    ctx,
    parts.map(({ line, quantity, staged, batchId, lot }, i) => ({
      skuId: line.sku_id,
      warehouseId: parcel.warehouse_id,
      ...(staged && place && { binId: place, staged }),
      ...(batchId && { batchId }),
      quantity: -quantity,
      reason: 'shipment',
      referenceType: 'fulfilment',
      referenceId: parcel.id,
      reference: parcel.number,
      lineId: line.id,
      serials: numbers[i]?.serials ?? [],
      paths: { quantity: 'lines', serials: numbers[i]?.path ?? 'serials' },
      // A parcel that was taken back leaves anew, in another version.
      key: `ship:${line.id}:${parcel.version}${staged ? ':picked' : ''}${lot > 0 ? `:${lot}` : ''}`,
    })),
    { closed: { ids: held.map((r) => r.id), state: 'consumed' } },
  )
  await dropCaptured(ctx, [parcel.id])
  const costs = new Map<string, bigint>()
  for (const [i, { line }] of parts.entries()) costs.set(line.id, (costs.get(line.id) ?? 0n) - (values[i] ?? 0n))
  await ctx.sql(
    `update fulfilment_lines l set cost_minor = u.cost from unnest($2::uuid[], $3::bigint[]) as u(id, cost) where l.tenant_id = $1 and l.id = u.id`,
    [[...costs.keys()], [...costs.values()]],
  )
}

/** The numbers that were read when the parcel was packed, of SKUs that nobody names anew. */
async function captured(ctx: Context, parcelId: string, read: readonly Numbered[]): Promise<Numbered[]> {
  const named = new Set(read.map((r) => codeKey(r.skuCode)))
  return (await serialsIn(ctx, parcelId)).filter((r) => !named.has(codeKey(r.skuCode)))
}

type Line = LockedFulfilment['lines'][number]

/** What somebody has picked leaves the packing place; what nobody has leaves the shelves. */
function partsOf(line: Line, held: readonly Reservation[]): { line: Line; quantity: number; staged: boolean }[] {
  const picked = held.filter((r) => r.holder_id === line.id).reduce((sum, r) => sum + r.staged, 0)
  return [
    { line, quantity: picked, staged: true },
    { line, quantity: line.quantity - picked, staged: false },
  ].filter((part) => part.quantity > 0)
}
