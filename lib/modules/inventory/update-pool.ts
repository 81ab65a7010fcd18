import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { poolStockTurned } from '@/lib/modules/inventory/internal/pool-moves'
import { poolRow, poolViewOf, refuseTimes, shopIdsOf, writePoolShops } from '@/lib/modules/inventory/internal/pool-rows'
import { poolFields, poolView } from '@/lib/modules/inventory/pool-schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** What parcels hold of the pool they keep, whoever sells from it from now on. */
export const updatePool = command({
  name: 'pool.update',
  summary: 'Change a pool: its name, shops, priority, rules and times',
  http: { method: 'PATCH', path: '/stock/pools/{poolId}' },
  input: z
    .object(poolFields)
    .partial()
    .extend({ poolId: id('pool'), version: versionField })
    .strict(),
  example: { endsAt: '2026-11-13T00:00:00+08:00', version: 1 },
  output: poolView,
  async run(ctx, { poolId, version, shopCodes, ...change }) {
    if (ctx.actor.scope.warehouseIds) refuse('forbidden', { permission: 'pool.update' })
    const row = await poolRow(ctx, poolId, 'lock')
    expectVersion(row, version)
    if (row.status === 'ended') invalid([{ path: 'id', code: 'pool_ended' }])
    const next = {
      code: change.code ?? row.code,
      name: change.name ?? row.name,
      priority: change.priority ?? row.priority,
      fallsBack: change.fallsBack ?? row.falls_back,
      returns: change.returns ?? row.returns,
      customerGroups: [...new Set(change.customerGroups ?? row.customer_groups)],
      startsAt: change.startsAt === undefined ? row.starts_at : change.startsAt,
      endsAt: change.endsAt === undefined ? row.ends_at : change.endsAt,
    }
    refuseTimes(next.startsAt, next.endsAt)
    await orTaken({ pools_code_uq: 'code' }, () =>
      ctx.sql(
        `update pools set code = $3, name = $4, priority = $5, falls_back = $6, returns = $7, starts_at = $8, ends_at = $9, customer_groups = $10, version = version + 1
          where tenant_id = $1 and id = $2`,
        [
          poolId,
          next.code,
          next.name,
          next.priority,
          next.fallsBack,
          next.returns,
          next.startsAt,
          next.endsAt,
          JSON.stringify(next.customerGroups),
        ],
      ),
    )
    if (shopCodes) await writePoolShops(ctx, poolId, await shopIdsOf(ctx, shopCodes))
    await poolStockTurned(ctx, [poolId])
    ctx.touch('pool', poolId)
    return poolViewOf(await poolRow(ctx, poolId))
  },
})
