import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { poolMoveRow, poolMoveViewOf } from '@/lib/modules/inventory/internal/pool-move-rows'
import { poolMoveView } from '@/lib/modules/inventory/pool-schema'
import { query } from '@/lib/platform/door/use-case'

export const getPoolMove = query({
  name: 'pool-move.get',
  summary: 'One move between pools with its lines',
  http: { method: 'GET', path: '/stock/pool-moves/{poolMoveId}' },
  input: z.strictObject({ poolMoveId: id('pool-move') }),
  output: poolMoveView,
  run: async (ctx, { poolMoveId }) => poolMoveViewOf(ctx, await poolMoveRow(ctx, poolMoveId)),
})
