import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'
import { log } from '@/lib/platform/log'

/** Minutes and not windows, so that whoever looks chooses how far back. */
export const countCalls = command({
  name: 'connection.count-calls',
  summary: 'Add what was asked of a marketplace to the count of this minute',
  audited: false,
  input: z.strictObject({ shopId: id('shop'), calls: z.int().min(1).max(1_000_000) }),
  async run(ctx, { shopId, calls }): Promise<void> {
    await ctx.sql(
      `insert into channel_calls as c (tenant_id, shop_id, minute, calls) select $1, s.id, date_trunc('minute', $3::timestamptz), $4
         from shops s where s.tenant_id = $1 and s.id = $2
       on conflict (tenant_id, shop_id, minute) do update set calls = c.calls + excluded.calls returning calls`,
      [shopId, ctx.now, calls],
    )
  },
})

/** One conversation with a marketplace: every call of it is counted, attempts and renewals too, however it ends. */
export async function counted<T>(actor: Actor, shopId: string, work: (heard: () => void) => Promise<T>): Promise<T> {
  let calls = 0
  const heard = () => {
    calls += 1
  }
  try {
    return await work(heard)
  } finally {
    if (calls > 0)
      await run(countCalls, { ...actor, signal: undefined }, { shopId, calls }).catch((e: unknown) =>
        log.warn({ err: e, shopId }, 'calls could not be counted'),
      )
  }
}
