import { refuse } from '@/lib/kernel/refusal'
import type { Context } from '@/lib/platform/door/context'
import { wordsAad } from '@/lib/platform/words'

export const batchAad = (id: string) => wordsAad('stock_batches', id)

export type BatchToChange = { sku_id: string; code: string; sellable: boolean; version: number }

/** A batch, locked until the end; a batch is the company's, whichever warehouses it lies in. */
export async function batchToChange(ctx: Context, batchId: string): Promise<BatchToChange> {
  const [row] = await ctx.sql<BatchToChange>(
    'select sku_id, code, sellable, version from stock_batches where tenant_id = $1 and id = $2 for no key update',
    [batchId],
  )
  if (!row) return refuse('not_found')
  // It would be locked in warehouses that the actor does not see.
  if (ctx.actor.scope.warehouseIds) refuse('forbidden', { permission: 'batch.lock' })
  return row
}
