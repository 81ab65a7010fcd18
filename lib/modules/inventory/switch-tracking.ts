import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import { lockBalances } from '@/lib/modules/inventory/internal/lock-balances'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { startOver } from '@/lib/platform/db/errors'
import type { Context } from '@/lib/platform/door/context'

export type Tracked = {
  id: string
  code: string
  batchTracked: boolean
  shelfLifeDays: number | null
  sellBeforeDays: number
  expiryAlertDays: number
  serialMode: SerialMode
}

type Lying = { bin_id: string; warehouse_id: string; quantity: number }

/**
 * Writes what a SKU asks for, carrying what lies there into its batch of before batches or, as long as no other was named, out of it
 * again. Numbers cannot be carried: who has stock without them counts it out and in again. Answers the SKU's batches, whose days
 * follow their SKU.
 */
export async function switchTracking(ctx: Context, before: Tracked, after: Tracked): Promise<string[]> {
  const switched = before.batchTracked !== after.batchTracked
  const counting = before.serialMode !== after.serialMode
  if (switched || counting) await holdStill(ctx, before.id)
  if (counting) await switchSerials(ctx, before, after)
  const carried = switched ? await batchOfBefore(ctx, before) : undefined
  await ctx.sql(
    `update skus set batch_tracked = $3, shelf_life_days = $4, sell_before_days = $5, expiry_alert_days = $6, serial_mode = $7,
            updated_at = $8, version = version + 1 where tenant_id = $1 and id = $2`,
    [
      ...[before.id, after.batchTracked, after.shelfLifeDays, after.sellBeforeDays, after.expiryAlertDays],
      ...[after.serialMode, ctx.now],
    ],
  )
  if (carried !== undefined) await carry(ctx, before, carried, after.batchTracked)
  const batches = await ctx.sql<{ id: string }>(
    `update stock_batches set sell_until = expires_on - $3::int where tenant_id = $1 and sku_id = $2 and code_key <> '' returning id`,
    [before.id, after.sellBeforeDays],
  )
  return batches.map(({ id }) => id)
}

/** Nobody posts anything of the SKU until the end, nor has begun to. */
async function holdStill(ctx: Context, skuId: string): Promise<void> {
  const places = () =>
    ctx.sql<{ skuId: string; warehouseId: string }>(
      'select sku_id as "skuId", warehouse_id as "warehouseId" from stock_balances where tenant_id = $1 and sku_id = $2',
      [skuId],
    )
  const held = await places()
  await lockBalances(ctx, held)
  await ctx.sql('select 1 from skus where tenant_id = $1 and id = $2 for update', [skuId])
  if ((await places()).length !== held.length) startOver('goods came to a new place meanwhile')
}

async function switchSerials(ctx: Context, before: Tracked, after: Tracked): Promise<void> {
  if (after.serialMode === 'receipt') {
    const [stocked] = await ctx.sql(
      'select 1 from stock_balances where tenant_id = $1 and sku_id = $2 and (on_hand > 0 or incoming > 0) limit 1',
      [before.id],
    )
    if (stocked) invalid([{ path: 'serialMode', code: 'stock_unnumbered' }])
  }
  // Units are counted one by one no longer; their numbers stay known.
  if (before.serialMode === 'receipt')
    await ctx.sql(
      `update stock_serials set state = 'known', warehouse_id = null, updated_at = $3 where tenant_id = $1 and sku_id = $2 and warehouse_id is not null`,
      [before.id, ctx.now],
    )
}

async function batchOfBefore(ctx: Context, { id: skuId, batchTracked }: Tracked): Promise<string> {
  if (batchTracked) {
    const [named] = await ctx.sql(
      `select 1 from stock_batches where tenant_id = $1 and sku_id = $2 and (code_key <> '' or not sellable) limit 1`,
      [skuId],
    )
    if (named) invalid([{ path: 'batchTracked', code: 'has_batches' }])
  } else
    await ctx.sql(
      `insert into stock_batches (tenant_id, id, sku_id, code, code_key, created_at) values ($1, $2, $3, '', '', $4) on conflict do nothing`,
      [newId(), skuId, ctx.now],
    )
  const [row] = await ctx.sql<{ id: string }>(
    `select id from stock_batches where tenant_id = $1 and sku_id = $2 and code_key = ''`,
    [skuId],
  )
  if (!row) throw new Error('the batch of before batches is missing')
  return row.id
}

/** In the ledger as pairs that come to nothing: in each bin out of no batch into this one, or back. */
async function carry(ctx: Context, { id: skuId, code }: Tracked, batchId: string, into: boolean): Promise<void> {
  const lying = await ctx.sql<Lying>(
    `select h.bin_id, b.warehouse_id, h.quantity from bin_balances h join bins b on b.tenant_id = $1 and b.id = h.bin_id
      where h.tenant_id = $1 and h.sku_id = $2 and h.quantity > 0 order by h.bin_id`,
    [skuId],
  )
  await postMovements(
    ctx,
    lying.flatMap(({ bin_id: binId, warehouse_id: warehouseId, quantity }) => {
      const both = {
        ...{ skuId, warehouseId, binId, reason: 'move' as const },
        ...{ referenceType: 'sku', referenceId: skuId, reference: code },
      }
      const key = `track:${ctx.requestId}:${binId}`
      return [
        { ...both, quantity: -quantity, batchId: into ? null : batchId, staged: true, key: `${key}:out` },
        { ...both, quantity, batchId: into ? batchId : null, key: `${key}:in` },
      ]
    }),
  )
  const to = into ? batchId : null
  await ctx.sql('update cost_layers set batch_id = $3 where tenant_id = $1 and sku_id = $2', [skuId, to])
  await ctx.sql(
    `update stock_transfer_layers y set batch_id = $3 from stock_transfer_lines l
      where y.tenant_id = $1 and l.tenant_id = $1 and l.id = y.line_id and l.sku_id = $2 and y.quantity_left > 0`,
    [skuId, to],
  )
}
