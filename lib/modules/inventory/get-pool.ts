import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { poolRow, poolViewOf } from '@/lib/modules/inventory/internal/pool-rows'
import { poolView } from '@/lib/modules/inventory/pool-schema'
import { query } from '@/lib/platform/door/use-case'

export const getPool = query({
  name: 'pool.get',
  summary: 'One pool with its rules and what lies in it in sum',
  http: { method: 'GET', path: '/stock/pools/{poolId}' },
  input: z.strictObject({ poolId: id('pool') }),
  output: poolView,
  run: async (ctx, { poolId }) => poolViewOf(await poolRow(ctx, poolId)),
})
