import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const batch = 5000

/** An answer is kept for a day: longer than any client retries. */
export const purgeIdempotencyKeys = command({
  name: 'idempotency.purge',
  summary: 'Forget answers older than a day',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const gone = await ctx.sql(
      `delete from idempotency_keys where tenant_id = $1 and (actor_id, key) in (
         select actor_id, key from idempotency_keys
          where tenant_id = $1 and created_at < $2::timestamptz - interval '24 hours' order by created_at limit ${batch})
       returning key`,
      [ctx.now],
    )
    return { more: gone.length === batch, purged: gone.length }
  },
})
