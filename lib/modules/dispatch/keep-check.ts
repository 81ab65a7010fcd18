import { z } from 'zod'
import { checkedItem } from '@/lib/modules/dispatch/schema'
import { command } from '@/lib/platform/door/use-case'

export const keepCheck = command({
  name: 'check.keep',
  summary: 'Keep what a check has found',
  audited: false,
  input: z.strictObject({ checkId: z.uuid(), tookMs: z.int().nonnegative(), items: z.array(checkedItem) }),
  async run(ctx, { checkId, tookMs, items }) {
    const broken = items.filter((item) => !item.ok).length
    await ctx.sql(
      `update invariant_checks set state = 'done', finished_at = $3, took_ms = $4, broken = $5, items = $6
        where tenant_id = $1 and id = $2 and state = 'queued'`,
      [checkId, ctx.now, tookMs, broken, JSON.stringify(items)],
    )
    if (broken > 0) ctx.emit({ name: 'invariants.broken', payload: { checkId, broken } })
    return { broken }
  },
})
