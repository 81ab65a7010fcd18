import { z } from 'zod'
import { mailsInSight, stuckMails } from '@/lib/modules/dispatch/internal/mail-rows'
import { mapEdges } from '@/lib/modules/dispatch/internal/map-edges'
import { pausesOf } from '@/lib/modules/dispatch/internal/pause-rows'
import { queueFigures } from '@/lib/modules/dispatch/internal/queue-figures'
import { windowMinutes } from '@/lib/modules/dispatch/internal/scope'
import { stuckJobs, stuckOfHouse, stuckOfShops, stuckWebhooks } from '@/lib/modules/dispatch/internal/stuck-sources'
import { type StatusView, type StuckView, statusView } from '@/lib/modules/dispatch/schema'
import { query } from '@/lib/platform/door/use-case'

/** What a person must do before anything goes on, before what the house goes on trying by itself. */
const weight: Partial<Record<StuckView['cause'], number>> = {
  silent: 0,
  token: 1,
  permission: 1,
  broken: 1,
  mail_login: 1,
  receiver_off: 1,
  transient: 3,
  receiver: 3,
  mail_down: 3,
  retry_after: 4,
}

export const getStatus = query({
  name: 'dispatch.status',
  summary: 'Where data is between the modules: rates, lags and failures, what is stuck and why, queues and pauses',
  http: { method: 'GET', path: '/dispatch/status' },
  input: z.strictObject({}),
  output: statusView,
  async run(ctx): Promise<StatusView> {
    // Beside the others: mails lie with another role, on a connection of its own.
    const asked = mailsInSight(ctx)
    const [mails, edges, shops, jobs, outside, house, figures, pauses, mutes] = await Promise.all([
      asked,
      mapEdges(ctx, asked),
      stuckOfShops(ctx),
      stuckJobs(ctx),
      stuckWebhooks(ctx),
      stuckOfHouse(ctx),
      queueFigures(ctx),
      pausesOf(ctx),
      ctx.sql<{ key: string; until: Date; by_name: string }>(
        'select key, until, by_name from dispatch_mutes where tenant_id = $1 and until > $2',
        [ctx.now],
      ),
    ])
    const muted = new Map(mutes.map((m) => [m.key, { until: m.until.toISOString(), by: m.by_name }]))
    const stuck = [...house.stuck, ...shops, ...jobs, ...outside, ...stuckMails(mails?.troubles ?? [])]
      .map((one) => ({ ...one, muted: muted.get(one.key) ?? null }))
      .sort((a, b) => (weight[a.cause] ?? 2) - (weight[b.cause] ?? 2) || (a.since < b.since ? -1 : 1))
    return { at: ctx.now.toISOString(), windowMinutes, workers: house.workers, edges, stuck, ...figures, pauses }
  },
})
