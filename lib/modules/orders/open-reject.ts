import { rejectAad } from '@/lib/modules/orders/internal/keep-rejects'
import { replayReject } from '@/lib/modules/orders/replay-reject'
import type { Context } from '@/lib/platform/door/context'

/** What could not be taken in, as it came: it shows a buyer, so whoever asks must write down why. */
export async function openReject(ctx: Context, rejectId: string): Promise<string | undefined> {
  const [row] = await ctx.sql<{ body: Buffer }>('select body from intake_rejects where tenant_id = $1 and id = $2', [
    rejectId,
  ])
  return row && (await ctx.crypt()).open(rejectAad(rejectId), row.body)
}

/** Sends a rejected order through the whole of intake and takes everything back: what would come of it now, nothing else. */
export async function rehearseReject(ctx: Context, rejectId: Parameters<typeof replayReject.within>[1]['rejectId']) {
  const [events, refs] = [ctx.events.length, ctx.refs.length]
  await ctx.control('savepoint rehearsal')
  try {
    return await replayReject.within(ctx, { rejectId })
  } finally {
    await ctx.control('rollback to savepoint rehearsal')
    ctx.events.splice(events)
    ctx.refs.splice(refs)
  }
}
