import { z } from 'zod'
import { nameField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { command } from '@/lib/platform/door/use-case'

/** Somebody has opened the parcel, found it right, and answers for its weight; it may leave. */
export const acceptWeight = command({
  name: 'parcel.accept-weight',
  summary: 'Let a parcel go on whose weight is off',
  http: { method: 'POST', path: '/fulfilments/{fulfilmentId}/accept-weight' },
  input: z.strictObject({ fulfilmentId: id('fulfilment'), reason: nameField(200) }),
  example: { reason: 'Weighed with its wooden frame' },
  async run(ctx, { fulfilmentId, reason }) {
    const parcel = await getFulfilment.within(ctx, { fulfilmentId })
    await ctx.sql('select 1 from fulfilments where tenant_id = $1 and id = $2 for update', [fulfilmentId])
    const [packing] = await ctx.sql<{ weight_g: number | null }>(
      `select k.weight_g from packings k join fulfilments f on f.tenant_id = $1 and f.id = k.fulfilment_id and f.state = 'packed'
        where k.tenant_id = $1 and k.fulfilment_id = $2`,
      [fulfilmentId],
    )
    if (packing?.weight_g == null) refuse('illegal_transition', { from: parcel.state, to: 'shipped' })
    await ctx.sql('update packings set weighed_at = $3, accepted_by = $4 where tenant_id = $1 and fulfilment_id = $2', [
      fulfilmentId,
      ctx.now,
      ctx.actor.name,
    ])
    ctx.touch('fulfilment', fulfilmentId)
    ctx.tellWords({ reason })
    return getFulfilment.within(ctx, { fulfilmentId })
  },
})
