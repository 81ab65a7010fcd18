import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { lockParcels } from '@/lib/modules/orders/internal/lock-parcels'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { liftedByHand } from '@/lib/modules/orders/internal/stop-work'
import { command } from '@/lib/platform/door/use-case'
import { sealWords, wordsAad } from '@/lib/platform/words'

/** A person stops one parcel (拦截): picking, packing and shipping refuse it until it is let go. */
export const blockFulfilment = command({
  name: 'fulfilment.block',
  summary: 'Stop a parcel that has not left',
  http: { method: 'POST', path: '/fulfilments/{fulfilmentId}/block' },
  input: z.strictObject({
    fulfilmentId: id('fulfilment'),
    reason: z.string().trim().min(1).max(500),
    version: z.int().optional(),
  }),
  example: { reason: 'The buyer wants another colour' },
  async run(ctx, { fulfilmentId, reason, version }) {
    const { parcels, orders } = await lockParcels(ctx, [fulfilmentId])
    const [parcel] = parcels
    if (!parcel) return refuse('not_found')
    if (version !== undefined && version !== parcel.version) refuse('version_conflict', { version: parcel.version })
    if (parcel.state === 'shipped' || parcel.state === 'delivered') refuse('already_shipped')
    if (parcel.state === 'cancelled') refuse('illegal_transition', { from: parcel.state, to: parcel.state })
    // Somebody has to look at what stopped it first: overwritten, its reason would be lifted unread.
    if (parcel.block_reason && liftedByHand.includes(parcel.block_reason))
      refuse('on_hold', { holds: [parcel.block_reason] })
    const words = sealWords(await ctx.crypt(), wordsAad('fulfilments', fulfilmentId), reason)
    await ctx.sql(
      `update fulfilments f set block_reason = 'by_hand', block_words = $3, blocked_at = $4, updated_at = $4, version = f.version + 1
        where f.tenant_id = $1 and f.id = $2`,
      [fulfilmentId, words, ctx.now],
    )
    const data = { fulfilmentId, parcel: parcel.number, code: 'by_hand' }
    await logEvents(
      ctx,
      orders.map((o) => ({ orderId: o.id, kind: 'hold', words: reason, data })),
    )
    ctx.touch('fulfilment', fulfilmentId)
    return getFulfilment.within(ctx, { fulfilmentId })
  },
})
