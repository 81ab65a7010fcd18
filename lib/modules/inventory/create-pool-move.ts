import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { poolMoveRow, poolMoveViewOf } from '@/lib/modules/inventory/internal/pool-move-rows'
import { movePools } from '@/lib/modules/inventory/internal/pool-moves'
import { openPool } from '@/lib/modules/inventory/internal/pool-rows'
import { openWarehouse, skusOf } from '@/lib/modules/inventory/internal/read-lines'
import { refuseNotFree } from '@/lib/modules/inventory/internal/refuse-not-free'
import { poolMoveInput, poolMoveView } from '@/lib/modules/inventory/pool-schema'
import { command } from '@/lib/platform/door/use-case'

/** Only free units move, never what parcels hold: a move breaks no promise. */
export const createPoolMove = command({
  name: 'pool-move.create',
  summary: 'Move units into a pool, out of it, or from pool to pool',
  http: { method: 'POST', path: '/stock/pool-moves', status: 201 },
  input: poolMoveInput,
  example: { warehouseCode: 'HZ', toPool: 'live-1111', lines: [{ skuCode: 'TEA-001', quantity: 50 }] },
  output: poolMoveView,
  async run(ctx, { warehouseCode, fromPool, toPool, note, lines }) {
    const warehouse = await openWarehouse(ctx, warehouseCode)
    if (fromPool === toPool) invalid([{ path: 'toPool', code: 'same_pool' }])
    const from = fromPool === undefined ? null : await openPool(ctx, fromPool, 'fromPool', false)
    const to = toPool === undefined ? null : await openPool(ctx, toPool, 'toPool', true)
    const errors: FieldError[] = []
    const skus = await skusOf(ctx, lines, errors)
    const seen = new Set<string>()
    for (const [i, sku] of skus.entries()) {
      if (sku && seen.has(sku.id)) errors.push({ path: `lines.${i}.skuCode`, code: 'duplicate' })
      if (sku) seen.add(sku.id)
    }
    if (errors.length > 0) invalid(errors)
    const wanted = lines.flatMap(({ quantity }, i) => (skus[i] ? [{ skuId: skus[i].id, quantity }] : []))
    await refuseNotFree(ctx, warehouse.id, from?.id ?? null, wanted)
    const [id = ''] = await movePools(ctx, [
      {
        kind: 'move',
        warehouseId: warehouse.id,
        fromPoolId: from?.id ?? null,
        toPoolId: to?.id ?? null,
        lines: wanted,
        note,
      },
    ])
    ctx.touch('pool_move', id)
    ctx.tell({ lines: lines.length, ...(from && { from: from.code }), ...(to && { to: to.code }) })
    return poolMoveViewOf(ctx, await poolMoveRow(ctx, id))
  },
})
