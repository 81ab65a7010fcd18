import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { unmergeParcel } from '@/lib/modules/orders/internal/merge-parcels'
import { command } from '@/lib/platform/door/use-case'

/** Takes a merged parcel apart again, as long as nobody has picked it. */
export const unmergeFulfilment = command({
  name: 'order.unmerge',
  summary: 'Take a merged parcel apart into one parcel an order',
  http: { method: 'POST', path: '/fulfilments/{fulfilmentId}/unmerge' },
  input: z.strictObject({ fulfilmentId: id('fulfilment'), reason: z.string().trim().max(500).default('') }),
  example: { reason: 'One of the orders waits for an answer' },
  async run(ctx, { fulfilmentId, reason }) {
    return { parcels: await unmergeParcel(ctx, fulfilmentId, reason) }
  },
})
