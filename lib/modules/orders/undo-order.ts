import { z } from 'zod'
import { type Id, id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { type Deed, lastDeed } from '@/lib/modules/orders/internal/last-deed'
import { type Locked, lockOrder, lockTogether } from '@/lib/modules/orders/internal/lock-order'
import { putHolds } from '@/lib/modules/orders/internal/set-holds'
import { blockWork } from '@/lib/modules/orders/internal/stop-work'
import { partnersOf, undoAllocation } from '@/lib/modules/orders/internal/undo-allocation'
import { undoRegroup } from '@/lib/modules/orders/internal/undo-regroup'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { removeGift } from '@/lib/modules/orders/remove-gift'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setPresale } from '@/lib/modules/orders/set-presale'
import { setSealed } from '@/lib/modules/orders/set-sealed'
import { setUrgent } from '@/lib/modules/orders/set-urgent'
import { type HoldCode, holdCodes } from '@/lib/modules/orders/states'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { unblockFulfilment } from '@/lib/modules/orders/unblock-fulfilment'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

type OrderId = Id<'order'>

/** Takes back what one has just done to an order, by doing the opposite: nothing is deleted, and the time line tells both. */
export const undoOrder = command({
  name: 'order.undo',
  summary: 'Take back what one has just done to an order',
  http: { method: 'POST', path: '/orders/{orderId}/undo' },
  input: z.strictObject({ orderId: id('order'), version: z.int().optional() }),
  example: {},
  async run(ctx, { orderId, version }) {
    await lockTogether(ctx, [orderId, ...(await partnersOf(ctx, orderId))])
    const order = await lockOrder(ctx, orderId, version)
    const deeds = await lastDeed(ctx, orderId)
    const decided = deeds.find((d) => d.kind === 'state')
    const sent = deeds.find((d) => d.kind === 'allocation')
    if (sent) await undoAllocation(ctx, order, sent, decided)
    else if (decided) await undoDecision(ctx, orderId, decided, deeds)
    else await undoOther(ctx, order, deeds)
    return getOrder.within(ctx, { orderId })
  },
})

/** Only decisions of the review: what leads further has opposites of its own. */
async function undoDecision(
  ctx: Context,
  orderId: OrderId,
  { from_state, to_state }: Deed,
  deeds: readonly Deed[],
): Promise<void> {
  // It is over for everybody: channels, programs outside and whoever pays back have been told.
  if (to_state === 'cancelled') invalid([{ path: 'id', code: 'cancelled_stays' }])
  const reviewed = from_state === 'pending_review' || from_state === 'awaiting_contact'
  const decision = to_state === 'approved' || to_state === 'awaiting_contact' || to_state === 'invalid'
  if (!reviewed || !decision) invalid([{ path: 'id', code: 'nothing_to_undo' }])
  await unapproveOrder.within(ctx, { orderId, reason: 'undo', version: undefined })
  if (from_state === 'awaiting_contact')
    await reviewOrder.within(ctx, { orderId, decision: 'contact', reason: 'undo', version: undefined })
  // What the approval overrode is open again.
  const overridden = deeds.flatMap((d) => (d.kind === 'release' && d.reason === 'approved' ? (codeOf(d) ?? []) : []))
  await putHolds(
    ctx,
    overridden.map((code) => ({ orderId, code })),
  )
}

async function undoOther(ctx: Context, order: Locked, deeds: readonly Deed[]): Promise<void> {
  const orderId = order.id as OrderId
  // That a gift changed the parcel goes away with the gift.
  const [deed, ...more] = deeds.filter((d) => !(d.kind === 'shipment' && d.data.operation === 'gift'))
  if (!deed || more.length > 0) return invalid([{ path: 'id', code: 'nothing_to_undo' }])
  const { kind, data } = deed
  const code = codeOf(deed)
  const fulfilmentId = typeof data.fulfilmentId === 'string' ? (data.fulfilmentId as Id<'fulfilment'>) : undefined
  if (kind === 'hold' && fulfilmentId)
    await unblockFulfilment.within(ctx, { fulfilmentId, reason: 'undo', version: undefined })
  else if (kind === 'hold' && code === 'manual')
    await releaseHold.within(ctx, { orderId, code, reason: 'undo', version: undefined })
  else if (kind === 'release' && !fulfilmentId && code) {
    await putHolds(ctx, [{ orderId, code, words: 'undo' }])
    await blockWork(ctx, [orderId], code)
  } else if (kind === 'shipment' && typeof data.operationId === 'string') await undoRegroup(ctx, data.operationId)
  else if (kind === 'flag' && typeof data.urgent === 'boolean')
    await setUrgent.within(ctx, { orderId, urgent: !data.urgent, version: undefined })
  else if (kind === 'flag' && typeof data.sealed === 'boolean')
    await setSealed.within(ctx, { orderId, sealed: !data.sealed, version: undefined })
  else if (kind === 'flag' && typeof data.presale === 'boolean') await undoPresale(ctx, order, data)
  else if (kind === 'flag' && typeof data.lineId === 'string' && Number(data.quantity) > 0)
    await removeGift.within(ctx, {
      orderId,
      orderLineId: data.lineId as Id<'order-line'>,
      reason: 'undo',
      version: undefined,
    })
  else invalid([{ path: 'id', code: 'nothing_to_undo' }])
}

/** As it was before: kept back until the same moment, or not kept back. */
async function undoPresale(ctx: Context, { id, state }: Locked, data: Deed['data']): Promise<void> {
  const was = z
    .object({
      presale: z.boolean(),
      until: z.iso
        .datetime()
        .transform((text) => new Date(text))
        .nullable(),
    })
    .catch({ presale: !data.presale, until: null })
    .parse(data.was)
  // Let go, it has got its goods: keeping them from it is un-approving.
  if (was.presale && state === 'awaiting_shipment') invalid([{ path: 'id', code: 'already_allocated' }])
  await setPresale.within(ctx, { orderId: id as OrderId, ...was, version: undefined })
}

function codeOf({ data }: Deed): HoldCode | undefined {
  return holdCodes.find((code) => code === data.code)
}
