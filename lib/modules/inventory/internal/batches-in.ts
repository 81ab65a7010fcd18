import type { Lot } from '@/lib/modules/inventory/internal/bins-of'
import type { Balance } from '@/lib/modules/inventory/internal/lock-balances'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import type { Context } from '@/lib/platform/door/context'

type BatchIn = Lot & { skuId: string }
/** By id, and by SKU the one of the units that were there before the SKU asked for batches. */
export type BatchesIn = ReadonlyMap<string, BatchIn>

/** What comes back, or comes from elsewhere, may have left before the SKU asked for batches. */
export const mayBeFromBefore = ({ undoes, cameAs }: NewMovement) => undoes !== undefined || cameAs !== undefined

/** The batches that some movements of SKUs in batches come into; whether they may be sold does not change until the end. */
export async function batchesIn(
  ctx: Context,
  comingIn: readonly NewMovement[],
  balanceOf: (movement: NewMovement) => Balance | undefined,
): Promise<BatchesIn> {
  const batched = comingIn.filter((m) => balanceOf(m)?.batched)
  if (batched.length === 0) return new Map()
  const rows = await ctx.sql<BatchIn & { before: boolean }>(
    `select id as "batchId", sku_id as "skuId", sellable, not sellable as blocked, code_key = '' as before from stock_batches
      where tenant_id = $1 and (id = any($2::uuid[]) or (sku_id = any($3::uuid[]) and code_key = '')) order by id for key share`,
    [batched.flatMap((m) => m.batchId ?? []), batched.filter(mayBeFromBefore).map((m) => m.skuId)],
    'batches-in',
  )
  return new Map(
    rows.flatMap((row) => [[row.batchId ?? '', row] as const, ...(row.before ? [[row.skuId, row] as const] : [])]),
  )
}
