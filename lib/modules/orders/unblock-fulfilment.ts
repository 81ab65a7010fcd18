import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { lockParcels } from '@/lib/modules/orders/internal/lock-parcels'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { command } from '@/lib/platform/door/use-case'

/**
 * A person has looked at a stopped parcel and lets it go. While the hold behind the block is there, the hold is what has to be
 * released; goods that are lost are not brought back by letting go.
 */
export const unblockFulfilment = command({
  name: 'fulfilment.unblock',
  summary: 'Let a stopped parcel go on',
  http: { method: 'POST', path: '/fulfilments/{fulfilmentId}/unblock' },
  input: z.strictObject({
    fulfilmentId: id('fulfilment'),
    reason: z.string().trim().min(1).max(500),
    version: z.int().optional(),
  }),
  example: { reason: 'The note is on the packing slip' },
  async run(ctx, { fulfilmentId, reason, version }) {
    const { parcels, orders } = await lockParcels(ctx, [fulfilmentId])
    const [parcel] = parcels
    if (!parcel) return refuse('not_found')
    if (version !== undefined && version !== parcel.version) refuse('version_conflict', { version: parcel.version })
    const code = parcel.block_reason
    if (code === null) return invalid([{ path: 'id', code: 'not_blocked' }])
    const [held] = await ctx.sql(
      'select 1 from order_holds where tenant_id = $1 and order_id = any($2::uuid[]) and code = $3 limit 1',
      [orders.map((o) => o.id), code],
    )
    if (held || code === 'stock_lost') refuse('on_hold', { holds: [code] })
    await ctx.sql(
      `update fulfilments f set block_reason = null, block_words = null, blocked_at = null, updated_at = $3, version = f.version + 1
        where f.tenant_id = $1 and f.id = $2`,
      [fulfilmentId, ctx.now],
    )
    const data = { fulfilmentId, parcel: parcel.number, code }
    await logEvents(
      ctx,
      orders.map((o) => ({ orderId: o.id, kind: 'release', words: reason, data })),
    )
    ctx.touch('fulfilment', fulfilmentId)
    ctx.tell({ code })
    return getFulfilment.within(ctx, { fulfilmentId })
  },
})
