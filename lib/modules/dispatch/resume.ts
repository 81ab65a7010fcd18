import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { heldAgain } from '@/lib/modules/dispatch/internal/replay'
import { shopOfKey } from '@/lib/modules/dispatch/internal/shop-of-key'
import { pauseKinds } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'
import { jobsResumed } from '@/lib/platform/queue/tasks'

/** As many at once; the rest follows in turns of its own. */
const most = 1000

export const resumeJobs = command({
  name: 'dispatch.resume',
  summary: 'End a pause; what was held meanwhile is told anew, oldest first',
  http: { method: 'POST', path: '/dispatch/pauses/end' },
  input: z.strictObject({ kind: z.enum(pauseKinds), key: z.string().min(1).max(100) }),
  example: { kind: 'queue', key: 'calls' },
  async run(ctx, { kind, key }) {
    if (kind === 'shop') {
      const shopId = await shopOfKey(ctx, key)
      if ((await getConnection.within(ctx, { shopId })).state === 'paused')
        await setConnection.within(ctx, { shopId, credentials: {}, paused: false })
    } else if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'dispatch.resume' })
    await ctx.sql('delete from job_pauses where tenant_id = $1 and kind = $2 and key = $3 returning key', [kind, key])
    const released = await heldAgain(ctx, most)
    // Wakes the drains that slept through it, and whoever tells the rest of what was held.
    ctx.emit({ name: jobsResumed, payload: { kind, key } })
    ctx.tell({ kind, key, released })
    return { kind, key, paused: false, released, more: released === most }
  },
})
