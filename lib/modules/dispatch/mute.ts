import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'
import { sealWords, wordsAad } from '@/lib/platform/words'

export const muteTrouble = command({
  name: 'dispatch.mute',
  summary: 'Put a trouble aside for a while, with a reason; it goes on being counted',
  http: { method: 'POST', path: '/dispatch/mutes' },
  input: z.strictObject({
    key: z.string().min(1).max(300),
    reason: z.string().trim().min(2).max(500),
    hours: z.int().min(1).max(720).default(24),
  }),
  example: { key: 'workers', reason: 'The host is being moved', hours: 2 },
  async run(ctx, { key, reason, hours }) {
    const until = new Date(ctx.now.getTime() + hours * 3_600_000)
    const words = sealWords(await ctx.crypt(), wordsAad('dispatch_mutes', key), reason)
    await ctx.sql(
      `insert into dispatch_mutes (tenant_id, key, until, at, by_name, words) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, key) do update set until = excluded.until, at = excluded.at, by_name = excluded.by_name, words = excluded.words`,
      [key, until, ctx.now, ctx.actor.name, words],
    )
    ctx.tell({ key, hours })
    ctx.tellWords({ reason })
    return { key, until: until.toISOString() }
  },
})
