import { z } from 'zod'
import type { Exchange } from '@/lib/adapters/marketplaces/line'
import { id } from '@/lib/kernel/ids'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'
import { log } from '@/lib/platform/log'
import type { JobResult } from '@/lib/platform/queue/jobs'

/** Minutes and not windows, so that whoever looks chooses how far back; each limit of the marketplace by itself. */
export const countCalls = command({
  name: 'connection.count-calls',
  summary: 'Add what was asked of a marketplace to the counts of this minute',
  audited: false,
  input: z.strictObject({
    shopId: id('shop'),
    calls: z.record(z.string().max(100), z.int().min(1).max(1_000_000)),
  }),
  async run(ctx, { shopId, calls }): Promise<void> {
    await ctx.sql(
      `insert into channel_calls as c (tenant_id, shop_id, minute, bucket, calls)
       select $1, s.id, date_trunc('minute', $3::timestamptz), u.bucket, u.calls
         from shops s cross join (select * from unnest($4::text[], $5::int[]) as u(bucket, calls) order by 1) u
        where s.tenant_id = $1 and s.id = $2
       on conflict (tenant_id, shop_id, minute, bucket) do update set calls = c.calls + excluded.calls returning calls`,
      [shopId, ctx.now, Object.keys(calls), Object.values(calls)],
    )
  },
})

/** A job's conversation with a marketplace, which tells how often it asked. */
export async function countedJob(
  actor: Actor,
  shopId: string,
  work: (heard: (exchange: Exchange) => void) => Promise<JobResult>,
): Promise<JobResult> {
  let calls = 0
  const result = await counted(actor, shopId, (heard) =>
    work((exchange) => {
      calls += 1
      heard(exchange)
    }),
  )
  return { calls, ...result }
}

/** One conversation with a marketplace: every call of it is counted, attempts and renewals too, however it ends. */
export async function counted<T>(
  actor: Actor,
  shopId: string,
  work: (heard: (exchange: Exchange) => void) => Promise<T>,
): Promise<T> {
  const calls = new Map<string, number>()
  try {
    return await work(({ bucket }) => calls.set(bucket, (calls.get(bucket) ?? 0) + 1))
  } finally {
    if (calls.size > 0)
      await run(countCalls, { ...actor, signal: undefined }, { shopId, calls: Object.fromEntries(calls) }).catch(
        (e: unknown) => log.warn({ err: e, shopId }, 'calls could not be counted'),
      )
  }
}
