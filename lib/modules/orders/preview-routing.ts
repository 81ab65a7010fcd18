import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuseLimited } from '@/lib/modules/orders/internal/refuse-limited'
import { planReroutings } from '@/lib/modules/orders/internal/rules/plan-reroutings'
import { query } from '@/lib/platform/door/use-case'

/** Unknown and unseen orders are left out of the answer; those that stay as they are say why. Nothing is held. */
export const previewRouting = query({
  name: 'rule.preview-routing',
  summary: 'Where the live routing rules would send selected orders from now, and why',
  http: { method: 'GET', path: '/rules/routing/preview' },
  input: z.strictObject({ orderIds: z.array(id('order')).min(1).max(200) }),
  example: { orderIds: ['01999c5e-0000-7000-8000-000000000007'] },
  async run(ctx, { orderIds }) {
    refuseLimited(ctx, 'rule.preview-routing')
    const found = await planReroutings(ctx, orderIds, 'look')
    return { version: found?.routes.version ?? null, items: found?.plans.map((plan) => plan.view) ?? [] }
  },
})
