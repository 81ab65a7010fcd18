import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { jobsAgain } from '@/lib/modules/dispatch/internal/replay'
import { shopOfKey } from '@/lib/modules/dispatch/internal/shop-of-key'
import { pauseKinds } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'

const most = 5000

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
    // What another pause still holds is held again as soon as it is taken up.
    const held = await ctx.sql<{ id: string; sub: string }>(
      `select event_id as id, name as sub from queue_jobs where tenant_id = $1 and state = 'held'
          and case $2 when 'queue' then queue = $3 when 'job' then name = $3 else shop_id::text = $3 end
        order by created_at limit ${most}`,
      [kind, key],
    )
    const started = await jobsAgain(ctx, held)
    ctx.tell({ kind, key, released: started.length })
    return { kind, key, paused: false, released: started.length }
  },
})
