import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { rejectAad } from '@/lib/modules/orders/internal/keep-rejects'
import { endReject, lockReject } from '@/lib/modules/orders/internal/lock-reject'
import { command } from '@/lib/platform/door/use-case'

/** Sends a kept payload through intake once more. Still refused, it stays open with its new reason counted. */
export const replayReject = command({
  name: 'reject.replay',
  summary: 'Take a rejected order in again',
  http: { method: 'POST', path: '/orders/rejects/{rejectId}/replay' },
  input: z.strictObject({ rejectId: id('reject') }),
  example: {},
  async run(ctx, { rejectId }) {
    const reject = await lockReject(ctx, rejectId)
    const crypt = await ctx.crypt()
    const raw: unknown = JSON.parse(crypt.open(rejectAad(reject.id), reject.body))
    const { results } = await ingestOrders.within(ctx, { shopCode: reject.shop_code, orders: [raw] })
    const [result] = results
    if (result && result.outcome !== 'rejected') await endReject(ctx, reject.id, 'replayed')
    return { id: reject.id, result: result ?? null }
  },
})
