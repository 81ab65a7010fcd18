import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type MovementRow, selectMovements, movementView as view } from '@/lib/modules/inventory/internal/movement-rows'
import { movementView } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'

export const getMovement = query({
  name: 'stock.movement',
  summary: 'One stock movement',
  http: { method: 'GET', path: '/stock/movements/{movementId}' },
  input: z.strictObject({ movementId: id('movement') }),
  output: movementView,
  async run(ctx, { movementId }) {
    const [row] = await ctx.sql<MovementRow>(
      `${selectMovements} and m.id = $2 and ($3::uuid[] is null or m.warehouse_id = any($3::uuid[]))`,
      [movementId, ctx.actor.scope.warehouseIds],
    )
    return row ? view(await ctx.crypt(), row) : refuse('not_found')
  },
})
