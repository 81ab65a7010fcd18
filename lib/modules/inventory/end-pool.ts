import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { emptyPools } from '@/lib/modules/inventory/internal/pool-moves'
import { poolRow, poolViewOf } from '@/lib/modules/inventory/internal/pool-rows'
import { poolView } from '@/lib/modules/inventory/pool-schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/**
 * Nobody sells from it any more. What is free becomes general stock if the pool says so, else it stays until it is moved. What parcels
 * hold leaves with them; what they give back follows the rest. Ending twice is no conflict.
 */
export const endPool = command({
  name: 'pool.end',
  summary: 'End a pool before its time',
  http: { method: 'POST', path: '/stock/pools/{poolId}/end' },
  input: z.strictObject({ poolId: id('pool'), version: versionField.optional() }),
  example: {},
  output: poolView,
  async run(ctx, { poolId, version }) {
    if (ctx.actor.scope.warehouseIds) refuse('forbidden', { permission: 'pool.end' })
    const row = await poolRow(ctx, poolId, 'lock')
    if (row.status === 'active') {
      expectVersion(row, version)
      await ctx.sql(
        `update pools set status = 'ended', ended_at = $3, version = version + 1 where tenant_id = $1 and id = $2`,
        [poolId, ctx.now],
      )
      if (row.returns) ctx.tell({ units: await emptyPools(ctx, [poolId]) })
    }
    ctx.touch('pool', poolId)
    return poolViewOf(await poolRow(ctx, poolId))
  },
})
