import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { poolRow, poolViewOf } from '@/lib/modules/prints/internal/pools'
import { poolView } from '@/lib/modules/prints/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** A closed pool gives no numbers; those it gave stay. */
export const updateWaybillPool = command({
  name: 'waybill-pool.update',
  summary: 'Close or reopen a pool of waybill numbers',
  http: { method: 'PATCH', path: '/waybill-pools/{poolId}' },
  input: z.strictObject({ poolId: id('waybill_pool'), status: z.enum(['active', 'closed']), version: versionField }),
  example: { status: 'closed', version: 1 },
  output: poolView,
  async run(ctx, { poolId, status, version }) {
    await ctx.sql('select 1 from waybill_pools where tenant_id = $1 and id = $2 for update', [poolId])
    expectVersion(await poolRow(ctx, poolId), version)
    await ctx.sql('update waybill_pools set status = $3, version = version + 1 where tenant_id = $1 and id = $2', [
      poolId,
      status,
    ])
    ctx.touch('waybill_pool', poolId)
    return poolViewOf(await poolRow(ctx, poolId))
  },
})
