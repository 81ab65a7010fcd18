import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { endReject, lockReject } from '@/lib/modules/orders/internal/lock-reject'
import { command } from '@/lib/platform/door/use-case'

export const dismissReject = command({
  name: 'reject.dismiss',
  summary: 'Put a rejected order aside for good, with a reason',
  http: { method: 'POST', path: '/orders/rejects/{rejectId}/dismiss' },
  input: z.strictObject({ rejectId: id('reject'), reason: z.string().trim().min(1).max(500) }),
  example: { reason: 'A test order of the channel' },
  async run(ctx, { rejectId, reason }) {
    const reject = await lockReject(ctx, rejectId)
    await endReject(ctx, reject.id, 'dismissed')
    ctx.tellWords({ reason })
    return { id: reject.id, state: 'dismissed' as const }
  },
})
