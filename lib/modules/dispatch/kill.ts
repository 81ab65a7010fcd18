import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { oneMessage } from '@/lib/modules/dispatch/internal/one-message'
import { command } from '@/lib/platform/door/use-case'
import { jobKilled } from '@/lib/platform/queue/tasks'

/** What waits is not begun; what runs ends at its next command, within a second or two. What it has done so far stays done. */
export const killJob = command({
  name: 'dispatch.kill',
  summary: 'End a job that waits or runs, with a reason',
  http: { method: 'POST', path: '/dispatch/messages/{messageId}/kill' },
  input: z.strictObject({ messageId: z.string().max(200), reason: z.string().trim().min(2).max(500) }),
  example: { reason: 'The wrong file' },
  async run(ctx, { messageId, reason }) {
    const { kind, id, sub, exact } = await oneMessage(ctx, messageId)
    if (kind !== 'job' && kind !== 'pull') refuse('not_found')
    const [killed] = await ctx.sql<{ payload: Record<string, unknown> }>(
      `update queue_jobs set state = 'killed', trouble = 'killed', finished_at = $4
        where tenant_id = $1 and event_id = $2 and name = $3 and state in ('queued', 'running', 'retrying', 'held') returning payload`,
      [id, sub, ctx.now],
    )
    if (!killed) return refuse('illegal_transition', { from: exact, to: 'killed' })
    // Whoever takes up anew what was left undone must know that this was left on purpose.
    ctx.emit({ name: jobKilled, payload: { ...killed.payload, job: sub } })
    ctx.touch('job', id)
    ctx.tell({ job: sub })
    ctx.tellWords({ reason })
    return { messageId, state: 'killed' as const }
  },
})
