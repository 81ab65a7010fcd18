import { z } from 'zod'
import { emptyPools, poolStockTurned } from '@/lib/modules/inventory/internal/pool-moves'
import { command } from '@/lib/platform/door/use-case'

const most = 20

/** Pools end by themselves at their time; what parcels gave back to a pool that has ended goes the way of the rest. */
export const endDuePools = command({
  name: 'pool.end-due',
  summary: 'End pools whose time is over and return what is left in them',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const ended = await ctx.sql<{ id: string }>(
      `update pools p set status = 'ended', ended_at = $2, version = p.version + 1
        where p.tenant_id = $1 and p.id in (
          select d.id from pools d where d.tenant_id = $1 and d.status = 'active' and d.ends_at <= $2 order by d.id limit ${most} for update skip locked)
        returning p.id`,
      [ctx.now],
      'pools-due',
    )
    await poolStockTurned(
      ctx,
      ended.map((p) => p.id),
    )
    const due = await ctx.sql<{ id: string }>(
      `select p.id from pools p where p.tenant_id = $1 and p.status = 'ended' and p.returns
          and p.id in (select g.pool_id from pool_balances g where g.tenant_id = $1 and g.quantity > g.reserved)
        order by p.id limit ${most}`,
      [],
      'pools-left',
    )
    if (due.length > 0)
      await emptyPools(
        ctx,
        due.map((p) => p.id),
      )
    return { more: ended.length === most || due.length === most }
  },
})
