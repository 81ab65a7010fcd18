import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { type PoolMoveRow, poolMoveRow, poolMoveViewOf } from '@/lib/modules/inventory/internal/pool-move-rows'
import { movePools } from '@/lib/modules/inventory/internal/pool-moves'
import { refuseNotFree } from '@/lib/modules/inventory/internal/refuse-not-free'
import { poolMoveView } from '@/lib/modules/inventory/pool-schema'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/** The opposite move, which says what it takes back. Refused when the units are no longer where they went. */
export const undoPoolMove = command({
  name: 'pool-move.undo',
  summary: 'Take a move between pools back by the opposite move',
  http: { method: 'POST', path: '/stock/pool-moves/{poolMoveId}/undo', status: 201 },
  input: z.strictObject({ poolMoveId: id('pool-move'), note: textField(200).default('') }),
  example: { note: 'The live stream was put off' },
  output: poolMoveView,
  async run(ctx, { poolMoveId, note }) {
    const row = await poolMoveRow(ctx, poolMoveId)
    refuseUndone(row)
    await refuseEnded(ctx, row.from_pool_id)
    const { lines } = await poolMoveViewOf(ctx, row)
    const back = lines.map(({ skuId, quantity }) => ({ skuId, quantity }))
    await refuseNotFree(ctx, row.warehouse_id, row.to_pool_id, back)
    // Under the locks of the balances: whoever else took it back at this moment has done so.
    refuseUndone(await poolMoveRow(ctx, poolMoveId))
    const [undoId = ''] = await movePools(ctx, [
      {
        kind: 'undo',
        warehouseId: row.warehouse_id,
        fromPoolId: row.to_pool_id,
        toPoolId: row.from_pool_id,
        lines: back,
        reference: row.number,
        undoesId: row.id,
        note,
      },
    ])
    ctx.touch('pool_move', undoId)
    ctx.tell({ undoes: row.number })
    return poolMoveViewOf(ctx, await poolMoveRow(ctx, undoId))
  },
})

function refuseUndone({ kind, undone_by }: PoolMoveRow): void {
  if (kind !== 'move' || undone_by) refuse('illegal_transition', { from: kind, to: 'undo' })
}

/** Held until the end: the pool that gets its units back does not end meanwhile. */
async function refuseEnded(ctx: Context, poolId: string | null): Promise<void> {
  if (poolId === null) return
  const [pool] = await ctx.sql<{ status: string }>(
    'select status from pools where tenant_id = $1 and id = $2 for share',
    [poolId],
  )
  if (pool?.status !== 'active') invalid([{ path: 'id', code: 'pool_ended' }])
}
