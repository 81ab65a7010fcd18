import { z } from 'zod'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { pauseAad } from '@/lib/modules/dispatch/internal/pause-rows'
import { shopOfKey } from '@/lib/modules/dispatch/internal/shop-of-key'
import { pauseKinds } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'
import { queueNames } from '@/lib/platform/queue/tasks'
import { sealWords } from '@/lib/platform/words'

/** What is running ends as usual; what comes next is held and loses nothing. */
export const pauseJobs = command({
  name: 'dispatch.pause',
  summary: 'Hold the company’s jobs of one queue, one kind, or about one shop, with a reason',
  http: { method: 'POST', path: '/dispatch/pauses' },
  input: z.strictObject({
    kind: z.enum(pauseKinds),
    /** The queue, the name of the job, or the shop’s id. */
    key: z.string().min(1).max(100),
    reason: z.string().trim().min(2).max(500),
  }),
  example: { kind: 'queue', key: 'calls', reason: 'The marketplace is being repaired' },
  async run(ctx, { kind, key, reason }) {
    if (kind === 'shop') {
      const shopId = await shopOfKey(ctx, key)
      const { state } = await getConnection.within(ctx, { shopId })
      // Its pulls are not even started, so that none pile up.
      if (state !== 'none' && state !== 'paused')
        await setConnection.within(ctx, { shopId, credentials: {}, paused: true })
    } else if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'dispatch.pause' })
    if (kind === 'queue' && !queueNames.some((name) => name === key)) invalid([{ path: 'key', code: 'unknown' }])
    if (kind === 'job' && !/^[a-z][a-z.-]+$/.test(key)) invalid([{ path: 'key', code: 'unknown' }])
    const words = sealWords(await ctx.crypt(), pauseAad(kind, key), reason)
    await ctx.sql(
      `insert into job_pauses (tenant_id, kind, key, at, by_name, words) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, kind, key) do nothing`,
      [kind, key, ctx.now, ctx.actor.name, words],
    )
    ctx.tell({ kind, key })
    ctx.tellWords({ reason })
    return { kind, key, paused: true }
  },
})
