import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type CheckRow, checkColumns, checkOf } from '@/lib/modules/dispatch/internal/check-rows'
import { checkView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'

/** A check of large tables takes longer than a request may: it is asked for here and done by a worker. */
export const startCheck = command({
  name: 'check.start',
  summary: 'Check everything that must always be so, by a worker; one check at a time',
  http: { method: 'POST', path: '/invariants/checks', status: 202 },
  input: z.strictObject({}),
  example: {},
  output: checkView,
  async run(ctx) {
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'check.start' })
    // One whose worker never came back must not stand in the way for ever.
    await ctx.sql(
      `update invariant_checks set state = 'failed', finished_at = $2
        where tenant_id = $1 and state = 'queued' and created_at < $2::timestamptz - interval '1 hour'`,
      [ctx.now],
    )
    const [made] = await ctx.sql<CheckRow>(
      `insert into invariant_checks (tenant_id, id, state, asked_by, created_at) values ($1, $2, 'queued', $3, $4)
       on conflict do nothing returning ${checkColumns}`,
      [newId(), ctx.actor.name, ctx.now],
    )
    if (made) ctx.emit({ name: 'check.asked', payload: { checkId: made.id } })
    const [open] = made
      ? [made]
      : await ctx.sql<CheckRow>(
          `select ${checkColumns} from invariant_checks where tenant_id = $1 and state = 'queued'`,
        )
    // The one that was under way has ended between the two statements: asked again, a new one begins.
    if (!open) return refuse('in_flight')
    ctx.touch('check', open.id)
    return checkOf(open)
  },
})
