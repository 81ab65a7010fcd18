import { refuse } from '@/lib/kernel/refusal'
import { seesShop } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type LockedReject = { id: string; shop_id: string; shop_code: string; state: string; body: Buffer }

/** One kept reject that is still open; an ended one answers like none. */
export async function lockReject(ctx: Context, rejectId: string): Promise<LockedReject> {
  const [reject] = await ctx.sql<LockedReject>(
    `select r.id, r.shop_id, s.code as shop_code, r.state, r.body
       from intake_rejects r join shops s on s.tenant_id = $1 and s.id = r.shop_id
      where r.tenant_id = $1 and r.id = $2 and r.state = 'open' for update of r`,
    [rejectId],
  )
  if (!reject || !seesShop(ctx.actor, reject.shop_id)) return refuse('not_found')
  ctx.touch('reject', reject.id)
  return reject
}

export async function endReject(ctx: Context, rejectId: string, state: 'replayed' | 'dismissed'): Promise<void> {
  await ctx.sql('update intake_rejects set state = $3, updated_at = $4 where tenant_id = $1 and id = $2', [
    rejectId,
    state,
    ctx.now,
  ])
}
