import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { poolRow, poolViewOf, refuseTimes, shopIdsOf, writePoolShops } from '@/lib/modules/inventory/internal/pool-rows'
import { poolFields, poolView } from '@/lib/modules/inventory/pool-schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

/** A named part of stock for some shops (虚拟仓). It is empty until a move, or goods that arrive, put something into it. */
export const createPool = command({
  name: 'pool.create',
  summary: 'Create a pool: a named part of stock that only some shops sell',
  http: { method: 'POST', path: '/stock/pools', status: 201 },
  input: z.strictObject({
    ...poolFields,
    priority: poolFields.priority.default(100),
    fallsBack: poolFields.fallsBack.default(true),
    returns: poolFields.returns.default(true),
    customerGroups: poolFields.customerGroups.default([]),
    startsAt: poolFields.startsAt.default(null),
    endsAt: poolFields.endsAt.default(null),
  }),
  example: { code: 'live-1111', name: '双 11 直播', shopCodes: ['douyin'], endsAt: '2026-11-12T00:00:00+08:00' },
  output: poolView,
  async run(ctx, { code, name, shopCodes, customerGroups, priority, fallsBack, returns, startsAt, endsAt }) {
    // What lies in a pool is taken from everybody else: who is limited to some warehouses cannot decide that for all.
    if (ctx.actor.scope.warehouseIds) refuse('forbidden', { permission: 'pool.create' })
    refuseTimes(startsAt, endsAt)
    const shopIds = await shopIdsOf(ctx, shopCodes)
    const id = newId()
    await orTaken({ pools_code_uq: 'code' }, () =>
      ctx.sql(
        `insert into pools (tenant_id, id, code, name, priority, falls_back, returns, starts_at, ends_at, created_at, customer_groups)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          id,
          code,
          name,
          priority,
          fallsBack,
          returns,
          startsAt,
          endsAt,
          ctx.now,
          JSON.stringify([...new Set(customerGroups)]),
        ],
      ),
    )
    await writePoolShops(ctx, id, shopIds)
    ctx.touch('pool', id)
    ctx.tell({ code, shops: shopCodes.length })
    return poolViewOf(await poolRow(ctx, id))
  },
})
