import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { applyReview } from '@/lib/modules/orders/internal/rules/apply-review'
import { outcomesOf } from '@/lib/modules/orders/internal/rules/decide'
import { judgeSelected, rowOf } from '@/lib/modules/orders/internal/rules/selected-orders'
import { keepTraces } from '@/lib/modules/orders/internal/rules/traces'
import { command } from '@/lib/platform/door/use-case'

/** Does what the preview showed, with the version it showed: other rules by now are a conflict, and nothing happens. */
export const rerunRules = command({
  name: 'rule.rerun',
  summary: 'Apply the live review rules to selected orders',
  http: { method: 'POST', path: '/rules/review/rerun' },
  input: z.strictObject({ orderIds: z.array(id('order')).min(1).max(200), version: versionField }),
  example: { orderIds: ['01999c5e-0000-7000-8000-000000000007'], version: 3 },
  async run(ctx, { orderIds, version }) {
    const { live, verdicts } = await judgeSelected(ctx, orderIds, true)
    if (live?.version !== version) return refuse('version_conflict', { version: live?.version ?? null })
    await applyReview(ctx, version, [...verdicts.values()], ctx.actor.name)
    await keepTraces(
      ctx,
      { kind: 'review', version, cause: 'rerun' },
      [...verdicts.values()].map((verdict) => ({
        orderId: verdict.order.id,
        facts: verdict.order.facts,
        outcomes: outcomesOf(verdict),
      })),
    )
    for (const orderId of verdicts.keys()) ctx.touch('order', orderId)
    const results = orderIds.map((orderId, index) => {
      const verdict = verdicts.get(orderId)
      if (!verdict) return { index, outcome: 'not_found' as const, steps: [] }
      const row = rowOf(verdict)
      return { index, ...row, outcome: row.changes ? ('changed' as const) : ('unchanged' as const) }
    })
    ctx.tell({ version, changed: results.filter((row) => row.outcome === 'changed').length })
    return { version, results }
  },
})
