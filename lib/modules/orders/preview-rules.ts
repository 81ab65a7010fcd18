import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { judgeSelected, rowOf } from '@/lib/modules/orders/internal/rules/selected-orders'
import { query } from '@/lib/platform/door/use-case'

/** Unknown and unseen orders are left out of the answer. */
export const previewRules = query({
  name: 'rule.preview',
  summary: 'What the live review rules would do to selected orders now',
  http: { method: 'GET', path: '/rules/review/preview' },
  input: z.strictObject({ orderIds: z.array(id('order')).min(1).max(200) }),
  example: { orderIds: ['01999c5e-0000-7000-8000-000000000007'] },
  async run(ctx, { orderIds }) {
    const { live, verdicts } = await judgeSelected(ctx, orderIds, false)
    const items = orderIds.flatMap((orderId) => {
      const verdict = verdicts.get(orderId)
      return verdict ? [rowOf(verdict)] : []
    })
    return { version: live?.version ?? null, items }
  },
})
