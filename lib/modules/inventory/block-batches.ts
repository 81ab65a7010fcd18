import { lockBalances, placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import { noPosting, type Posting, writePosting } from '@/lib/modules/inventory/internal/post-stock.sql'
import type { Loss } from '@/lib/modules/inventory/shortfalls'
import { startOver } from '@/lib/platform/db/errors'
import type { Context } from '@/lib/platform/door/context'

/** A batch whose units may be promised from now on, or no longer. */
export type Turn = { batchId: string; skuId: string; sellable: boolean }

type Units = { sku_id: string; warehouse_id: string; quantity: number }

/** What of each place some batches' turns would take away from what may be promised; less than nothing where it gives more. */
export async function turnedUnits(ctx: Context, turns: readonly Turn[]): Promise<Loss[]> {
  if (turns.length === 0) return []
  const rows = await ctx.sql<Units>(
    `select x.sku_id, n.warehouse_id, sum(case when t.sellable then x.quantity else -x.quantity end)::int as quantity
       from unnest($2::uuid[], $3::uuid[], $4::boolean[]) as t(batch, sku, sellable)
       join batch_balances x on x.tenant_id = $1 and x.sku_id = t.sku and x.batch_id = t.batch and x.quantity > 0
       join bins n on n.tenant_id = $1 and n.id = x.bin_id
       left join zones z on z.tenant_id = $1 and z.id = n.zone_id
      where z.kind is distinct from 'defective' group by x.sku_id, n.warehouse_id order by x.sku_id, n.warehouse_id`,
    [turns.map((t) => t.batchId), turns.map((t) => t.skuId), turns.map((t) => t.sellable)],
    'batches-turned',
  )
  return rows.map((r) => ({ skuId: r.sku_id, warehouseId: r.warehouse_id, quantity: r.quantity }))
}

/**
 * Turns batches, in the transaction that decided what becomes of the promises on them: `changes` is what it was decided on, and if
 * that is no longer so under the lock of the balances, everything starts over.
 */
export async function turnBatches(
  ctx: Context,
  turns: readonly Turn[],
  changes: readonly Loss[],
  closed: Posting['closed'] = noPosting.closed,
): Promise<void> {
  if (turns.length === 0) return
  await lockBalances(ctx, changes)
  // Whoever brings units of them to a place that holds none has these rows in hand.
  await ctx.sql('select id from stock_batches where tenant_id = $1 and id = any($2::uuid[]) order by id for update', [
    turns.map((t) => t.batchId),
  ])
  const now = await turnedUnits(ctx, turns)
  const said = new Map(changes.map((c) => [placeKey(c.skuId, c.warehouseId), c.quantity]))
  if (now.length !== changes.length || now.some((c) => said.get(placeKey(c.skuId, c.warehouseId)) !== c.quantity))
    startOver('units of a batch moved meanwhile')
  await ctx.sql(
    `update stock_batches k set sellable = t.sellable from unnest($2::uuid[], $3::boolean[]) as t(batch, sellable)
      where k.tenant_id = $1 and k.id = t.batch`,
    [turns.map((t) => t.batchId), turns.map((t) => t.sellable)],
    'batches-turn',
  )
  const blocked = changes.map((c) => ({ ...c, quantity: -c.quantity }))
  await writePosting(ctx, { ...noPosting, blocked, closed })
}
